// @ts-check
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import staticFiles from "@fastify/static";
import Fastify from "fastify";
import { FILES } from "../files.mjs";
import { ACTIONS, RESOURCES } from "../scenarios/routes-200.mjs";

/** @type {Record<string, (app: import("fastify").FastifyInstance) => unknown>} */
const setups = {
  plaintext: (app) => app.get("/", (_, reply) => reply.send("Hello, World!")),
  json: (app) => app.get("/json", (_, reply) => reply.send({ message: "Hello, World!", items: [1, 2, 3] })),
  parameter: (app) =>
    app.get("/users/:id", (request, reply) => {
      const { params, query } = /** @type {any} */ (request);
      reply.send(`user ${params.id}, page ${query.page}`);
    }),
  "routes-200": (app) => {
    for (const resource of RESOURCES) {
      for (const action of ACTIONS) {
        app.get(`/api/v1/${resource}/:id/${action}`, (request, reply) => {
          const { params } = /** @type {any} */ (request);
          reply.send(`${resource} ${params.id} ${action}`);
        });
      }
    }
  },
  "json-body": (app) =>
    app.post("/orders", (request, reply) => {
      const { customer, lines } = /** @type {any} */ (request.body);
      const articles = lines.reduce(
        (/** @type {number} */ total, /** @type {any} */ line) => total + line.count,
        0,
      );
      reply.send({ customer: customer.name, articles });
    }),
  form: (app) => {
    app.register(formbody);
    app.post("/form", (request, reply) => reply.send(/** @type {any} */ (request.body).field7));
  },
  static: serveFiles,
  download: serveFiles,
  upload: (app) => {
    app.register(multipart, { limits: { fileSize: 16_000_000 } });
    app.post("/upload", (request) =>
      request.saveRequestFiles().then((/** @type {any} */ { files, values }) => {
        return `${values.title.value} ${files[0].file.bytesRead}`;
      }),
    );
  },
};

/** @param {import("fastify").FastifyInstance} app */
function serveFiles(app) {
  app.register(staticFiles, { root: FILES, prefix: "/static/" });
}

/** @param {string} scenario */
export async function handlerFor(scenario) {
  const setup = setups[scenario];
  if (setup === undefined) return undefined;
  const app = Fastify();
  setup(app);
  await app.ready();
  return app.routing.bind(app);
}
