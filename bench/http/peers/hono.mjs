// @ts-check
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { FILES } from "../files.mjs";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";

/** @type {Record<string, (app: Hono) => unknown>} */
const setups = {
  plaintext: (app) => app.get("/", (c) => c.text("Hello, World!")),
  json: (app) => app.get("/json", (c) => c.json({ message: "Hello, World!", items: [1, 2, 3] })),
  parameter: (app) =>
    app.get("/users/:id", (c) => c.text(`user ${c.req.param("id")}, page ${c.req.query("page")}`)),
  "routes-200": (app) => {
    for (const resource of RESOURCES) {
      for (const action of ACTIONS) {
        app.get(`/api/v1/${resource}/:id/${action}`, (c) =>
          c.text(`${resource} ${c.req.param("id")} ${action}`),
        );
      }
    }
  },
  "json-body": (app) =>
    app.post("/orders", async (c) => {
      const { customer, lines } = await c.req.json();
      const articles = lines.reduce(
        (/** @type {number} */ total, /** @type {any} */ line) => total + line.count,
        0,
      );
      return c.json({ customer: customer.name, articles });
    }),
  form: (app) =>
    app.post("/form", async (c) => {
      const { field7 } = await c.req.parseBody();
      return c.text(typeof field7 === "string" ? field7 : "");
    }),
  static: serveFiles,
  download: serveFiles,
  upload: (app) =>
    app.post("/upload", async (c) => {
      const { title, photo } = /** @type {any} */ (await c.req.parseBody());
      return c.text(`${title} ${photo.size}`);
    }),
};

/** @param {Hono} app */
function serveFiles(app) {
  const rewriteRequestPath = (/** @type {string} */ path) => path.slice("/static".length);
  app.use("/static/*", serveStatic({ root: FILES, rewriteRequestPath }));
}

/** @param {string} scenario */
export function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = new Hono();
  setup(app);
  return getRequestListener(app.fetch);
}
