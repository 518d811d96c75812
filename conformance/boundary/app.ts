import { fileURLToPath } from "node:url";
import { Flask } from "dewar";
import { addAnswers } from "./areas/answers.ts";
import { addBodies } from "./areas/bodies.ts";
import { addEcho } from "./areas/echo.ts";
import { addFiles } from "./areas/files.ts";
import { hookApp } from "./areas/hooks.ts";
import { addLinks } from "./areas/links.ts";
import { addRouting } from "./areas/routing.ts";
import { addSessions } from "./areas/sessions.ts";
import { cookieApp, domainApp, hostApp, keylessApp, languageApp, limitedApp } from "./areas/settings.ts";
import { addContextStreams } from "./areas/streams.ts";
import { addTemplates } from "./areas/templates.ts";
import { addViews } from "./areas/views.ts";
import type { AppName } from "./exchange.ts";

const ROOT = fileURLToPath(new URL("site", import.meta.url));

function mainApp(): Flask {
  const app = new Flask(import.meta.url, { name: "main", rootPath: ROOT });
  app.secretKey = "boundary";
  addRouting(app);
  addEcho(app);
  addBodies(app);
  addAnswers(app);
  addSessions(app);
  addLinks(app);
  addContextStreams(app);
  addTemplates(app);
  addFiles(app);
  addViews(app);
  return app;
}

/** The applications that answer the requests of this suite. `app.py` is their twin in Python, with Flask. */
export function makeApps(): Record<AppName, Flask> {
  const apps = {
    main: mainApp(),
    hooks: hookApp(ROOT),
    limited: limitedApp(ROOT),
    keyless: keylessApp(ROOT),
    domains: domainApp(ROOT),
    cookies: cookieApp(ROOT),
    hosts: hostApp(ROOT),
    languages: languageApp(ROOT),
  };
  const silent = { ...console, error: () => undefined, warn: () => undefined };
  for (const app of Object.values(apps)) app.logger = silent;
  return apps;
}
