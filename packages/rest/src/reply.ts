import type { Headers } from "dewar";

/** Headers by name, as `makeResponse` takes them. */
export type ReplyHeaders = Readonly<Record<string, string>> | Headers;

/** A body with a status other than the usual one, or with headers. */
export class Reply<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  readonly headers: ReplyHeaders;

  constructor(status: Status, body: Body, headers: ReplyHeaders) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/**
 * Answers with a status, and perhaps headers. The body is checked by the schema of that status and written in the
 * form that the client asked for.
 *
 * @param status - The status code.
 * @param body - Nothing for an answer without one.
 * @param headers - Headers to send besides.
 * @example
 * const todos = resource("/todos").post(() => reply(201, { id: 7 }, { Location: "/todos/7" }));
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Todos", version: "1", resources: { todos } }));
 * const created = await app.testClient().post("/todos");
 * [created.statusCode, created.location, created.json]; // => [201, "/todos/7", { id: 7 }]
 */
export function reply<const Status extends number>(status: Status): Reply<Status, undefined>;
export function reply<const Status extends number, Body>(
  status: Status,
  body: Body,
  headers?: ReplyHeaders,
): Reply<Status, Body>;
export function reply(status: number, body?: unknown, headers: ReplyHeaders = {}): Reply {
  return new Reply(status, body, headers);
}
