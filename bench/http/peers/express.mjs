// @ts-check
// @ts-expect-error Its types are a package of their own, which is not worth an install here.
import express from "express";
// @ts-expect-error The same.
import multer from "multer";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { FILES } from "../files.mjs";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";

/** @type {Record<string, (app: any) => void>} */
const setups = {
  plaintext: (app) =>
    app.get("/", (/** @type {any} */ _, /** @type {any} */ response) => response.send("Hello, World!")),
  json: (app) =>
    app.get("/json", (/** @type {any} */ _, /** @type {any} */ response) => {
      response.json({ message: "Hello, World!", items: [1, 2, 3] });
    }),
  parameter: (app) =>
    app.get("/users/:id", (/** @type {any} */ request, /** @type {any} */ response) => {
      response.send(`user ${request.params.id}, page ${request.query.page}`);
    }),
  "routes-200": (app) => {
    for (const resource of RESOURCES) {
      for (const action of ACTIONS) {
        app.get(
          `/api/v1/${resource}/:id/${action}`,
          (/** @type {any} */ request, /** @type {any} */ response) => {
            response.send(`${resource} ${request.params.id} ${action}`);
          },
        );
      }
    }
  },
  "json-body": (app) =>
    app.post("/orders", express.json(), (/** @type {any} */ request, /** @type {any} */ response) => {
      const { customer, lines } = request.body;
      const articles = lines.reduce(
        (/** @type {number} */ total, /** @type {any} */ line) => total + line.count,
        0,
      );
      response.json({ customer: customer.name, articles });
    }),
  form: (app) =>
    app.post(
      "/form",
      express.urlencoded({ extended: false }),
      (/** @type {any} */ request, /** @type {any} */ response) => {
        response.send(request.body.field7);
      },
    ),
  static: serveFiles,
  download: serveFiles,
  // Its files stay where they are put, unless somebody removes them.
  upload: (app) =>
    app.post(
      "/upload",
      multer({ dest: tmpdir() }).single("photo"),
      (
        /** @type {any} */ request,
        /** @type {any} */ response,
        /** @type {(error: unknown) => void} */ next,
      ) => {
        const answer = () => response.send(`${request.body.title} ${request.file.size}`);
        rm(request.file.path).then(answer, next);
      },
    ),
};

/** @param {any} app */
function serveFiles(app) {
  app.use("/static", express.static(FILES));
}

/** @param {string} scenario */
export function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = express();
  setup(app);
  return app;
}
