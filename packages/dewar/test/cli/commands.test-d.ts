import { describe, expectTypeOf, it } from "vitest";
import { AppGroup, int } from "../../src/index.ts";

const cli = new AppGroup("test");

describe("the values of a command have types", () => {
  it("of its arguments", () => {
    cli.command("add <name> [age] [nick-names...]", (values) => {
      expectTypeOf(values).toEqualTypeOf<{ name: string; age: string | undefined; nickNames: string[] }>();
    });
    cli.command("quit", (values) => {
      expectTypeOf(values).toEqualTypeOf<{}>();
    });
  });

  it("of what its types make of the texts, and of the defaults", () => {
    const named = {
      arguments: { port: { type: int }, host: { default: "localhost" }, level: { type: int } },
    };
    cli.command("open <port> [host] [level]", named, ({ port, host, level }) => {
      expectTypeOf(port).toEqualTypeOf<number>();
      expectTypeOf(host).toEqualTypeOf<string>();
      expectTypeOf(level).toEqualTypeOf<number | undefined>();
    });
  });

  it("of its options", () => {
    const options = {
      "-f, --force": "Asks nothing.",
      "-n, --times <count>": { type: int, default: 1 },
      "--name <text>": "",
      "--key <text>": { required: true },
      "--tag <names...>": "",
      "--dry-run [mode]": "",
      "--no-color": "",
      "--format <name>": { choices: ["json", "text"], default: "text" },
    } as const;
    cli.command("go", { options }, (values) => {
      expectTypeOf(values).toEqualTypeOf<{
        force: boolean;
        times: number;
        name: string | undefined;
        key: string;
        tag: string[] | undefined;
        dryRun: string | true | undefined;
        color: boolean;
        format: "json" | "text";
      }>();
    });
  });

  it("inferred where they are written", () => {
    cli.command(
      "send <to...>",
      { options: { "--format <name>": { choices: ["json", "text"] }, "--retries <n>": { type: Number } } },
      ({ to, format, retries }) => {
        expectTypeOf(to).toEqualTypeOf<string[]>();
        expectTypeOf(format).toEqualTypeOf<"json" | "text" | undefined>();
        expectTypeOf(retries).toEqualTypeOf<number | undefined>();
      },
    );
  });
});
