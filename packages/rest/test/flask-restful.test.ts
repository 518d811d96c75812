import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fields, marshal, type Raw } from "@dewar/rest";
import { describe, expect, test } from "vitest";

/** Debian's Python, whose packages the reference implementations are; elsewhere whichever is found first. */
const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

const SCRIPT = `
import json, sys
from flask_restful import fields, marshal
made = []
for name, options, value in json.load(sys.stdin):
    field = getattr(fields, name)(**options)
    try: made.append({"value": json.loads(json.dumps(marshal({"a": value}, {"a": field})["a"]))})
    except Exception: made.append({"error": True})
print(json.dumps(made))
`;

/** What Flask-RESTful writes for each of the cases; undefined where it is not installed. */
function askFlaskRestful(cases: readonly unknown[]): unknown {
  const { status, stdout } = spawnSync(PYTHON, ["-W", "ignore", "-c", SCRIPT], {
    input: JSON.stringify(cases),
    encoding: "utf8",
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

const FIELDS: Readonly<Record<string, (options: object) => Raw>> = {
  String: (options) => new fields.String(options),
  Integer: (options) => new fields.Integer(options),
  Float: (options) => new fields.Float(options),
  Boolean: (options) => new fields.Boolean(options),
  Fixed: (options) => new fields.Fixed(options),
  Price: (options) => new fields.Price(options),
  Arbitrary: (options) => new fields.Arbitrary(options),
};

const NUMBERS = [
  0,
  1,
  -7,
  2.5,
  0.1,
  1.005,
  2.675,
  -0.125,
  1e-7,
  123456.789,
  1e15,
  "3",
  "2.500000",
  "-12.345675",
];
const TEXTS = ["", " 7 ", "x", "tea", null];

const cases = [
  ...[...NUMBERS, ...TEXTS].flatMap((value) =>
    ["Integer", "Float", "Boolean"].map((name) => [name, {}, value]),
  ),
  ...[...NUMBERS, null].flatMap((value) => [
    ["Fixed", {}, value],
    ["Price", { decimals: 2 }, value],
    ["Fixed", { decimals: 1, default: "none" }, value],
  ]),
  ...["3", -2.5, 0.1, 1e15, null].map((value) => ["Arbitrary", {}, value]),
  ...["", "tea", 7, 2.5, null].map((value) => ["String", { default: "none" }, value]),
] as [name: string, options: object, value: unknown][];

const theirs = askFlaskRestful(cases);
if (theirs === undefined) console.warn("Skipped: python3 with the module flask_restful is needed here.");

describe.skipIf(theirs === undefined)(
  "what fields write (left out where python3 has no Flask-RESTful)",
  () => {
    test("is what Flask-RESTful writes", () => {
      const ours = cases.map(([name, options, value]) => {
        const field = FIELDS[name]?.(options);
        try {
          return field === undefined ? {} : { value: marshal({ a: value }, { a: field }).a };
        } catch {
          return { error: true };
        }
      });
      const told = (answers: unknown) =>
        cases.map((which, index) => [...which, (answers as unknown[])[index]]);
      expect(told(ours)).toEqual(told(theirs));
    });
  },
);
