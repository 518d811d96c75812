// @ts-check
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { H3, getQuery, readBody, serveStatic } from "h3";
import { toNodeHandler } from "h3/node";
import { FILES } from "../files.mjs";
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
  static: serveFiles,
  download: serveFiles,
  upload: (app) =>
    app.post("/upload", async (event) => {
      const { title, photo } = /** @type {any} */ (Object.fromEntries(await event.req.formData()));
      return `${title} ${photo.size}`;
    }),
};

// h3 reads no files itself: this is how its manual shows it.
/** @param {H3} app */
function serveFiles(app) {
  const pathOf = (/** @type {string} */ id) => join(FILES, id.slice("/static/".length));
  app.use("/static/**", (event) =>
    serveStatic(event, {
      getContents: (id) => readFile(pathOf(id)),
      getMeta: async (id) => {
        const { size, mtimeMs } = await stat(pathOf(id));
        return { size, mtime: mtimeMs };
      },
    }),
  );
}

/** @param {string} scenario */
export function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = new H3();
  setup(app);
  return toNodeHandler(app);
}
