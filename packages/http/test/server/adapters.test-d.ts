import type { IncomingMessage } from "node:http";

import { expectTypeOf, test } from "vitest";

import {
  abort,
  buildRequest,
  Client,
  type FileStorage,
  fetchHandler,
  makeConditional,
  Request,
  requestFromFetch,
  requestFromNode,
  type RequestHandler,
  Response,
  serve,
  type Server,
  type TestResponse,
} from "../../src/index.ts";

class ShopRequest extends Request {
  readonly cart: string[] = [];
}
class Page extends Response {}

declare const incoming: IncomingMessage;
declare const webRequest: globalThis.Request;

test("requests are of the class that was asked for", () => {
  expectTypeOf(requestFromNode(incoming)).toEqualTypeOf<Request>();
  expectTypeOf(requestFromNode(incoming, ShopRequest)).toEqualTypeOf<ShopRequest>();
  expectTypeOf(requestFromFetch(webRequest, ShopRequest)).toEqualTypeOf<ShopRequest>();
  expectTypeOf(buildRequest("/", {}, ShopRequest)).toEqualTypeOf<ShopRequest>();
  expectTypeOf(buildRequest("/", {}, ShopRequest).derive({ path: "/" })).toEqualTypeOf<ShopRequest>();
});

test("bodies have types that admit what they are", () => {
  expectTypeOf<Request["json"]>().toBeUnknown();
  expectTypeOf<Request["data"]>().toEqualTypeOf<Uint8Array>();
  expectTypeOf(buildRequest("/").form.get("tea")).toEqualTypeOf<string | undefined>();
  expectTypeOf(buildRequest("/").files.get("leaf")).toEqualTypeOf<FileStorage | undefined>();
});

test("responses keep their class", () => {
  expectTypeOf(makeConditional(new Page(), buildRequest("/"))).toEqualTypeOf<Page>();
  expectTypeOf(new Client(() => new Page()).get("/")).toEqualTypeOf<Promise<TestResponse>>();
});

test("a handler may be sync or async", () => {
  expectTypeOf(() => new Page()).toExtend<RequestHandler>();
  expectTypeOf(async () => new Page()).toExtend<RequestHandler>();
  expectTypeOf(() => "text").not.toExtend<RequestHandler>();
  expectTypeOf(fetchHandler).returns.returns.toEqualTypeOf<Promise<globalThis.Response>>();
  expectTypeOf(serve).returns.toEqualTypeOf<Promise<Server>>();
});

test("abort returns never, so that what follows is narrowed", () => {
  expectTypeOf(abort).returns.toBeNever();
  const find = (tea: string | undefined): string => tea ?? abort(404);
  expectTypeOf(find).returns.toBeString();
});
