import { Api, type ApiOptions, type Resources } from "@dewar/rest";
import { Flask, type TestClient } from "dewar";

/** A client of an application that has nothing but an API of these resources; mistakes of the program are thrown. */
export function clientOf<const Rs extends Resources>(
  resources: Rs,
  options: Partial<ApiOptions<Rs>> = {},
): TestClient {
  const app = new Flask(import.meta.url);
  app.testing = true;
  app.registerBlueprint(new Api("api", { title: "Tea", version: "1", resources, ...options }));
  return app.testClient();
}
