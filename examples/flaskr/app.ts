import { join } from "node:path";
import { CSRFProtect, Flask, HTTPException, makeResponse, renderTemplate, SecurityHeaders } from "dewar";
import { auth } from "./auth.ts";
import { blog } from "./blog.ts";
import * as database from "./database.ts";

/**
 * Makes the application.
 *
 * @param overrides - Config values that win over all others; tests use them.
 */
export function createApp(overrides: Record<string, unknown> = {}): Flask {
  const app = new Flask(import.meta.url, { name: "flaskr", instanceRelativeConfig: true });
  app.config.fromMapping({
    SECRET_KEY: "dev", // For development only: instance/config.json holds the real one.
    DATABASE: join(app.instancePath, "flaskr.sqlite"),
  });
  app.config.fromFile("config.json", { silent: true });
  app.config.fromPrefixedEnv();
  app.config.fromMapping(overrides);

  new SecurityHeaders().initApp(app);
  new CSRFProtect().initApp(app);
  database.initApp(app);
  app.registerBlueprint(auth);
  app.registerBlueprint(blog);
  app.addUrlRule("/", { endpoint: "index" }); // The blog's index answers here; this gives it a shorter name.

  app.templateFilter("day", (timestamp: string) =>
    new Date(`${timestamp}Z`).toLocaleDateString("en", { dateStyle: "long", timeZone: "UTC" }),
  );
  app.errorHandler(HTTPException, (error) =>
    makeResponse(renderTemplate("error.html", { error }), error.code),
  );
  return app;
}

export default createApp;

if (import.meta.filename === process.argv[1]) createApp().run({ debug: true });
