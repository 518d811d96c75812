import { LoginManager, type LoginUser } from "@dewar/login";
import { Blueprint, type Flask, MethodView, type Signal } from "dewar";
import { expectTypeOf, test } from "vitest";

interface User {
  readonly id: number;
  readonly name: string;
}

declare const app: Flask;
declare const login: LoginManager<User>;

test("the current user is the application's own, or undefined", () => {
  expectTypeOf(login.currentUser).toEqualTypeOf<User | undefined>();
  expectTypeOf(login.requireUser()).toEqualTypeOf<User>();
  expectTypeOf(login.signals.userLoggedIn).toEqualTypeOf<Signal<{ readonly user: User }>>();
  // @ts-expect-error it is no user of this application
  login.loginUser({ id: 7 });
});

test("what stands for nobody must be given where it has a type", () => {
  class Guest {
    readonly name = "you";
  }
  const guests = new LoginManager<User, Guest>({ anonymousUser: new Guest() });
  expectTypeOf(guests.currentUser).toEqualTypeOf<User | Guest>();
  // @ts-expect-error the guest is missing
  expectTypeOf(new LoginManager<User, Guest>()).toExtend<object>();
});

test("a user has an id of its own, or says one", () => {
  expectTypeOf<{ id: bigint }>().toExtend<LoginUser>();
  expectTypeOf<{ getId(): string }>().toExtend<LoginUser>();
  // @ts-expect-error nobody could find it again
  expectTypeOf<LoginManager<{ name: string }>>().toExtend<object>();
});

test("a guarded view is the same view", () => {
  const view = ({ id }: { id: number }) => `${id}`;
  expectTypeOf(login.loginRequired(view)).toEqualTypeOf<typeof view>();
  app.get(
    "/post/<int:id>",
    login.loginRequired(({ id }) => {
      expectTypeOf(id).toEqualTypeOf<number>();
      return "";
    }),
  );
  const byName = login.loginRequired(({ id }: { id: string }) => id);
  // @ts-expect-error the rule gives a number
  app.get("/post/<int:id>", byName);
});

test("guards are hooks, and decorators of classes", () => {
  new Blueprint("b", "").beforeRequest(login.requireLogin).beforeRequest(login.requireFreshLogin);
  class Members extends MethodView {
    static override readonly decorators = [login.loginRequired, login.freshLoginRequired];
  }
  Members.asView("members");
});

test("settings have types", () => {
  expectTypeOf(app.config.get("REMEMBER_COOKIE_DURATION")).toEqualTypeOf<number>();
  expectTypeOf(app.config.get("SESSION_PROTECTION")).toEqualTypeOf<"basic" | "strong" | null>();
});
