import { relative } from "node:path";
import type { AppGroup } from "./app-group.ts";
import { CommandError } from "./errors.ts";
import type { AppLoader } from "./load-app.ts";
import type { TemplateProblem, TemplateSource, TemplateSources } from "./templates/template-sources.ts";

/** Adds `templates check` and `templates compile`. */
export function addTemplatesCommands(group: AppGroup, loader: AppLoader): void {
  const templates = group.group("templates", { description: "Check the templates, or compile them ahead." });
  const checkDetails = {
    description:
      "Compile every template of the application and its blueprints, and look for those that they name.",
    options: { "--undefined": "Show the variables too that each template must be given." },
  } as const;
  templates.command("check", checkDetails, async ({ undefined: showUndefined }) => {
    const { templateSources } = await import("./templates/template-sources.ts");
    const app = await loader.load();
    const sources = templateSources(app);
    refuse(sources, ({ errors, missing }) => [...errors, ...missing]);
    if (showUndefined) {
      const { contextNames } = await import("./templates/context-names.ts");
      const known = await contextNames(app);
      for (const source of sources.all) showUngiven(source, known);
    }
    process.stdout.write(`${counted(sources.all.length)}, no errors.\n`);
  });

  const compileDetails = {
    description: "Write the templates as modules, which a ModuleLoader serves without compiling anything.",
    arguments: { folder: { description: "Where to.", default: "build/templates" } },
  } as const;
  templates.command("compile [folder]", compileDetails, async ({ folder }) => {
    const { templateSources } = await import("./templates/template-sources.ts");
    const sources = templateSources(await loader.load());
    refuse(sources, ({ errors }) => errors);
    const names = sources.compileTo(folder);
    process.stdout.write(`${counted(names.length)} compiled to ${folder}.\n`);
  });
}

/**
 * Shows the problems of the templates.
 *
 * @throws CommandError when there are any.
 */
function refuse(
  { all }: TemplateSources,
  problemsOf: (source: TemplateSource) => readonly TemplateProblem[],
): void {
  const wrong = all.filter((source) => problemsOf(source).length > 0);
  if (wrong.length === 0) return;
  for (const source of wrong) {
    for (const { line, column, message, codeFrame } of problemsOf(source)) {
      process.stdout.write(`${shown(source.file)}:${line}:${column}: ${message}\n${codeFrame}\n\n`);
    }
  }
  throw new CommandError(`There are errors in ${wrong.length} of ${counted(all.length)}.`);
}

function showUngiven({ file, variables }: TemplateSource, known: ReadonlySet<string>): void {
  const missing = [...variables].filter((name) => !known.has(name)).toSorted();
  if (missing.length > 0) process.stdout.write(`${shown(file)}: must be given ${missing.join(", ")}\n`);
}

function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}

function counted(count: number): string {
  return count === 1 ? "1 template" : `${count} templates`;
}
