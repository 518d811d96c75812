import type { createClient } from "redis";
import { expectTypeOf, test } from "vitest";
import {
  type Blueprint,
  cors,
  CSRFError,
  type CSRFProtect,
  type Flask,
  isSafeRedirect,
  type RedisSessionClient,
  type Route,
  type SecurityHeaders,
  type SessionStore,
  type TypedSession,
} from "../../src/index.ts";

test("an exemption gives back what it was given", () => {
  expectTypeOf<ReturnType<typeof exemptions>>().toEqualTypeOf<
    [Route<"/hook/<int:id>">, Blueprint, () => string]
  >();

  function exemptions(csrf: CSRFProtect, app: Flask, api: Blueprint, view: () => string) {
    const route = csrf.exempt(app.post("/hook/<int:id>", ({ id }) => `${id + 1}`));
    // @ts-expect-error an endpoint's name says nothing about which view it is
    csrf.exempt("hook");
    return [route, csrf.exempt(api), csrf.exempt(view)] as [typeof route, typeof api, typeof view];
  }
});

test("the handler of a refusal knows its class", () => {
  expectTypeOf<typeof handle>().toBeFunction();

  function handle(app: Flask) {
    app.errorHandler(CSRFError, (error) => {
      expectTypeOf(error).toEqualTypeOf<CSRFError>();
      return error.description;
    });
  }
});

test("a target that was found safe is a text", () => {
  expectTypeOf<ReturnType<typeof checked>>().toEqualTypeOf<string>();

  function checked(target: string | null | undefined) {
    return isSafeRedirect(target) ? target : "/";
  }
});

test("headers are texts, policies or nothing", () => {
  expectTypeOf<typeof change>().toBeFunction();

  function change(security: SecurityHeaders, app: Flask) {
    security.override({ "X-Frame-Options": null });
    // @ts-expect-error a header is no number
    security.override({ "X-Frame-Options": 1 });
    // @ts-expect-error origins must be said
    cors(app, {});
    // @ts-expect-error one origin is a list of one
    cors(app, { origins: "https://app.example.com" });
  }
});

test("a store may answer at once or later, and the client of the redis package fits", () => {
  expectTypeOf<{
    get(key: string): undefined;
    compareAndSet(): Promise<boolean>;
    delete(): void;
  }>().toExtend<SessionStore>();
  expectTypeOf<{ get(key: string): string }>().not.toExtend<SessionStore>();
  expectTypeOf<ReturnType<typeof createClient>>().toExtend<RedisSessionClient>();
});

test("a typed session can be given a new identity", () => {
  expectTypeOf<TypedSession<{ userId: number }>["regenerate"]>().toEqualTypeOf<() => void>();
});
