/**
 * The path of a rule with values in place of its variables.
 *
 * @throws TypeError for a variable without a value, or with one that leads to another path: nothing, `.` and `..`.
 * @example
 * buildPath("/files/<path:name>/<int(min=1):version>", { name: "a b/c", version: 2 }); // => "/files/a%20b/c/2"
 */
export function buildPath(rule: string, values: Readonly<Record<string, unknown>>): string {
  let path = "";
  let rest = rule;
  for (let start = rest.indexOf("<"); start !== -1; start = rest.indexOf("<")) {
    const end = variableEnd(rest, start);
    const variable = rest.slice(start + 1, end - 1);
    const name = variable.slice(variable.lastIndexOf(":") + 1);
    path += rest.slice(0, start) + segment(values[name], name, /^path[(:]/.test(variable));
    rest = rest.slice(end);
  }
  return path + rest;
}

/** The place after the variable: its `>`, unless that one stands among the arguments of its converter. */
function variableEnd(rule: string, start: number): number {
  const open = /^<\w+\(/.exec(rule.slice(start));
  const inner = open === null ? start : rule.indexOf("):", start);
  return rule.indexOf(">", inner) + 1;
}

function segment(value: unknown, name: string, isPath: boolean): string {
  if (typeof value !== "string" && typeof value !== "number") {
    throw new TypeError(`The URL needs a text or a number for "${name}".`);
  }
  const text = encodeURIComponent(`${value}`);
  const path = isPath ? text.replaceAll("%2F", "/") : text;
  // WHATWG URL, section 4.4: steps of dots are taken while a URL is parsed, however they are written.
  if (path === "" || path.split("/").some((step) => step === "." || step === "..")) {
    throw new TypeError(`"${value}" cannot stand for "${name}" in a URL.`);
  }
  return path;
}
