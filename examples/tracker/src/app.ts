import { join } from "node:path";
import { CSRFProtect, Flask, HTTPException, makeResponse, renderTemplate, SecurityHeaders } from "dewar";
import { account } from "./account.ts";
import { admin } from "./admin.ts";
import { api } from "./api/api.ts";
import { ENDINGS } from "./attachment-files.ts";
import { attachments } from "./attachments.ts";
import { auth } from "./auth.ts";
import { orm } from "./database.ts";
import { ago, inFull } from "./dates.ts";
import { issues } from "./issues.ts";
import { login } from "./login.ts";
import { may } from "./permissions.ts";
import { projects } from "./projects.ts";

/**
 * Makes the application; `dewar` finds it here.
 *
 * @param overrides - Config values that win over all others; tests use them.
 */
export default function createApp(overrides: Readonly<Record<string, unknown>> = {}): Flask {
  const app = new Flask(import.meta.url, {
    name: "tracker",
    instancePath: join(import.meta.dirname, "../instance"),
  });
  app.config.fromMapping({
    SECRET_KEY: "dev", // For development only: DEWAR_SECRET_KEY is the real one.
    DATABASE_URL: "sqlite:tracker.db",
    ATTACHMENTS: join(app.instancePath, "attachments"),
    MAX_CONTENT_LENGTH: 5 * 1024 * 1024,
  });
  app.config.fromPrefixedEnv().fromMapping(overrides);

  new SecurityHeaders().initApp(app);
  const csrf = new CSRFProtect();
  csrf.initApp(app);
  orm.initApp(app);
  login.initApp(app);

  for (const pages of [auth, account, projects, issues, attachments, admin]) app.registerBlueprint(pages);
  app.registerBlueprint(csrf.exempt(api)); // Its callers show a token, never a cookie.

  app.templateGlobal("may", may).templateGlobal("endings", ENDINGS.join(","));
  app.templateFilter("ago", ago).templateFilter("inFull", inFull);
  app.errorHandler(HTTPException, (error) =>
    makeResponse(renderTemplate("error.html", { error }), error.code),
  );
  return app;
}
