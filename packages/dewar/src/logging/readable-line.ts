import { inspect, styleText } from "node:util";
import type { ErrorDescription } from "./describe-error.ts";
import { foldFrames } from "./stack-frames.ts";

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<string, Style>> = { debug: "gray", info: "cyan", warn: "yellow", error: "red" };
/** Enough of an id to tell the requests of a developer apart. */
const SHOWN_ID = 8;

/**
 * Turns a line of JSON of the log into one to read: time, level, text, fields, and errors with their stacks below.
 *
 * @param line - As pino writes it.
 * @param allFrames - Whether stacks are shown whole, and not without what belongs to libraries.
 */
export function readableLine(line: string, allFrames: boolean): string {
  const { level, time, msg = "", err, requestId, app: _, ...fields } = JSON.parse(line) as LogRecord;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const id = requestId === undefined ? "" : ` ${dim(`[${requestId.slice(0, SHOWN_ID)}]`)}`;
  const rest = Object.entries(fields).map(([name, value]) => ` ${dim(`${name}=`)}${printed(value)}`);
  const head = `${dim(clock)} ${paint(STYLES[level] ?? "gray", level.toUpperCase().padEnd(5))}${id}`;
  return `${head} ${indented(msg, "  ")}${rest.join("")}\n${stackOf(err, allFrames)}`;
}

interface LogRecord {
  readonly level: string;
  readonly time: string;
  readonly msg?: string;
  readonly err?: ErrorDescription;
  readonly requestId?: string;
  readonly app?: string;
}

function printed(value: unknown): string {
  return indented(typeof value === "string" ? value : inspect(value, { breakLength: Infinity }), "  ");
}

/** Lines after the first can be told from lines of the log, and nothing in them commands the terminal. */
function indented(text: string, indent: string): string {
  const harmless = text.replace(
    /[^\P{Cc}\t\n]/gu,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return harmless.replaceAll("\n", `\n${indent}`);
}

function stackOf(error: unknown, allFrames: boolean, lead = "", shown: readonly string[] = []): string {
  if (typeof error !== "object" || error === null) return "";
  const { stack, type, message, cause, errors = [] } = error as ErrorDescription;
  const lines = (stack ?? `${type}: ${message}`).split("\n");
  // A cause came the same way as what it caused: the frames that they share are shown once.
  const own = lines.filter((line) => !shown.includes(line));
  const inner = (part: unknown, words: string): string => {
    return stackOf(part, allFrames, words, [...shown, ...lines]);
  };
  return [
    `  ${indented(lead + (allFrames ? own : foldFrames(own)).join("\n"), "  ")}\n`,
    inner(cause, "Caused by: "),
    ...errors.map((part) => inner(part, "One of them: ")),
  ].join("");
}

function dim(text: string): string {
  return paint("dim", text);
}

function paint(style: Style, text: string): string {
  const hasColors = process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  return hasColors ? styleText(style, text) : text;
}
