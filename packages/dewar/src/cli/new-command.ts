import { basename, relative, resolve } from "node:path";
import type { AppGroup } from "./app-group.ts";
import { shellWord } from "./shell-word.ts";

/** Adds `new`, which begins a project. */
export function addNewCommand(group: AppGroup): void {
  const details = {
    description: "Begin a project: an application in TypeScript with a test, ready to run.",
    arguments: { folder: "Where to; the last part of it is the project's name." },
    options: { "--extension": "Begin a package that extends applications instead." },
  } as const;
  group.command("new <folder>", details, async ({ folder, extension }) => {
    const { writeProject } = await import("./new/write-project.ts");
    const target = resolve(folder);
    const { name, files } = writeProject(extension ? "extension" : "site", target);
    const place = relative(process.cwd(), target);
    const steps = [
      ...(place === "" ? [] : [`cd ${shellWord(place)}`]),
      "npm install",
      ...NEXT[extension ? "extension" : "site"],
    ];
    const folderName = basename(target);
    const heading = folderName === name ? name : `${folderName}, a package by the name of ${name}`;
    process.stdout.write(
      `${heading}:\n${files.map((file) => `  ${file}\n`).join("")}\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}`,
    );
  });
}

const NEXT = {
  site: ["npm run dev       # http://127.0.0.1:5000", "npm test"],
  extension: ["npm test", "npm run build"],
} as const;
