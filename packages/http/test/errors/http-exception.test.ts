import { describe, expect, test } from "vitest";

import {
  abort,
  Aborter,
  BadRequestKeyError,
  HTTPException,
  InternalServerError,
  MethodNotAllowed,
  NotFound,
  RequestedRangeNotSatisfiable,
  Response,
  ServiceUnavailable,
  statusName,
  TooManyRequests,
  Unauthorized,
  UnknownStatusError,
  WWWAuthenticate,
} from "../../src/index.ts";

describe("an HTTP error", () => {
  test("carries its status, the name of it and a description", () => {
    const error = new NotFound();
    expect(error).toBeInstanceOf(HTTPException);
    expect(error).toBeInstanceOf(Error);
    expect([error.code, error.reason, error.name]).toEqual([404, "Not Found", "NotFound"]);
    expect(error.message).toBe(`404 Not Found: ${error.description}`);
  });

  test("keeps the error behind it", () => {
    const cause = new RangeError("too far");
    expect(new NotFound("Nothing here.", { cause }).cause).toBe(cause);
    expect(new InternalServerError(undefined, { cause }).originalException).toBe(cause);
  });

  test("answers with a small HTML page", () => {
    const response = new NotFound("No such tea.").getResponse();
    expect(response.status).toBe("404 Not Found");
    expect(response.contentType).toBe("text/html; charset=utf-8");
    expect(response.text).toBe(
      "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No such tea.</p>\n",
    );
  });

  test("[security 46] escapes its description", () => {
    const { text } = new NotFound('<script>alert("1")</script>\n& more').getResponse();
    expect(text).toContain("<p>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;<br>&amp; more</p>");
  });

  test("[security 46] never shows the error behind it", () => {
    const error = new InternalServerError(undefined, { cause: new Error("password is tea") });
    expect(error.getResponse().text).not.toContain("tea");
  });

  test("answers with the response it was given, if it was given one", () => {
    const response = new Response("busy", { status: 503 });
    const error = new HTTPException(undefined, { response });
    expect(error.code).toBe(503);
    expect(error.getResponse()).toBe(response);
  });

  test("adds the headers that its status demands", () => {
    expect(new MethodNotAllowed(["GET", "PUT"]).getResponse().headers.get("Allow")).toBe("GET, PUT");
    expect(new MethodNotAllowed().getResponse().headers.has("Allow")).toBe(false);
    const range = new RequestedRangeNotSatisfiable(36).getResponse();
    expect(range.headers.get("Content-Range")).toBe("bytes */36");
    const soon = new TooManyRequests(undefined, { retryAfter: 5 }).getResponse();
    expect(soon.headers.get("Retry-After")).toBe("5");
    const retryAfter = new Date(Date.UTC(2030, 0, 1));
    const later = new ServiceUnavailable(undefined, { retryAfter }).getResponse();
    expect(later.headers.get("Retry-After")).toBe("Tue, 01 Jan 2030 00:00:00 GMT");
    const wwwAuthenticate = [new WWWAuthenticate("basic", { realm: "a" }), new WWWAuthenticate("bearer")];
    const login = new Unauthorized(undefined, { wwwAuthenticate }).getResponse();
    expect(login.headers.getAll("WWW-Authenticate")).toHaveLength(2);
  });

  test("tells which field is missing, to the program only", () => {
    const error = new BadRequestKeyError("card<number>");
    expect(error.key).toBe("card<number>");
    expect(error.message).toMatch(/^400 Bad Request: The browser .* The key "card<number>" is missing\.$/);
    expect(error.stack).toContain(error.message);
    expect(error.getResponse().text).not.toContain("card");
  });
});

describe("abort", () => {
  test("throws the error of a status", () => {
    expect(() => abort(404, "Gone fishing.")).toThrow(NotFound);
    expect(() => abort(404, "Gone fishing.")).toThrow("Gone fishing.");
  });

  test("hands options on to the error", () => {
    const caught = catching(() => abort(405, undefined, { validMethods: ["GET"] }));
    expect((caught as MethodNotAllowed).validMethods).toEqual(["GET"]);
    const outside = catching(() => abort(416, undefined, { length: 7 }));
    expect((outside as RequestedRangeNotSatisfiable).length).toBe(7);
  });

  test("sends a response as it is", () => {
    const response = new Response("later", { status: 202 });
    expect((catching(() => abort(response)) as HTTPException).getResponse()).toBe(response);
  });

  test("refuses a status that is no error", () => {
    expect(() => abort(204)).toThrow(UnknownStatusError);
    expect((catching(() => abort(204)) as UnknownStatusError).code).toBe("UNKNOWN_STATUS");
  });

  test("can be taught further errors", () => {
    class PaymentRequired extends HTTPException {
      static override readonly code: number = 402;
    }
    const aborter = new Aborter([PaymentRequired]);
    expect(() => aborter.abort(402)).toThrow(PaymentRequired);
    expect(() => aborter.abort(404)).toThrow(NotFound);
  });
});

test("every status has a name", () => {
  expect(statusName(418)).toBe("I'm a teapot");
  expect(statusName(799)).toBe("Unknown");
});

function catching(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
