import { relative } from "node:path";
import { inspect } from "node:util";
import type { Flask } from "../app.ts";
import type { AppGroup } from "./app-group.ts";
import type { AppLoader } from "./load-app.ts";
import { table } from "./table.ts";

/** Adds `config`, the settings of the application and where they come from. */
export function addConfigCommand(group: AppGroup, loader: AppLoader): void {
  const details = {
    description: "Show the settings of the application and where they come from, but no secrets.",
    arguments: { text: "Show only those whose name contains this text." },
    options: { "-c, --changed": "Show only those that are no defaults.", "--json": "Write JSON." },
  } as const;
  group.command("config [text]", details, async ({ text = "", changed, json }) => {
    const settings = settingsOf(await loader.load()).filter(
      ({ key, source }) => key.includes(text.toUpperCase()) && !(changed && source === "default"),
    );
    process.stdout.write(json ? asJson(settings) : asTable(settings));
  });
}

interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

function settingsOf({ config }: Flask): Setting[] {
  return [...config]
    .map(([key, value]) => ({
      key,
      value: withoutSecrets(key, value),
      source: config.sourceOf(key) ?? "code",
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const SECRET = /secret|passw|pwd|token|credential|private|keys?$|api_?key|dsn|salt/i;
const HIDDEN = "[hidden]";
const DEPTH = 8;

/** The value, but for what is secret by its name, and for passwords within texts. Of objects of classes, the name. */
function withoutSecrets(name: string, value: unknown, depth = 0): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  if (SECRET.test(name)) return HIDDEN;
  if (typeof value === "number") return value;
  if (typeof value === "string" || value instanceof URL) return withoutPasswords(String(value));
  if (depth < DEPTH && Array.isArray(value)) {
    return value.map((item: unknown) => withoutSecrets("", item, depth + 1));
  }
  if (depth < DEPTH && isPlain(value)) {
    const members = Object.entries(value).map(([key, item]) => [key, withoutSecrets(key, item, depth + 1)]);
    return Object.fromEntries(members);
  }
  return inspect(value, { depth: -1 });
}

/** Passwords stand in URLs before the host, and in their queries and the like after a name. */
function withoutPasswords(text: string): string {
  return text
    .replace(/\S+/g, withoutUrlPassword)
    .replace(/((?:passw(?:or)?d|passphrase|pwd|secret|token|key)=)[^&;\s]+/gi, `$1${HIDDEN}`);
}

/** The password of a URL is what stands between its user's name and the last `@`. */
function withoutUrlPassword(word: string): string {
  const host = word.indexOf("://") + 3;
  const colon = word.indexOf(":", host);
  const at = word.lastIndexOf("@");
  return host < 3 || colon === -1 || colon > at
    ? word
    : `${word.slice(0, colon + 1)}${HIDDEN}${word.slice(at)}`;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function asJson(settings: readonly Setting[]): string {
  const entries = settings.map(({ key, value, source }) => [key, { value, source }]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

function asTable(settings: readonly Setting[]): string {
  if (settings.length === 0) return "There are no such settings.\n";
  const rows = settings.map(({ key, value, source }) => [
    key,
    inspect(value, { breakLength: Infinity, depth: 4 }),
    source.startsWith("/") ? relative(process.cwd(), source) : source,
  ]);
  return table(["Setting", "Value", "Source"], rows);
}
