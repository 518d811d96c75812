import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { AppGroup, Blueprint, CommandError, currentApp, Flask, g, int, request } from "../../src/index.ts";

function appWith(setup: (app: Flask) => void) {
  const app = new Flask(import.meta.url, { name: "shop" });
  setup(app);
  const runner = app.testCliRunner();
  return { app, run: (line: string) => runner.invoke(line.split(" ")) };
}

describe("a command", () => {
  it("gets its arguments and options as one object, by their names in camelCase", async () => {
    let seen: unknown;
    const { run } = appWith((app) =>
      app.cli.command(
        "add <first-name> [age] [nicknames...]",
        {
          arguments: { age: { type: int, default: 18 } },
          options: {
            "-a, --admin": "May change everything.",
            "-n, --times <count>": { type: int, default: 1 },
            "--tag <names...>": "Labels.",
            "--no-mail": "Sends no mail.",
            "--dry-run [mode]": "Changes nothing.",
          },
        },
        (values) => {
          seen = values;
        },
      ),
    );
    await run("add Ann");
    expect(seen).toEqual({
      firstName: "Ann",
      age: 18,
      nicknames: [],
      admin: false,
      times: 1,
      tag: undefined,
      mail: true,
      dryRun: undefined,
    });
    await run("add Ann 30 An Annie -a -n 2 --tag x y --no-mail --dry-run");
    expect(seen).toEqual({
      firstName: "Ann",
      age: 30,
      nicknames: ["An", "Annie"],
      admin: true,
      times: 2,
      tag: ["x", "y"],
      mail: false,
      dryRun: true,
    });
  });

  it("runs inside a context of the application, which ends with it", async () => {
    const ended: unknown[] = [];
    const { run } = appWith((app) => {
      app.teardownAppContext((error) => void ended.push(error?.message));
      app.cli.command("good", async () => {
        g["x"] = 1;
        await setImmediate();
        console.log(currentApp.name, g["x"]);
      });
      app.cli.command("bad", () => {
        throw new Error("stop");
      });
    });
    expect((await run("good")).output).toBe("shop 1\n");
    await run("bad");
    expect(ended).toEqual([undefined, "stop"]);
  });

  it("runs without one when it wants none", async () => {
    const { run } = appWith((app) =>
      app.cli.command("plain", { withAppContext: false }, () => console.log(currentApp.name)),
    );
    expect((await run("plain")).stderr).toContain("`currentApp` was used outside of a context");
  });

  it("has no request", async () => {
    const { run } = appWith((app) => app.cli.command("path", () => request.path));
    expect((await run("path")).stderr).toContain("in a context without a request");
  });

  it("must have a name", () => {
    const app = new Flask(import.meta.url);
    expect(() => app.cli.command("<user>", () => undefined)).toThrow("must begin with its name");
  });
});

describe("a command line that is wrong ends with code 2, and says why", () => {
  const { run } = appWith((app) => {
    const details = {
      arguments: { count: { type: int } },
      options: {
        "--color <name>": { choices: ["red", "blue"] },
        "--ratio <number>": {
          type(text: string) {
            if (text !== "1:1") throw new RangeError("It must be 1:1.");
            return text;
          },
        },
        "--key <text>": { required: true },
      },
    } as const;
    app.cli.command("paint <count>", details, () => undefined);
  });

  it.each([
    ["paint --key k", "missing required argument 'count'"],
    ["paint 1", "required option '--key <text>' not specified"],
    ["paint x --key k", `"x" is not a value for argument 'count'.`],
    ["paint 1 --key k --color green", "Allowed choices are red, blue."],
    ["paint 1 --key k --ratio 2:1", `"2:1" is not a value for option '--ratio <number>'. It must be 1:1.`],
    ["paint 1 2 --key k", "too many arguments"],
    ["paint 1 --key k --size 3", "unknown option '--size'"],
    ["pain 1", "(Did you mean paint?)"],
  ])("%s", async (line, message) => {
    const { exitCode, stderr, stdout, error } = await run(line);
    expect([exitCode, stdout, error]).toEqual([2, "", undefined]);
    expect(stderr).toContain(message);
    expect(stderr).toContain("Try it with --help.");
  });
});

describe("a command that fails", () => {
  it("ends with code 1 and shows the stack of a surprise", async () => {
    const failure = new TypeError("surprise");
    const { run } = appWith((app) =>
      app.cli.command("go", () => {
        throw failure;
      }),
    );
    const { exitCode, stderr, error } = await run("go");
    expect([exitCode, error]).toEqual([1, failure]);
    expect(stderr).toMatch(/^TypeError: surprise\n {4}at .*app-group\.test\.ts/);
  });

  it("shows the message alone where that says all, and ends with the code that it names", async () => {
    const { run } = appWith((app) =>
      app.cli.command("go", () => Promise.reject(new CommandError("No such file.", { exitCode: 3 }))),
    );
    expect(await run("go")).toMatchObject({ exitCode: 3, stderr: "Error: No such file.\n" });
  });
});

describe("groups", () => {
  it("put a word before their commands, and may be made in several places", async () => {
    const { run } = appWith((app) => {
      app.cli.group("db", { description: "The database." }).command("up", () => console.log("up"));
      app.cli.group("db").command("down", () => console.log("down"));
      const users = new AppGroup("users").command("list", () => console.log("nobody"));
      app.cli.addCommand(users);
    });
    expect((await run("db up")).output).toBe("up\n");
    expect((await run("db down")).output).toBe("down\n");
    expect((await run("users list")).output).toBe("nobody\n");
    const help = await run("db --help");
    expect(help.exitCode).toBe(0);
    expect(help.stdout).toMatch(/^Usage: dewar db .*The database\..*up.*down/s);
  });

  it("are named after the blueprint, as the blueprint says, as its registration says, or not at all", async () => {
    const blueprint = (name: string, options = {}) => {
      const made = new Blueprint(name, import.meta.url, options);
      made.cli.command(`${name}-command`, () => console.log(name));
      return made;
    };
    const outer = blueprint("outer");
    outer.registerBlueprint(blueprint("inner"));
    const { app, run } = appWith((app) => {
      app.registerBlueprint(outer);
      app.registerBlueprint(blueprint("own", { cliGroup: "chosen" }));
      app.registerBlueprint(blueprint("late"), { cliGroup: "given" });
      app.registerBlueprint(blueprint("merged", { cliGroup: null }));
      app.registerBlueprint(new Blueprint("silent", import.meta.url));
    });
    expect([...app.cli.commands.keys()]).toEqual([
      "outer",
      "outer.inner",
      "chosen",
      "given",
      "merged-command",
    ]);
    expect((await run("outer.inner inner-command")).output).toBe("inner\n");
    expect((await run("chosen own-command")).output).toBe("own\n");
    expect((await run("merged-command")).output).toBe("merged\n");
  });
});

describe("the runner", () => {
  it("keeps stdout, stderr and both in order", async () => {
    const { run } = appWith((app) =>
      app.cli.command("talk", () => {
        console.log("one %s", "x");
        console.error("two");
        process.stdout.write("three");
        process.stderr.write(Buffer.from("four"));
      }),
    );
    const { output, stdout, stderr } = await run("talk");
    expect([output, stdout, stderr]).toEqual(["one x\ntwo\nthreefour", "one x\nthree", "two\nfour"]);
  });

  it("keeps runs apart that overlap, and leaves the console as it was", async () => {
    const { console: before } = globalThis;
    const { run } = appWith((app) =>
      app.cli.command(
        "count <name> <turns>",
        { arguments: { turns: { type: int } } },
        async ({ name, turns }) => {
          for (let turn = 0; turn < turns; turn++) {
            console.log(name);
            await setImmediate();
          }
        },
      ),
    );
    const [a, b] = await Promise.all([run("count a 2"), run("count b 4")]);
    expect([a.output, b.output]).toEqual(["a\na\n", "b\nb\nb\nb\n"]);
    expect(globalThis.console).toBe(before);
  });
});
