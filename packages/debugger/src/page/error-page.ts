import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { html, Markup } from "@dewar/markup";
import type { MemberView } from "../inspect/value-viewer.ts";
import { sourceLines } from "../traceback/source-lines.ts";
import type { TracebackError, TracebackFrame } from "../traceback/traceback.ts";
import { editorLink } from "./editor.ts";

/** A table of the page, such as the headers of the request. */
export interface SectionView {
  readonly title: string;
  readonly values: readonly MemberView[];
}

/** What the page shows. */
export interface ErrorPage {
  /** What the page's script calls the error. */
  readonly id: string;
  readonly secret: string;
  /** Allows the page's own script and style, and no other. */
  readonly nonce: string;
  /** The request, as a person would name it: "GET /". */
  readonly title: string;
  readonly errors: readonly TracebackError[];
  readonly sections: readonly SectionView[];
  /** The whole as plain text. */
  readonly text: string;
  /** Address that opens a file in an editor, with `{file}`, `{line}` and `{column}`; undefined for no links. */
  readonly editor: string | undefined;
  /** Why there are no variables; undefined when there are. */
  readonly notice: string | undefined;
}

const LONGEST_TITLE = 120;
const LONGEST_MESSAGE = 10_000;
// A longer table is shown folded.
const LONGEST_SECTION = 12;

const RELATIONS: Readonly<Record<TracebackError["relation"], string>> = {
  error: "",
  cause: "Caused by ",
  member: "One of its errors: ",
};
const ORIGINS: Readonly<Record<TracebackFrame["origin"], string>> = {
  user: "",
  template: "template",
  framework: "framework",
  library: "library",
  node: "Node",
};

// Beside the sources, which are published too.
const asset = (name: string): Markup =>
  new Markup(readFileSync(new URL(`../../src/page/${name}`, import.meta.url), "utf8"));

/** The page as HTML. Everything in it is escaped but its own script and style. */
export function renderErrorPage(page: ErrorPage): string {
  const [first] = page.errors;
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${`${first?.type || "Error"}: ${first?.message ?? ""}`.slice(0, LONGEST_TITLE)}</title>
<style nonce="${page.nonce}">${asset("style.css")}</style>
</head>
<body data-secret="${page.secret}" data-error="${page.id}">
<header>
<h1>${heading(first)}</h1>
<p class="where">${page.title}</p>
<p class="actions"><button class="action" type="button" data-copy="plain">Copy as text</button> <span class="note" role="status"></span></p>
${page.notice === undefined ? "" : html`<p class="note">${page.notice}</p>`}
</header>
<main>
${join(numberFrames(page.errors).map((error) => errorPart(error, page)))}
${join(page.sections.map(sectionPart))}
<details class="section"><summary><h2>Plain text</h2></summary>
<pre class="plain" id="plain" tabindex="0">${page.text}</pre></details>
</main>
<dialog aria-labelledby="pin-label">
<form method="dialog">
<label id="pin-label" for="pin">The console runs code in this process. Type the PIN that the terminal shows.</label>
<input id="pin" inputmode="numeric" autocomplete="off" placeholder="000-000-000" required>
<p class="note" role="alert"></p>
<button class="action" type="submit">Open the console</button>
<button class="action" type="button">Cancel</button>
</form>
</dialog>
<script nonce="${page.nonce}">${asset("client.js")}</script>
</body>
</html>
`);
}

interface NumberedFrame extends TracebackFrame {
  readonly number: number;
}

interface NumberedError extends Omit<TracebackError, "frames"> {
  readonly frames: readonly NumberedFrame[];
}

/** Numbers the frames of all errors from zero on, as the script names them. */
function numberFrames(errors: readonly TracebackError[]): NumberedError[] {
  let next = 0;
  return errors.map((error) => ({
    ...error,
    frames: error.frames.map((frame) => ({ ...frame, number: next++ })),
  }));
}

function errorPart(error: NumberedError, page: ErrorPage): Markup {
  const open = error.relation === "error" ? error.frames.find(isOfTheApplication)?.number : undefined;
  return html`${error.relation === "error" ? "" : html`<h2>${RELATIONS[error.relation]}${heading(error)}</h2>`}
${join(folded(error.frames).map((group) => groupPart(group, open, page.editor)))}`;
}

/** Frames that follow one another: those of the application, or others. */
function folded(frames: readonly NumberedFrame[]): NumberedFrame[][] {
  const groups: NumberedFrame[][] = [];
  for (const frame of frames) {
    const last = groups.at(-1);
    const [before] = last ?? [];
    if (
      last !== undefined &&
      before !== undefined &&
      isOfTheApplication(before) === isOfTheApplication(frame)
    ) {
      last.push(frame);
    } else groups.push([frame]);
  }
  return groups;
}

function groupPart(
  group: readonly NumberedFrame[],
  open: number | undefined,
  editor: string | undefined,
): Markup {
  const parts = join(group.map((frame) => framePart(frame, frame.number === open, editor)));
  const [first] = group;
  if (first === undefined || isOfTheApplication(first)) return parts;
  const count = group.length === 1 ? "1 frame" : `${group.length} frames`;
  return html`<details class="folded"><summary>${count} of the framework, libraries and Node</summary>${parts}</details>`;
}

function framePart(frame: NumberedFrame, isOpen: boolean, editor: string | undefined): Markup {
  const { functionName, file, line, column, origin, isAsync, captured, told } = frame;
  const place = line === undefined ? file : `${shortPath(file)}:${line}`;
  const link = line === undefined ? undefined : editorLink(editor, file, line, column ?? 1);
  const name = functionName || (origin === "template" ? "" : nameless(frame));
  const hasInside = captured !== undefined || told !== undefined;
  const language = told === undefined ? "JavaScript" : told.evaluate === undefined ? "" : "Expression";
  const attributes = html`${new Markup(isOpen ? " open" : "")}${hasInside ? html` data-frame="${frame.number}" data-language="${language}"` : ""}`;
  return html`<details class="frame"${attributes}>
<summary><span class="function mono">${isAsync ? "await " : ""}${name}</span>
<span class="place mono">${place}</span> ${ORIGINS[origin] === "" ? "" : html`<span class="tag">${ORIGINS[origin]}</span>`}</summary>${sourcePart(file, line)}${link === undefined ? "" : html`<p class="editor"><a href="${link}">Open in the editor</a></p>`}${insidePart(hasInside, isAsync)}
</details>`;
}

/** A call that waits and was kept is of a function; of other frames without a name it cannot be told. */
function nameless({ isAsync, captured }: NumberedFrame): string {
  return isAsync && captured !== undefined ? "(anonymous)" : "(top level)";
}

function insidePart(hasInside: boolean, isAsync: boolean): Markup {
  if (hasInside) return html`<div class="inside"></div>`;
  return isAsync
    ? html`<p class="note inside">It waited here for the frame above, and was not on the stack: its variables were not kept.</p>`
    : new Markup("");
}

function sourcePart(file: string, current: number | undefined): Markup {
  const lines = current === undefined ? [] : sourceLines(file, current);
  if (lines.length === 0) return new Markup("");
  const rows = lines.map(
    ({ number, text }) =>
      html`<span data-line="${number}"${new Markup(number === current ? ' class="current"' : "")}>${text || " "}</span>`,
  );
  return html`<pre class="source"><code>${join(rows, "")}</code></pre>`;
}

function sectionPart({ title, values }: SectionView): Markup {
  const rows = values.map(
    ({ name, value }) =>
      html`<tr><th scope="row" class="mono">${name}</th><td class="mono"><span class="value ${value.kind}"${value.handle === undefined ? "" : html` data-handle="${value.handle}"`}>${value.text}</span></td></tr>`,
  );
  const open = new Markup(rows.length > LONGEST_SECTION ? "" : " open");
  return html`<details class="section"${open}><summary><h2>${title}</h2> <span class="note">${rows.length}</span></summary>
${rows.length === 0 ? html`<p class="note">Nothing.</p>` : html`<table>${join(rows)}</table>`}</details>`;
}

function heading(error: Pick<TracebackError, "type" | "message"> | undefined): Markup {
  const { type = "", message = "Error" } = error ?? {};
  const text = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)} …` : message;
  return html`<span class="type">${type || "Error"}</span> <span class="message">${text}</span>`;
}

function isOfTheApplication({ origin }: TracebackFrame): boolean {
  return origin === "user" || origin === "template";
}

/** Relative to the working directory where that is shorter to read. */
function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path === "" || path.startsWith(`..${sep}..`) ? file : path;
}

function join(parts: readonly Markup[], separator = "\n"): Markup {
  return new Markup(parts.join(separator));
}
