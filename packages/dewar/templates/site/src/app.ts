import { CSRFProtect, Flask, makeResponse, renderTemplate, SecurityHeaders } from "dewar";
import { hello } from "./hello.ts";

/**
 * Makes the application; `dewar` finds it here.
 *
 * @param settings - Win over those of the environment, as tests want it.
 */
export default function createApp(settings: Readonly<Record<string, unknown>> = {}): Flask {
  const app = new Flask(import.meta.url, { name: "my-site" });
  app.config.fromPrefixedEnv().fromMapping(settings);

  new CSRFProtect().initApp(app);
  new SecurityHeaders().initApp(app);
  app.registerBlueprint(hello);
  app.errorHandler(404, () => makeResponse(renderTemplate("not-found.html"), 404));
  return app;
}
