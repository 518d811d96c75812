import { extname, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { Flask } from "../app.ts";
import { deepenStacks } from "../server/deepen-stacks.ts";
import { describeStartFailure } from "../server/describe-start-failure.ts";
import type { AppLocation } from "./app-file.ts";
import { CommandError } from "./errors.ts";

const FACTORIES = ["createApp", "makeApp"];

/**
 * Loads a file, and takes the application from it.
 *
 * @throws CommandError when there is none, or the file fails.
 */
export async function importApp(location: AppLocation): Promise<Flask> {
  const restore = deepenStacks();
  try {
    return await findApp(location);
  } finally {
    restore();
  }
}

async function findApp(location: AppLocation): Promise<Flask> {
  const shown = relative(process.cwd(), location.file);
  const members = await importFile(location.file, shown);
  const { name, args } = location;
  const found = name === undefined ? search(members, shown) : named(members, name, shown);
  const made = typeof found === "function" ? await callFactory(found, args ?? [], shown) : found;
  if (made instanceof Flask) return made;
  throw new CommandError(
    `${name === undefined ? `The factory of ${shown}` : `"${name}" of ${shown}`} gives ${inspect(made, { depth: -1 })}, ` +
      "and not an application of this installation of dewar.",
  );
}

type Members = Readonly<Record<string, unknown>>;

async function importFile(file: string, shown: string): Promise<Members> {
  if (/\.(?:[cm]?ts|tsx)$/.test(file)) await enableTypeScript(extname(file), shown);
  try {
    const module = (await import(pathToFileURL(file).href)) as Members;
    // All that a CommonJS module exports may come as its default export.
    const exported = module["default"];
    const isCommonJs = typeof exported === "object" && exported !== null && "__esModule" in exported;
    return isCommonJs ? { ...exported } : { ...module };
  } catch (error) {
    throw new CommandError(`${shown} cannot be loaded.\n${describeStartFailure(error).text}`, {
      cause: error,
    });
  }
}

/** Node 22.18 and later run TypeScript themselves, but for JSX; before them, tsx lets them. */
async function enableTypeScript(extension: string, shown: string): Promise<void> {
  if (Boolean(Reflect.get(process.features, "typescript")) && extension !== ".tsx") return;
  try {
    const [{ register: registerRequire }, { register: registerImport }] = await Promise.all([
      import("tsx/cjs/api"),
      import("tsx/esm/api"),
    ]);
    registerRequire();
    registerImport();
  } catch (cause) {
    throw new CommandError(
      `Node ${process.version} needs tsx to run ${shown}. Install it, \`npm install --save-dev tsx\`, or use Node ` +
        "22.18 or later.",
      { cause },
    );
  }
}

/** The application that a file exports, or a function that makes it. */
function search(members: Members, shown: string): unknown {
  const usual = ["default", "app", "application"].map((name) => members[name]);
  const apps = [...usual, ...onlyApp(members, shown)];
  const app = apps.find((value) => value instanceof Flask);
  if (app !== undefined) return app;
  const factory = ["default", ...FACTORIES].map((name) => members[name]).find(isFactory);
  if (factory !== undefined) return factory;
  throw new CommandError(
    `${shown} exports no application. Export it, \`export default app\`, or a function that makes it; or name it: ` +
      `\`--app ${shown}:name\`. Its exports are: ${Object.keys(members).join(", ") || "none"}.`,
  );
}

function onlyApp(members: Members, shown: string): Flask[] {
  const apps = Object.entries(members).filter(([, value]) => value instanceof Flask);
  const unique = [...new Set(apps.map(([, value]) => value as Flask))];
  const isNamed = apps.some(([name]) => name === "default" || name === "app" || name === "application");
  if (unique.length <= 1 || isNamed) return unique;
  const names = apps.map(([name]) => name).join(", ");
  throw new CommandError(
    `${shown} exports several applications: ${names}. Say which: \`--app ${shown}:name\`.`,
  );
}

function named(members: Members, name: string, shown: string): unknown {
  if (Object.hasOwn(members, name)) return members[name];
  throw new CommandError(
    `${shown} exports no "${name}". Its exports are: ${Object.keys(members).join(", ") || "none"}.`,
  );
}

type Factory = (...args: readonly unknown[]) => unknown;

/** A class is a function too, and makes no application when it is called. */
function isFactory(value: unknown): value is Factory {
  return typeof value === "function" && !/^class\b/.test(Function.prototype.toString.call(value));
}

async function callFactory(factory: unknown, args: readonly unknown[], shown: string): Promise<unknown> {
  if (!isFactory(factory)) throw new CommandError(`${shown} exports a class where an application is wanted.`);
  try {
    return await factory(...args);
  } catch (error) {
    const call = `${factory.name || "The factory"}(${args.map((value) => inspect(value)).join(", ")})`;
    throw new CommandError(`${call} of ${shown} failed.\n${describeStartFailure(error).text}`, {
      cause: error,
    });
  }
}
