import { expectTypeOf, test } from "vitest";
import type { Session, TypedSession } from "../../src/sessions/session.ts";

test("a typed session knows its keys and their values", () => {
  type Shop = TypedSession<{ userId: number; cart: string[] }>;
  expectTypeOf<ReturnType<typeof cart>>().toEqualTypeOf<string[] | undefined>();
  expectTypeOf<Parameters<Shop["has"]>[0]>().toEqualTypeOf<"userId" | "cart">();

  function cart(session: Shop) {
    // @ts-expect-error a user id is a number
    session.set("userId", "3");
    // @ts-expect-error there is no such key
    session.get("user");
    return session.get("cart");
  }
});

test("a session without types gives unknown", () => {
  expectTypeOf<ReturnType<Session["get"]>>().toBeUnknown();
});
