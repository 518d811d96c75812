import { Signer, TimestampSigner, URLSafeTimedSerializer } from "@dewar/signing";
import { expectTypeOf, test } from "vitest";

test("text is signed to text, bytes to bytes", () => {
  const signer = new Signer("key");
  expectTypeOf(signer.sign("tea")).toEqualTypeOf<string>();
  expectTypeOf(signer.sign(new Uint8Array(1))).toEqualTypeOf<Uint8Array>();
  expectTypeOf(signer.unsign("tea.x")).toEqualTypeOf<string>();
});

test("a date comes with the value only when asked for", () => {
  const signer = new TimestampSigner("key");
  expectTypeOf(signer.unsign("tea.x", { maxAge: 60 })).toEqualTypeOf<string>();
  expectTypeOf(signer.unsign("tea.x", { returnTimestamp: true }).dateSigned).toEqualTypeOf<Date>();
});

test("a serializer's type parameter is the type of its values", () => {
  const tokens = new URLSafeTimedSerializer<{ user: number }>("key");
  expectTypeOf(tokens.loads("x")).toEqualTypeOf<{ user: number }>();
  expectTypeOf<Parameters<typeof tokens.dumps>[0]>().toEqualTypeOf<{ user: number }>();
  expectTypeOf(new URLSafeTimedSerializer("key").loads("x")).toBeUnknown();
});
