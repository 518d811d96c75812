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

const SECRET = /secret|passw|token|credential|private|api_?key|dsn|salt/i;
const HIDDEN = "[hidden]";

/** The value, but for what is secret by its name, and for the password in a URL. */
function withoutSecrets(name: string, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  if (SECRET.test(name)) return HIDDEN;
  if (typeof value === "string") return value.replace(/(:\/\/[^/:@\s]*:)[^/@\s]+(?=@)/g, `$1${HIDDEN}`);
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets("", item));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(key, member)]));
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
