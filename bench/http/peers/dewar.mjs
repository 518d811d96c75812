// @ts-check
import { Flask, request } from "dewar";
import { FILES } from "../files.mjs";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";

/** @type {Record<string, (app: Flask) => void>} */
const setups = {
  plaintext: (app) => app.get("/", () => "Hello, World!"),
  json: (app) => app.get("/json", () => ({ message: "Hello, World!", items: [1, 2, 3] })),
  parameter: (app) => app.get("/users/<int:id>", ({ id }) => `user ${id}, page ${request.args.get("page")}`),
  "routes-200": (app) => {
    for (const resource of RESOURCES) {
      for (const action of ACTIONS) {
        app.get(`/api/v1/${resource}/<int:id>/${action}`, ({ id }) => `${resource} ${id} ${action}`);
      }
    }
  },
  "json-body": (app) =>
    app.post("/orders", () => {
      const { customer, lines } = /** @type {any} */ (request.json);
      const articles = lines.reduce(
        (/** @type {number} */ total, /** @type {any} */ line) => total + line.count,
        0,
      );
      return { customer: customer.name, articles };
    }),
  form: (app) => app.post("/form", () => request.form.get("field7") ?? ""),
  // The static folder of the application serves them.
  static: () => {},
  download: () => {},
  // A file of that size lies on the disk while its request is answered.
  upload: (app) =>
    app.post("/upload", () => `${request.form.get("title")} ${request.files.get("photo")?.size}`),
};

/** @param {string} scenario */
export function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = new Flask(import.meta.url, { staticFolder: FILES, staticUrlPath: "/static" });
  setup(app);
  return app.nodeHandler;
}
