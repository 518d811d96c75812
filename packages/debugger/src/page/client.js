// What the error page does in the browser. It talks to one address, and only to the server that it came from.
const { secret, error } = document.body.dataset;
const dialog = document.querySelector("dialog");

/** Asks the debugger. Asks for the PIN first where the debugger wants one. */
async function ask(action, details = {}) {
  const response = await fetch("/__debugger__", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, error, action, ...details }),
  });
  const answer = await response.json().catch(() => ({ problem: `The server answered ${response.status}.` }));
  if (answer.needsPin !== true) return answer;
  return (await askForPin()) ? ask(action, details) : { problem: "The console needs the PIN." };
}

/** Resolves when the right PIN was typed, or with false when the dialog was left. */
function askForPin() {
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const note = dialog.querySelector(".note");
  const { promise, resolve } = withResolvers();
  const listening = new AbortController();
  const finish = (isOpen) => {
    listening.abort();
    dialog.close();
    resolve(isOpen);
  };
  const submit = async (event) => {
    event.preventDefault();
    const { outcome, problem } = await ask("pin", { pin: input.value });
    input.value = "";
    if (outcome === "open") finish(true);
    else if (outcome === "locked") note.textContent = "Too many wrong PINs. Restart the server to try again.";
    else note.textContent = problem ?? "That is not the PIN.";
  };
  dialog.addEventListener("close", () => finish(false), { signal: listening.signal });
  form.addEventListener("submit", (event) => void submit(event), { signal: listening.signal });
  dialog.showModal();
  return promise;
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A value, with a button to look inside where there is something. */
function valueItem(name, { text, kind, handle }) {
  const item = element("li", "mono");
  const value = element("span", `value ${kind}`, text);
  if (handle === undefined) item.append(element("span", "no-toggle"));
  else item.append(toggleOf(item, handle, name || text));
  if (name !== "") item.append(element("span", "name", name), ": ");
  item.append(value);
  return item;
}

function toggleOf(item, handle, label) {
  const button = element("button", "toggle", "▸");
  button.type = "button";
  button.ariaExpanded = "false";
  button.ariaLabel = `Members of ${label}`;
  const toggle = async () => {
    const open = button.ariaExpanded === "true";
    button.ariaExpanded = String(!open);
    if (open) item.querySelector("ul")?.remove();
    else item.append(listOf(await ask("members", { handle })));
  };
  button.addEventListener("click", () => void toggle());
  return button;
}

function listOf({ members, problem }) {
  const list = element("ul", "values");
  if (members === undefined) list.append(element("li", "note", problem ?? "This value is gone."));
  else for (const { name, value } of members) list.append(valueItem(name, value));
  return list;
}

/** Fills a frame with its variables and a console, the first time it is opened. */
async function fill(frame) {
  const inside = frame.querySelector(".inside");
  if (inside === null || inside.childElementCount > 0) return;
  inside.append(consoleOf(frame.dataset.frame));
  const { locals, closure, problem } = await ask("variables", { frame: Number(frame.dataset.frame) });
  const parts = [];
  if (locals === undefined) parts.push(element("p", "note", problem));
  else if (locals.length > 0) parts.push(element("h3", "", "Variables"), listOf({ members: locals }));
  if (closure?.length > 0) parts.push(element("h3", "", "From around"), listOf({ members: closure }));
  inside.prepend(...parts);
}

function consoleOf(frame) {
  const box = element("div", "console");
  const output = element("div", "output mono");
  output.setAttribute("role", "log");
  const form = element("form");
  const label = element("label", "mono", "›");
  const input = element("textarea");
  input.id = `console-${frame}`;
  input.rows = 1;
  input.spellcheck = false;
  input.autocapitalize = "off";
  input.placeholder = "JavaScript, run inside this frame";
  input.ariaLabel = "JavaScript to run inside this frame";
  label.htmlFor = input.id;
  form.append(label, input);
  box.append(output, form);

  const history = [];
  let at = 0;
  const submit = async () => {
    const code = input.value;
    if (code.trim() === "") return;
    history.push(code);
    at = history.length;
    input.value = "";
    output.append(element("div", "typed", code));
    show(await ask("evaluate", { frame: Number(frame), code }));
  };
  const show = ({ value, isError, problem }) => {
    const line = element("div");
    if (problem !== undefined) line.append(element("span", "value error", problem));
    else {
      const list = element("ul", "values");
      list.append(valueItem("", isError ? { ...value, kind: "error" } : value));
      line.append(list);
    }
    output.append(line);
    output.scrollTop = output.scrollHeight;
  };
  const recall = (step) => {
    at = Math.min(Math.max(at + step, 0), history.length);
    input.value = history[at] ?? "";
  };
  const complete = async () => {
    const typed = input.value.slice(0, input.selectionStart);
    const { start, names = [] } = await ask("complete", { frame: Number(frame), code: typed });
    const common = names.reduce((one, other) => sharedStart(one, other), names[0] ?? "");
    if (common.length > typed.length - start) input.setRangeText(common, start, typed.length, "end");
    else if (names.length > 1) output.append(element("div", "note", names.join("  ")));
    output.scrollTop = output.scrollHeight;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  input.addEventListener("keydown", (event) => {
    const isOneLine = !input.value.includes("\n");
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === "ArrowUp" && isOneLine) recall(-1);
    else if (event.key === "ArrowDown" && isOneLine) recall(1);
    else if (event.key === "Tab" && !event.shiftKey && input.value.trim() !== "") {
      event.preventDefault();
      void complete();
    } else if (event.key === "l" && event.ctrlKey) {
      event.preventDefault();
      output.replaceChildren();
    }
  });
  return box;
}

function sharedStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

for (const frame of document.querySelectorAll("details.frame[data-frame]")) {
  if (frame.open) void fill(frame);
  frame.addEventListener("toggle", () => frame.open && void fill(frame));
}
dialog.querySelector("button[type=button]").addEventListener("click", () => dialog.close());
for (const button of document.querySelectorAll("button[data-copy]")) {
  const copy = async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
  };
  button.addEventListener("click", () => void copy());
}
