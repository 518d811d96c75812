import type { Flask } from "./app.ts";
import { type AppGlobals, requireContext } from "./context.ts";
import type { Request } from "./request.ts";
import type { Session, TypedSession } from "./sessions/session.ts";

/** The request that is being handled. */
export const request: Request = proxyOf(() => requireContext("request").request);

/** The session of the request that is being handled. */
export const session: Session = proxyOf(() => requireContext("session").session);

/** A place for the application's own values during the current context. {@link globalsOf} gives it types. */
export const g: AppGlobals = proxyOf(() => requireContext("g").g);

/** The application that is at work. */
export const currentApp: Flask = proxyOf(() => requireContext("currentApp").app);

/**
 * The same object as `g`, with the types of the application's own values.
 *
 * @example
 * const g = globalsOf<{ user: string | null }>();
 * new Flask(import.meta.url).appContext().run(() => { g.user = "ann"; return g.user; }); // => "ann"
 */
export function globalsOf<Globals extends object>(): Globals {
  return g as Globals;
}

/** The same object as `session`, with the types of what the application keeps in it. */
export function sessionOf<Data extends object>(): TypedSession<Data> {
  return session as TypedSession<Data>;
}

/**
 * An object that stands for whatever `resolve` finds at the moment of each use. Methods are bound to what they were
 * read from, since classes with private fields accept no stand-in as `this`.
 */
function proxyOf<T extends object>(resolve: () => T): T {
  const handler: ProxyHandler<T> = {
    get(_, key) {
      const target = resolve();
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || key === "constructor" || Object.hasOwn(target, key)) return value;
      return value.bind(target);
    },
    set: (_, key, value) => {
      const target = resolve();
      return Reflect.set(target, key, value, target);
    },
    has: (_, key) => Reflect.has(resolve(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(resolve(), key),
    ownKeys: () => Reflect.ownKeys(resolve()),
    getOwnPropertyDescriptor(_, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(resolve(), key);
      // A proxy may only report what its own (empty) target could have: configurable properties.
      return descriptor && { ...descriptor, configurable: true };
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(resolve()),
  };
  return new Proxy(Object.create(null) as T, handler);
}
