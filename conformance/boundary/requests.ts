import type { Exchange } from "./exchange.ts";
import { answers } from "./requests/answers.ts";
import { bodies, limits } from "./requests/bodies.ts";
import { echo } from "./requests/echo.ts";
import { datedFiles, files } from "./requests/files.ts";
import { hooks } from "./requests/hooks.ts";
import { links } from "./requests/links.ts";
import { classViews, pages } from "./requests/pages.ts";
import { routing } from "./requests/routing.ts";
import { sessions, settings } from "./requests/sessions.ts";

/** Every exchange of the suite. Names are unique. */
export const EXCHANGES: readonly Exchange[] = [
  ...routing,
  ...echo,
  ...bodies,
  ...limits,
  ...answers,
  ...sessions,
  ...settings,
  ...hooks,
  ...links,
  ...pages,
  ...classViews,
  ...files,
  ...datedFiles,
];
