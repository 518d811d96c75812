// @ts-check
import { H3, getQuery, readBody } from "h3";
import { toNodeHandler } from "h3/node";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";

/** @type {Record<string, (app: H3) => unknown>} */
const setups = {
  plaintext: (app) => app.get("/", () => "Hello, World!"),
  json: (app) => app.get("/json", () => ({ message: "Hello, World!", items: [1, 2, 3] })),
  parameter: (app) =>
    app.get(
      "/users/:id",
      (event) => `user ${event.context.params?.["id"]}, page ${String(getQuery(event)["page"])}`,
    ),
  "routes-200": (app) => {
    for (const resource of RESOURCES) {
      for (const action of ACTIONS) {
        app.get(
          `/api/v1/${resource}/:id/${action}`,
          (event) => `${resource} ${event.context.params?.["id"]} ${action}`,
        );
      }
    }
  },
  "json-body": (app) =>
    app.post("/orders", async (event) => {
      const { customer, lines } = /** @type {any} */ (await readBody(event));
      const articles = lines.reduce(
        (/** @type {number} */ total, /** @type {any} */ line) => total + line.count,
        0,
      );
      return { customer: customer.name, articles };
    }),
  form: (app) => app.post("/form", async (event) => /** @type {any} */ (await readBody(event)).field7),
};

/** @param {string} scenario */
export function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = new H3();
  setup(app);
  return toNodeHandler(app);
}
