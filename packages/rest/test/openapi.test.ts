import {
  Api,
  type ApiOptions,
  apiKeyAuth,
  bearerAuth,
  fields,
  marshalSchema,
  type OpenApiDocument,
  reply,
  Resource,
  resource,
  uploads,
} from "@dewar/rest";
import { Validator } from "@seriousme/openapi-schema-validator";
import { type } from "arktype";
import { Flask } from "dewar";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const Todo = z
  .object({ id: z.int(), task: z.string().min(1), due: z.date().optional() })
  .meta({ id: "Todo" });
const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});
const bearer = bearerAuth(() => ({ name: "ann" }), { format: "JWT" });
const key = apiKeyAuth({ in: "header", name: "X-API-Key", description: "Ask for one." }, () => true);

class Pot extends Resource {
  static override readonly operations = { get: { summary: "One pot.", deprecated: true } };
  override get() {
    return {};
  }
}

const resources = {
  todos: resource("/todos", { tags: ["todos"] })
    .get(
      {
        summary: "All of them.",
        query: z.object({
          page: z.int().default(1),
          tag: z.array(z.string()).describe("Any of them.").optional(),
        }),
        response: z.array(Todo),
      },
      () => [],
    )
    .post(
      {
        json: Todo.omit({ id: true }),
        response: { 201: Todo, 409: z.object({ reason: z.string() }) },
        security: [bearer, key],
      },
      () => reply(201, { id: 1, task: "tea" }),
    ),
  todo: resource("/todos/<int(min=1):id>").delete(
    { response: { 204: null }, security: bearer, headers: z.object({ "if-match": z.string() }) },
    () => reply(204),
  ),
  tree: resource("/trees/<any(oak, elm):kind>/<uuid:id>/<string(length=2):code>/<float:x>/<path:rest>").put(
    { json: Tree, response: Tree },
    ({ json }) => json,
  ),
  avatar: resource("/avatar").post(
    { form: type({ name: "string" }), files: uploads({ image: {}, more: { multiple: true } }) },
    () => reply(204),
  ),
  fielded: resource("/fielded").get(
    {
      response: marshalSchema({
        id: fields.Integer,
        tags: new fields.List(fields.String),
        at: new fields.DateTime({ dateFormat: "iso8601" }),
        by: new fields.Nested({ name: fields.String }),
      }),
    },
    () => ({}),
  ),
  unknown: resource("/unknown").get(
    { response: v.object({ a: v.string() }), operationId: "mystery" },
    () => ({ a: "x" }),
  ),
  pot: Pot.at("/pot"),
};

function appWith(options: Partial<ApiOptions> = {}): Flask {
  const app = new Flask(import.meta.url);
  app.registerBlueprint(
    new Api("api", {
      title: "Todos",
      version: "1.0",
      description: "To do.",
      urlPrefix: "/api",
      resources,
      ...options,
    }),
  );
  return app;
}

async function documentOf(app: Flask): Promise<OpenApiDocument> {
  return (await app.testClient().get("/api/openapi.json")).json as OpenApiDocument;
}

describe("the OpenAPI document", () => {
  test.each(["problem", "message"] as const)(
    "is valid, says a validator that is not ours (errors: %s)",
    async (errorStyle) => {
      const validator = new Validator();
      const document = await documentOf(appWith({ errorStyle }));
      const result = await validator.validate({ ...document });
      expect(result.errors ?? []).toEqual([]);
      expect(result.valid).toBe(true);
      expect(validator.version).toBe("3.1");
    },
  );

  test("is the same in YAML", async () => {
    const app = appWith();
    const yaml = await app.testClient().get("/api/openapi.yaml");
    expect(yaml.contentType).toBe("application/yaml");
    expect(parse(yaml.text)).toEqual(await documentOf(app));
  });

  test("has paths and parameters from the rules", async () => {
    const { paths } = await documentOf(appWith());
    const tree = paths["/api/trees/{kind}/{id}/{code}/{x}/{rest}"]?.["put"];
    expect(tree?.parameters.map(({ name, schema }) => [name, schema])).toEqual([
      ["kind", { type: "string", enum: ["oak", "elm"] }],
      ["id", { type: "string", format: "uuid" }],
      ["code", { type: "string", minLength: 2, maxLength: 2 }],
      ["x", { type: "number", minimum: 0 }],
      ["rest", { type: "string" }],
    ]);
    expect(paths["/api/todos/{id}"]?.["delete"]?.parameters).toEqual([
      { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
      { name: "if-match", in: "header", required: true, schema: { type: "string" } },
    ]);
  });

  test("has the fixed text of a rule as it stands in a URL, so that it is no template", async () => {
    const resources = {
      braces: resource("/{odd}/<x>").get(() => 1),
      spaces: resource("/a b/50%/ü").get(() => 1),
      several: resource('/<any(a, "b,c", "d>e"):kind>-<int(fixed_digits=4, max=2000):year>').get(() => 1),
    };
    const document = await documentOf(appWith({ resources }));
    expect(Object.keys(document.paths)).toEqual([
      "/api/%7Bodd%7D/{x}",
      "/api/a%20b/50%25/%C3%BC",
      "/api/{kind}-{year}",
    ]);
    expect(document.paths["/api/{kind}-{year}"]?.["get"]?.parameters.map(({ schema }) => schema)).toEqual([
      { type: "string", enum: ["a", "b,c", "d>e"] },
      { type: "integer", minimum: 0, maximum: 2000 },
    ]);
    expect((await new Validator().validate({ ...document })).valid).toBe(true);
  });

  test("has parameters, bodies and answers from the schemas", async () => {
    const { paths, components } = await documentOf(appWith());
    const { get: list, post: create } = paths["/api/todos"] ?? {};
    expect(list?.parameters.map(({ name, required, description }) => [name, required, description])).toEqual([
      ["page", false, undefined],
      ["tag", false, "Any of them."],
    ]);
    expect(list?.responses["200"]?.content).toMatchObject({
      "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Todo" } } },
    });
    expect(Object.keys(create?.responses ?? {})).toEqual(["201", "400", "401", "409", "default"]);
    expect(create?.responses["400"]?.content).toEqual({
      "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
    });
    expect(create?.requestBody?.content["application/json"]?.schema).toMatchObject({ required: ["task"] });
    expect(components.schemas["Todo"]).toMatchObject({ properties: { task: { minLength: 1 }, due: {} } });
    expect(paths["/api/todos/{id}"]?.["delete"]?.responses["204"]).toEqual({ description: "No Content" });
  });

  test("names schemas that refer to themselves", async () => {
    const { paths, components } = await documentOf(appWith());
    const tree = Object.entries(paths).find(([path]) => path.startsWith("/api/trees"))?.[1]["put"];
    expect(tree?.requestBody?.content["application/json"]?.schema).toEqual({
      $ref: "#/components/schemas/PutTreeInput",
    });
    expect(components.schemas["PutTreeInput"]).toMatchObject({
      properties: { children: { items: { $ref: "#/components/schemas/PutTreeInput" } } },
    });
  });

  test("has words, tags, names and deprecations as they were declared", async () => {
    const { info, paths } = await documentOf(appWith());
    expect(info).toEqual({ title: "Todos", version: "1.0", description: "To do." });
    expect(paths["/api/todos"]?.["get"]).toMatchObject({
      summary: "All of them.",
      tags: ["todos"],
      operationId: "getTodos",
    });
    expect(paths["/api/pot"]?.["get"]).toMatchObject({ summary: "One pot.", deprecated: true });
    expect(paths["/api/unknown"]?.["get"]).toMatchObject({ operationId: "mystery" });
  });

  test("declares who may call what", async () => {
    const { paths, components } = await documentOf(appWith());
    expect(components.securitySchemes).toEqual({
      bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "Ask for one." },
    });
    expect(paths["/api/todos"]?.["post"]?.security).toEqual([{ bearer: [] }, { apiKey: [] }]);
    expect(paths["/api/todos"]?.["get"]?.security).toBeUndefined();
  });

  test("has what a converter says of schemas whose library says nothing", async () => {
    const app = appWith({
      jsonSchema: (schema) =>
        schema["~standard"].vendor === "valibot" ? { title: "From valibot" } : undefined,
    });
    const { paths } = await documentOf(app);
    expect(paths["/api/unknown"]?.["get"]?.responses["200"]?.content).toEqual({
      "application/json": { schema: { title: "From valibot" } },
    });
  });

  test("names the operation whose schema cannot be told", () => {
    const app = new Flask(import.meta.url);
    const jsonSchema = () => {
      throw new Error("no");
    };
    const api = new Api("api", {
      title: "Todos",
      version: "1",
      resources: { unknown: resources.unknown },
      jsonSchema,
    });
    app.registerBlueprint(api);
    expect(() => api.openApi()).toThrow(/"200" of GET \/unknown cannot be told as JSON Schema/);
  });

  test("tells two definitions of one name apart", () => {
    const app = new Flask(import.meta.url);
    const [first, second] = [z.object({ a: z.string() }).meta({ id: "Same" }), type({ b: "string" })];
    const jsonSchema: ApiOptions["jsonSchema"] = (schema) =>
      schema === second
        ? { $ref: "#/$defs/Same", $defs: { Same: { type: "object", title: "Other" } } }
        : undefined;
    const both = resource("/both")
      .get({ response: first }, () => ({ a: "x" }))
      .post({ response: second }, () => ({ b: "x" }));
    const api = new Api("api", { title: "Todos", version: "1", resources: { both }, jsonSchema });
    app.registerBlueprint(api);
    expect(Object.keys(api.openApi().components.schemas)).toEqual(["Same", "Problem", "Same2"]);
  });
});

describe("the documentation page", () => {
  test("shows every operation and schema, and needs nothing from elsewhere", async () => {
    const client = appWith().testClient();
    const page = await client.get("/api/docs");
    expect(page.contentType).toBe("text/html; charset=utf-8");
    for (const words of [
      "Todos",
      "/api/todos/{id}",
      "All of them.",
      "Needs bearer or apiKey",
      'id="schema-Todo"',
    ]) {
      expect(page.text).toContain(words);
    }
    expect(page.text).not.toMatch(/https?:\/\/|<script|style="/);
    expect((await client.get("/api/docs.css")).contentType).toBe("text/css; charset=utf-8");
  });

  test("[security 46] escapes whatever the program says of itself", async () => {
    const page = await appWith({ title: "<b>Todos", description: "<script>alert(1)</script>" })
      .testClient()
      .get("/api/docs");
    expect(page.text).toContain("&lt;b&gt;Todos");
    expect(page.text).not.toContain("<script");
  });

  test("is not there where it is not wanted", async () => {
    const client = appWith({ documentation: false }).testClient();
    expect((await client.get("/api/docs")).statusCode).toBe(404);
    expect((await client.get("/api/openapi.json")).statusCode).toBe(404);
  });

  test("links below the place where the application is mounted", async () => {
    const client = appWith().testClient();
    const document = await client.get("/api/openapi.json", { baseUrl: "http://localhost/mounted" });
    expect((document.json as OpenApiDocument).servers).toEqual([{ url: "/mounted" }]);
  });
});
