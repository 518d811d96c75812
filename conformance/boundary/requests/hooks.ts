import type { Exchange } from "../exchange.ts";
import { area, sequence } from "./build.ts";

const KINDS = "kitchen burnt value 400 403 404 405 410 418 500 503 fine".split(" ");
const STEPS = ["app1", "app2", "kitchen-app", "kitchen", "oven"];

export const hooks: readonly Exchange[] = area(
  "hooks",
  [
    "GET /",
    "GET /kitchen/",
    "GET /kitchen/oven/",
    "GET /kitchen",
    "GET /nowhere",
    "GET /kitchen/nowhere",
    "GET /kitchen/oven/nowhere",
    "GET /posted",
    "GET /posted/",
    "POST /posted",
    "POST /",
    "POST /kitchen/",
    "OPTIONS /",
    "OPTIONS /kitchen/oven/",
    "GET /this-request",
    ...STEPS.map((name) => `GET /kitchen/oven/?stop=${name}`),
    ...STEPS.map((name) => `GET /kitchen/oven/?replace=${name}`),
    ...STEPS.map((name) => `GET /kitchen/oven/?fail=before:${name}`),
    "GET /?stop=kitchen",
    "GET /nowhere?stop=app1",
    "GET /posted?stop=app2",
    ...["", "/kitchen", "/kitchen/oven"].flatMap((prefix) =>
      KINDS.map((kind) => `GET ${prefix}/fail/${kind}`),
    ),
    "GET /quiet/value",
    "GET /quiet/key",
    "GET /quiet/abort",
    sequence("teardown of a fine request", ["GET /", "GET /ended", "GET /ended"]),
    sequence("teardown of a failed request", [
      "GET /ended",
      "GET /fail/value",
      "GET /fail/kitchen",
      "GET /fail/404",
      "GET /quiet/value",
      "GET /ended",
    ]),
    sequence("teardown of one that was stopped", [
      "GET /ended",
      "GET /?stop=app1",
      "GET /nowhere",
      "GET /ended",
    ]),
  ],
  { app: "hooks" },
);
