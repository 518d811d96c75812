import type { Flask } from "../app.ts";
import type { AppGroup } from "./app-group.ts";
import type { AppLoader } from "./load-app.ts";
import { table } from "./table.ts";

/** Adds `routes`, the table of what answers where. */
export function addRoutesCommand(group: AppGroup, loader: AppLoader): void {
  const details = {
    description: "Show the routes of the application.",
    arguments: { text: "Show only those whose endpoint or rule contains this text." },
    options: {
      "-s, --sort <column>": {
        description: 'Order of the lines; "match" is the order in which rules are tried.',
        choices: ["endpoint", "methods", "domain", "rule", "match"],
        default: "endpoint",
      },
      "-m, --method <name>": "Show only those that answer this method.",
      "-b, --blueprint <name>": "Show only those of this blueprint and of the blueprints inside it.",
      "--all-methods": "Show HEAD and OPTIONS too.",
    },
  } as const;
  group.command("routes [text]", details, async ({ text, sort, method, blueprint, allMethods }) => {
    const app = await loader.load();
    const lines = linesOf(app, allMethods).filter(
      ({ endpoint, rule, allowed }) =>
        (text === undefined || endpoint.includes(text) || rule.includes(text)) &&
        (method === undefined || allowed.has(method.toUpperCase())) &&
        (blueprint === undefined || endpoint.startsWith(`${blueprint}.`)),
    );
    if (sort !== "match") lines.sort((a, b) => compare(a[sort], b[sort]) || compare(a.rule, b.rule));
    process.stdout.write(lines.length === 0 ? "There are no such routes.\n" : tableOf(lines));
  });
}

interface Line {
  readonly endpoint: string;
  readonly methods: string;
  /** Host or subdomain. */
  readonly domain: string;
  readonly rule: string;
  readonly allowed: ReadonlySet<string>;
}

function linesOf(app: Flask, allMethods: boolean): Line[] {
  return app.urlMap.iterRules().map(({ endpoint, methods, host, subdomain, rule }) => {
    const allowed = methods ?? new Set<string>();
    const shown = [...allowed].filter((name) => allMethods || (name !== "HEAD" && name !== "OPTIONS"));
    return {
      endpoint,
      methods: shown.toSorted(compare).join(", "),
      domain: host ?? subdomain ?? "",
      rule,
      allowed,
    };
  });
}

function tableOf(lines: readonly Line[]): string {
  const heads = { endpoint: "Endpoint", methods: "Methods", domain: "Domain", rule: "Rule" };
  const columns = (["endpoint", "methods", "domain", "rule"] as const).filter(
    (column) => column !== "domain" || lines.some(({ domain }) => domain !== ""),
  );
  return table(
    columns.map((column) => heads[column]),
    lines.map((line) => columns.map((column) => line[column])),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
