import { Accept, Authorization, FileStorage, Headers, MultiDict, Request } from "@dewar/http";
import { withParameters } from "@dewar/jinja";
import { Config } from "../config.ts";
import { SecureCookieSession } from "../sessions/session.ts";

/** The classes whose objects templates know by Flask's names, wherever they come upon one. */
const SHOWN = [Request, MultiDict, Headers, Accept, Authorization, FileStorage, Config, SecureCookieSession];

/** Flask's names that are not ours in other letters. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["getlist", "getList"],
  ["poplist", "popList"],
  ["setdefault", "setDefault"],
  ["listvalues", "listValues"],
  ["url_root", "rootUrl"],
]);

/** The methods whose second argument stands in for what is missing. */
const WITH_DEFAULT: ReadonlySet<string> = new Set(["get", "pop"]);

/**
 * The same object, as a template of Flask's expects it: under Python's names beside ours, and with Python's
 * arguments, so that `{{ request.full_path }}` and `{{ request.args.get("page", 1) }}` mean what they say.
 *
 * Functions that a template passes the object to use it as they would use the object itself.
 *
 * @example
 * const args = withPythonNames(new MultiDict([["a", "1"], ["a", "2"]]));
 * new Environment().fromString("{{ args.getlist('a') }} {{ args.get('b', '-') }}").render({ args }); // => "['1', '2'] -"
 */
export function withPythonNames<T extends object>(target: T): T {
  return new Proxy(target, HANDLER) as T;
}

const HANDLER: ProxyHandler<object> = {
  has: (target, key) => key === "__getattr__" || Reflect.has(target, key),
  get(target, key) {
    if (key === "__getattr__") return (name: string) => attributeOf(target, name);
    const value: unknown = Reflect.get(target, key);
    // Classes with private fields accept no stand-in as `this`.
    return typeof value === "function" && key !== "constructor" ? value.bind(target) : shown(value);
  },
};

/** What Flask calls an attribute of that name; undefined leaves it to the template's own rules. */
function attributeOf(target: object, name: string): unknown {
  const ours =
    OTHER_NAMES.get(name) ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (name.startsWith("_") || ours in Object.prototype || !(ours in target)) return undefined;
  const value: unknown = Reflect.get(target, ours);
  if (typeof value === "function") return methodOf(target, ours, value as Method);
  return value === undefined ? null : shown(value);
}

type Method = (...args: unknown[]) => unknown;

function methodOf(target: object, name: string, method: Method): Method {
  if (!WITH_DEFAULT.has(name)) return (...args) => shown(method.apply(target, args));
  return withParameters(["key", "default?"], (key: unknown, fallback: unknown = null) => {
    const found = method.call(target, key);
    return found === undefined ? fallback : shown(found);
  });
}

function shown(value: unknown): unknown {
  return typeof value === "object" && value !== null && SHOWN.some((known) => value instanceof known)
    ? withPythonNames(value)
    : value;
}
