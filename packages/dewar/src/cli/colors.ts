import { styleText } from "node:util";
import type { Command as Program } from "commander";

/**
 * Gives a program colours where they are wanted: on terminals, unless NO_COLOR is set, and wherever FORCE_COLOR is.
 * Commander takes them out again where they are not.
 */
export function addColors(program: Program): Program {
  return program
    .configureOutput({
      getOutHasColors: () => hasColors(process.stdout),
      getErrHasColors: () => hasColors(process.stderr),
    })
    .configureHelp({
      styleTitle: (text) => styleText("bold", text),
      styleSubcommandText: (text) => styleText("cyan", text),
    });
}

function hasColors({ isTTY }: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR: forced = "", NO_COLOR: refused = "", TERM: terminal } = process.env;
  if (forced !== "") return forced !== "0" && forced !== "false";
  return isTTY && refused === "" && terminal !== "dumb";
}
