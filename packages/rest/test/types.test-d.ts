import {
  Api,
  type ApiType,
  bearerAuth,
  createClient,
  fields,
  marshal,
  marshalSchema,
  reply,
  Resource,
  resource,
  uploads,
} from "@dewar/rest";
import { type } from "arktype";
import { abort, type FileStorage } from "dewar";
import * as v from "valibot";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";

const Cup = z.object({ id: z.int(), name: z.string() });
const bearer = bearerAuth((token) => (token === "x" ? { name: "ann" } : undefined));

test("a handler gets the values of its rule and the outputs of its schemas, of whatever library", () => {
  resource("/cups/<int:id>/<any(a, b):kind>").get((values) => {
    expectTypeOf(values).toEqualTypeOf<{ id: number; kind: "a" | "b" }>();
    return 1;
  });
  resource("/cups/<int:id>").post(
    {
      query: z.object({ page: z.coerce.number().default(1) }),
      headers: v.object({ "x-cup": v.pipe(v.string(), v.transform(Number)) }),
      json: type({ name: "string" }),
      files: uploads({ one: {}, maybe: { optional: true }, many: { multiple: true } }),
    } as const,
    ({ id, query, headers, json, files }) => {
      expectTypeOf(id).toEqualTypeOf<number>();
      expectTypeOf(query.page).toEqualTypeOf<number>();
      expectTypeOf(headers["x-cup"]).toEqualTypeOf<number>();
      expectTypeOf(json.name).toEqualTypeOf<string>();
      expectTypeOf(files.one).toEqualTypeOf<FileStorage>();
      expectTypeOf(files.maybe).toEqualTypeOf<FileStorage | undefined>();
      expectTypeOf(files.many).toEqualTypeOf<FileStorage[]>();
      return 1;
    },
  );
});

test("a schema for the path replaces the values of the URL", () => {
  resource("/cups/<int:id>").get({ path: z.object({ id: z.number().transform(String) }) }, (values) => {
    expectTypeOf(values).toEqualTypeOf<{ id: string }>();
    return 1;
  });
});

test("a handler knows who is calling", () => {
  resource("/me").get({ security: bearer }, ({ auth }) => {
    expectTypeOf(auth).toEqualTypeOf<{ name: string }>();
    return 1;
  });
  resource("/me", { security: bearer }).get(({ auth }) => {
    expectTypeOf(auth).toEqualTypeOf<{ name: string }>();
    return 1;
  });
  const other = bearerAuth(() => 7);
  resource("/me", { security: bearer }).get({ security: [bearer, other] }, ({ auth }) => {
    expectTypeOf(auth).toEqualTypeOf<{ name: string } | number>();
    return 1;
  });
});

test("a handler returns what its schema takes, and nothing else", () => {
  const cups = resource("/cups");
  cups.get({ response: Cup }, () => ({ id: 1, name: "Ann" }));
  cups.get({ response: Cup }, () => abort(404));
  cups.get({ response: Cup }, async () => ({ id: 1, name: "Ann" }));
  // @ts-expect-error: the name is missing
  cups.get({ response: Cup }, () => ({ id: 1 }));
  cups.post({ response: { 201: Cup, 409: z.string() } }, () => reply(409, "busy"));
  // @ts-expect-error: there is no schema for that status
  cups.post({ response: { 201: Cup } }, () => reply(200, { id: 1, name: "Ann" }));
  // @ts-expect-error: the body is that of another status
  cups.post({ response: { 201: Cup, 409: z.string() } }, () => reply(201, "busy"));
  cups.delete({ response: { 204: null } }, () => reply(204));
});

class Pot extends Resource<{ id: number }> {
  override get({ id }: { id: number }) {
    return { id, at: new Date() };
  }
}

const api = new Api("api", {
  title: "Tea",
  version: "1",
  resources: {
    cups: resource("/cups")
      .get({ query: z.object({ page: z.int().optional() }), response: z.array(Cup) }, () => [])
      .post({ json: Cup.omit({ id: true }), response: { 201: Cup, 202: null, 409: z.string() } }, () =>
        reply(202),
      ),
    cup: resource("/cups/<int:id>")
      .get(({ id }) => ({ id, since: new Date(), tags: new Set(["a"]), on: true as boolean | undefined }))
      .delete(() => reply(204)),
    fielded: resource("/fielded").get(
      { response: marshalSchema({ id: fields.Integer, by: { name: fields.String } }) },
      () => ({}),
    ),
    pot: Pot.at("/pots/<int:id>"),
    avatar: resource("/avatar").post({ files: uploads({ image: {} }) }, () => 1),
  },
});
type Tea = ApiType<typeof api>;
const client = createClient<Tea>({ baseUrl: "/", rules: api.rules });

test("a client knows arguments and results", () => {
  expectTypeOf(client.cups.get).toEqualTypeOf<
    (input?: { query?: { page?: number | undefined } }) => Promise<{ id: number; name: string }[]>
  >();
  expectTypeOf(client.cups.post({ json: { name: "Ann" } })).resolves.toEqualTypeOf<
    { id: number; name: string } | undefined
  >();
  expectTypeOf(client.cup.get({ id: 7 })).resolves.toEqualTypeOf<{
    id: number;
    since: string;
    tags: string[];
    on: boolean | undefined;
  }>();
  expectTypeOf(client.cup.delete({ id: 7 })).resolves.toEqualTypeOf<undefined>();
  expectTypeOf(client.fielded.get()).resolves.toEqualTypeOf<{
    id: number | null;
    by: { name: string | null };
  }>();
  expectTypeOf(client.pot.get({ id: 7 })).resolves.toEqualTypeOf<{ id: number; at: string }>();
  expectTypeOf(client.avatar.post).parameter(0).toExtend<{ files: { image: Blob | readonly Blob[] } }>();
});

test("a client refuses what the API does not have", () => {
  // @ts-expect-error: the id is missing
  void client.cup.get();
  // @ts-expect-error: the id is a number
  void client.cup.get({ id: "7" });
  // @ts-expect-error: the name is missing
  void client.cups.post({ json: {} });
  // @ts-expect-error: there is no such method
  void client.cup.put;
  // @ts-expect-error: another rule
  createClient<Tea>({ baseUrl: "/", rules: { ...api.rules, cup: "/cup/<int:id>" } });
});

test("URLs of resources need the values of their rules", () => {
  api.urlFor("cup", { id: 7, page: 2 });
  // @ts-expect-error: the id is missing
  api.urlFor("cup", {});
  // @ts-expect-error: there is no such resource
  api.urlFor("none", {});
});

test("a class fits the rule that it is put at", () => {
  // @ts-expect-error: the class takes a number
  Pot.at("/pots/<id>");
});

test("marshalled data has the types of its fields", () => {
  const made = marshal(
    {},
    {
      id: fields.Integer,
      tags: new fields.List(fields.String),
      by: new fields.Nested({ name: fields.String }),
    },
  );
  expectTypeOf(made.id).toEqualTypeOf<number | null>();
  expectTypeOf(made.tags).toEqualTypeOf<(string | null)[] | null>();
  expectTypeOf(marshal([{}], { id: fields.Integer })).toEqualTypeOf<{ id: number | null }[]>();
});
