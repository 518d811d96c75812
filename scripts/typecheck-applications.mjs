// @ts-check
// The sources of large applications, for scripts/typecheck-budget.mjs.

/** The shapes of rules that take turns, each with the use that its view makes of the values. */
const SHAPES = [
  { rule: "", values: "", use: '""', given: "" },
  { rule: "/<int:id>", values: "{ id }", use: "String(id.toFixed(0))", given: ", { id: 7 }" },
  {
    rule: "/<name>/<int:page>",
    values: "{ name, page }",
    use: "name.trim() + page.toFixed(0)",
    given: ', { name: "a", page: 2 }',
  },
  {
    rule: "/<any(rss,atom):format>/<path:rest>",
    values: "{ format, rest }",
    use: "`${format}${rest.length}`",
    given: ', { format: "rss", rest: "a/b" }',
  },
  {
    rule: "/<float:price>/<uuid:key>/edit",
    values: "{ price, key }",
    use: "`${price + 1}${key.length}`",
    given: ', { price: 1.5, key: "k", page: 3 }',
  },
];

/**
 * An application of so many routes.
 *
 * @param {number} count
 */
export function routesOf(count) {
  return [
    'import { Flask, urlFor } from "dewar";',
    "const app = new Flask(import.meta.url);",
    ...Array.from({ length: count }, (_, index) => route(index)),
    "export default app;",
    "",
  ].join("\n");
}

// Each view links to the route before it: one that links to itself needs a return type, or its type would be circular.
/** @param {number} index */
function route(index) {
  const { rule, values, use } = shape(index);
  const link = index === 0 ? "" : ` + urlFor(route${index - 1}${shape(index - 1).given})`;
  const view = `function view${index}(${values}) { return ${use}${link}; }`;
  return `const route${index} = app.get("/section${index}${rule}", ${view});`;
}

/** @param {number} index */
function shape(index) {
  return /** @type {(typeof SHAPES)[number]} */ (SHAPES[index % SHAPES.length]);
}

/**
 * An API of so many resources with schemas, half of them lists and half of them their items, and a client that calls
 * each.
 *
 * @param {number} count - Even.
 */
export function apiOf(count) {
  const numbers = Array.from({ length: count / 2 }, (_, index) => index);
  return [
    'import { Flask } from "dewar";',
    'import { Api, type ApiType, createClient, reply, resource } from "@dewar/rest";',
    'import { z } from "zod";',
    ...numbers.map(listAndItem),
    `const resources = { ${numbers.map((index) => `list${index}, item${index}`).join(", ")} };`,
    'const api = new Api("api", { title: "Shop", version: "1", resources });',
    "export const app = new Flask(import.meta.url);",
    "app.registerBlueprint(api);",
    'export const client = createClient<ApiType<typeof api>>({ baseUrl: "/", rules: api.rules });',
    ...numbers.map(calls),
    "",
  ].join("\n");
}

/** @param {number} index */
function listAndItem(index) {
  return `
const Item${index} = z.object({ id: z.int(), name: z.string(), price${index}: z.number(), tags: z.array(z.string()) });
const list${index} = resource("/items${index}")
  .get({ query: z.object({ page: z.int().optional() }), response: z.array(Item${index}) }, ({ query }) => {
    return [{ id: query.page ?? 1, name: "tea", price${index}: 1, tags: [] }];
  })
  .post({ json: Item${index}.omit({ id: true }), response: { 201: Item${index} } }, ({ json }) => {
    return reply(201, { id: 1, ...json });
  });
const item${index} = resource("/items${index}/<int:id>")
  .get({ response: Item${index} }, ({ id }) => ({ id, name: "tea", price${index}: 1, tags: [] }))
  .delete(({ id }) => reply(id === 7 ? 204 : 404));`;
}

/** @param {number} index */
function calls(index) {
  return `
export const made${index}: Promise<{ price${index}: number }> =
  client.list${index}.post({ json: { name: "tea", price${index}: 2, tags: [] } });
export const name${index}: Promise<string> = client.item${index}.get({ id: ${index} }).then(({ name }) => name);`;
}
