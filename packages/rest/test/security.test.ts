import { apiKeyAuth, bearerAuth, equalSecrets, resource } from "@dewar/rest";
import { describe, expect, test } from "vitest";
import { clientOf } from "./serve.ts";

const users = new Map([["t0ken", { name: "ann" }]]);
const bearer = bearerAuth((token) => users.get(token), { realm: "tea" });
const key = apiKeyAuth({ in: "header", name: "X-API-Key" }, (given) =>
  equalSecrets(given, "s3cret") ? { name: "robot" } : undefined,
);

describe("a bearer token", () => {
  const me = resource("/me").get({ security: bearer }, ({ auth }) => auth.name);
  const client = clientOf({ me });
  const asking = (authorization: string) => client.get("/me", { headers: { Authorization: authorization } });

  test("tells the handler whose it is, in any case of its scheme", async () => {
    expect((await asking("Bearer t0ken")).json).toBe("ann");
    expect((await asking("bearer t0ken")).json).toBe("ann");
  });

  test("that nobody has is refused, and the challenge says so", async () => {
    const answer = await asking("Bearer other");
    expect(answer.statusCode).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer realm="tea", error="invalid_token"');
  });

  test("is asked for where there is none", async () => {
    const answer = await client.get("/me");
    expect([answer.statusCode, answer.contentType]).toEqual([401, "application/problem+json"]);
    expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer realm="tea"');
  });

  test.each([
    "t0ken",
    "Basic t0ken",
    "BearerX t0ken",
    "Bearer",
    "Bearer ",
    "Bearer t0ken, Bearer t0ken",
    "Token t0ken",
    "Bearer realm=t0ken",
  ])("[security 39] is only what the scheme Bearer carries: %j is none", async (authorization) => {
    expect((await asking(authorization)).statusCode).toBe(401);
  });

  test("[security 39] is not taken from the query", async () => {
    expect((await client.get("/me?access_token=t0ken")).statusCode).toBe(401);
  });
});

describe("an API key", () => {
  test.each([
    ["header", "/jobs", { "X-Key": "s3cret" }],
    ["query", "/jobs?X-Key=s3cret", {}],
    ["cookie", "/jobs", { Cookie: "X-Key=s3cret" }],
  ] as const)("is taken from the %s, and from nowhere else", async (place, url, headers) => {
    const scheme = apiKeyAuth({ in: place, name: "X-Key" }, (given) => equalSecrets(given, "s3cret"));
    const client = clientOf({ jobs: resource("/jobs", { security: scheme }).get(({ auth }) => auth) });
    expect((await client.get(url, { headers })).json).toBe(true);
    const other = place === "query" ? { "X-Key": "s3cret" } : {};
    const elsewhere = place === "query" ? "/jobs" : "/jobs?X-Key=s3cret";
    expect((await client.get(elsewhere, { headers: other })).statusCode).toBe(401);
  });
});

describe("several ways", () => {
  const both = resource("/both").get({ security: [bearer, key] }, ({ auth }) => auth.name);
  const client = clientOf({ both });

  test("are open to whoever knows one of them", async () => {
    expect((await client.get("/both", { headers: { "X-API-Key": "s3cret" } })).json).toBe("robot");
    expect((await client.get("/both", { headers: { Authorization: "Bearer t0ken" } })).json).toBe("ann");
  });

  test("are all named to whoever knows none", async () => {
    const answer = await client.get("/both");
    expect(answer.headers.getAll("WWW-Authenticate")).toEqual([
      'Bearer realm="tea"',
      'ApiKey in="header", name="X-API-Key"',
    ]);
  });

  test("[security 41] are named in quotes, whatever is in them", async () => {
    const odd = resource("/odd").get(
      {
        security: [
          bearerAuth(() => undefined, { realm: 'the "tea" \\ house' }),
          apiKeyAuth({ in: "query", name: 'k"ey' }, () => undefined),
        ],
      },
      () => "",
    );
    const { headers } = await clientOf({ odd }).get("/odd");
    expect(headers.getAll("WWW-Authenticate")).toEqual([
      'Bearer realm="the \\"tea\\" \\\\ house"',
      'ApiKey in="query", name="k\\"ey"',
    ]);
    for (const realm of ["tea\r\nSet-Cookie: a=b", "tea\0", "t\u2615a", "\x7f", "\x85"]) {
      expect(() => bearerAuth(() => undefined, { realm })).toThrow("WWW-Authenticate cannot say");
      expect(() => apiKeyAuth({ in: "query", name: realm }, () => undefined)).toThrow("Leave out control");
    }
  });

  test("are told to caches, which know of the header Authorization alone", async () => {
    const cookie = apiKeyAuth({ in: "cookie", name: "key" }, () => true);
    const query = apiKeyAuth({ in: "query", name: "key" }, () => true);
    const guarded = resource("/guarded").get({ security: [bearer, key, cookie, query] }, () => "");
    const asked = clientOf({ guarded, both });
    expect((await asked.get("/guarded?key=k")).headers.get("Vary")).toBe("X-API-Key, Cookie");
    const headers = { Authorization: "Bearer t0ken" };
    expect((await asked.get("/both", { headers })).headers.get("Vary")).toBe("X-API-Key");
  });

  test("come before anything else of the request is looked at", async () => {
    expect((await client.get("/both", { headers: { Accept: "text/html" } })).statusCode).toBe(401);
  });
});

test("[security 34] secrets are compared in a time that does not depend on them, whatever their lengths", () => {
  expect(equalSecrets("s3cret", "s3cret")).toBe(true);
  expect(equalSecrets("", "s3cret")).toBe(false);
  expect(equalSecrets("s3cre", "s3cret")).toBe(false);
  expect(equalSecrets("s3crets", "s3cret")).toBe(false);
});
