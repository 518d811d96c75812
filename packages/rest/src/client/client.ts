import { buildPath } from "./build-path.ts";
import { ClientError } from "./client-error.ts";
import type { AnyApiType, Client, ClientRules } from "./client-types.ts";
import { formBody, textsOf } from "./form-body.ts";

export { ClientError, type ClientProblem } from "./client-error.ts";
export type { AnyApiType, ApiType, Client, ClientRules, Sent } from "./client-types.ts";

/** How a client reaches its API. */
export interface ClientOptions<T extends AnyApiType> {
  /** Where the API begins, with its prefix: `"https://example.com/api"`, or `"/api"` in a browser. */
  readonly baseUrl: string;
  /** The rules of the API, which the compiler compares with those that it has. */
  readonly rules: ClientRules<T>;
  /** Sends requests. Default: the platform's. */
  readonly fetch?: (request: Request) => Response | Promise<Response>;
  /** Headers of every request, such as a token. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** What an operation is called with: values of the URL, and the parts of the request. */
interface Input {
  readonly query?: unknown;
  readonly headers?: unknown;
  readonly json?: unknown;
  readonly form?: unknown;
  readonly files?: unknown;
  readonly [value: string]: unknown;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/**
 * A client whose operations have the types of the API's. It needs nothing of the API at run time but its rules, and
 * runs wherever there is `fetch`.
 *
 * @typeParam T - `ApiType<typeof api>`.
 * @returns A function for each operation. It gives what the answer holds, undefined for an answer without a body, and
 * throws a {@link ClientError} for a status that is no success.
 * @example
 * const todo = resource("/todos/<int:id>").get(({ id }) => ({ id, task: "tea" }));
 * const api = new Api("api", { title: "Todos", version: "1", urlPrefix: "/api", resources: { todo } });
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(api);
 *
 * const client = createClient<ApiType<typeof api>>({
 *   baseUrl: "http://localhost/api",
 *   rules: { todo: "/todos/<int:id>" },
 *   fetch: app.fetch,
 * });
 * (await client.todo.get({ id: 7 })).task; // => "tea"
 */
export function createClient<T extends AnyApiType>(options: ClientOptions<T>): Client<T> {
  const resources = Object.entries(options.rules).map(([name, rule]) => {
    const calls = METHODS.map((method) => [
      method,
      (input: Input = {}) => call(options, method, rule, input),
    ]);
    return [name, Object.fromEntries(calls)] as const;
  });
  // Every method is there; which ones the API has is what T tells the compiler.
  return Object.fromEntries(resources) as Client<T>;
}

type Reach = Pick<ClientOptions<AnyApiType>, "baseUrl" | "fetch" | "headers">;

async function call(reach: Reach, method: string, rule: string, input: Input): Promise<unknown> {
  const { query, headers, json, form, files, ...values } = input;
  const url = `${reach.baseUrl.replace(/\/$/, "")}${buildPath(rule, values)}${queryOf(query)}`;
  const sent = new Headers({ Accept: "application/json", ...reach.headers?.() });
  for (const [name, value] of textsOf(headers)) sent.set(name, value);
  if (json !== undefined) sent.set("Content-Type", "application/json");
  const body = json === undefined ? formBody(form, files) : JSON.stringify(json);
  const request = new Request(url, { method: method.toUpperCase(), headers: sent, body });
  const response = await (reach.fetch ?? fetch)(request);
  const data = await read(response);
  if (!response.ok) throw new ClientError(response, data);
  return data;
}

function queryOf(query: unknown): string {
  const fields = new URLSearchParams(textsOf(query));
  return fields.size === 0 ? "" : `?${fields.toString()}`;
}

/**
 * What an answer holds: JSON as its value, anything else as text, undefined for nothing.
 *
 * @throws SyntaxError for a success that says it is JSON and is not. Of an error the status says enough.
 */
async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";", 1);
  if (!/^application\/(?:[^+]+\+)?json$/i.test(type.trim())) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (response.ok) throw error;
    return text;
  }
}
