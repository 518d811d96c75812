// What the error page does in the browser. It talks to one address, and only to the server that it came from.
const { secret, error } = document.body.dataset;
const dialog = document.querySelector("dialog");

/** Asks the debugger. Asks for the PIN first where the debugger wants one. */
async function ask(action, details = {}) {
  const answer = await fetch("/__debugger__", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, error, action, ...details }),
  })
    .then((response) => response.json())
    .catch(() => ({
      problem: "The server does not answer. It may be starting again; then load this page again.",
    }));
  if (answer.needsPin !== true) return answer;
  return (await askForPin()) ? ask(action, details) : { problem: "The console needs the PIN." };
}

let pinAsked;

/** Resolves when the right PIN was typed, or with false when the dialog was left. Two who need it wait for the same. */
async function askForPin() {
  pinAsked ??= openDialog();
  try {
    return await pinAsked;
  } finally {
    pinAsked = undefined;
  }
}

function openDialog() {
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
    input.focus();
    if (outcome === "open") finish(true);
    else if (outcome === "locked") note.textContent = "Too many wrong PINs. Restart the server to try again.";
    else note.textContent = problem ?? "That is not the PIN.";
  };
  dialog.addEventListener("close", () => finish(false), { signal: listening.signal });
  form.addEventListener("submit", (event) => void submit(event), { signal: listening.signal });
  note.textContent = "";
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
  // Asked for each time it is opened: a console may have changed it.
  let list;
  const toggle = async () => {
    const open = button.ariaExpanded !== "true";
    button.ariaExpanded = String(open);
    list?.remove();
    list = undefined;
    if (!open) return;
    const found = listOf(await ask("members", { handle }));
    if (button.ariaExpanded !== "true" || list !== undefined) return;
    list = found;
    item.append(list);
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
  const { language } = frame.dataset;
  if (language !== "") inside.append(consoleOf(frame.dataset.frame, language));
  const { locals, closure, problem } = await ask("variables", { frame: Number(frame.dataset.frame) });
  const parts = [];
  if (locals === undefined) parts.push(element("p", "note", problem));
  else if (locals.length > 0) parts.push(element("h3", "", "Variables"), listOf({ members: locals }));
  if (closure?.length > 0) parts.push(element("h3", "", "From around"), listOf({ members: closure }));
  inside.prepend(...parts);
}

function consoleOf(frame, language) {
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
  input.placeholder = `${language} in this frame`;
  input.ariaLabel = `${language} to run inside this frame. Shift and Enter: a new line. Tab: completion.`;
  label.htmlFor = input.id;
  label.ariaHidden = "true";
  const run = element("button", "run", "Run");
  form.append(label, input, run);
  box.append(output, form);

  const history = [];
  let at = 0;
  const write = (code) => {
    input.value = code;
    input.rows = Math.min(code.split("\n").length, 20);
  };
  const submit = async () => {
    const code = input.value;
    if (code.trim() === "") return;
    if (history.at(-1) !== code) history.push(code);
    at = history.length;
    write("");
    output.append(element("div", "typed", code));
    const answer = await ask("evaluate", { frame: Number(frame), code });
    // Without the PIN nothing has run: what was typed is there to be sent again.
    if (answer.problem !== undefined && input.value === "") write(code);
    show(answer);
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
  let draft = "";
  const recall = (step) => {
    if (at === history.length) draft = input.value;
    at = Math.min(Math.max(at + step, 0), history.length);
    write(history[at] ?? draft);
  };
  const complete = async () => {
    const typed = input.value.slice(0, input.selectionStart);
    const { start, names = [] } = await ask("complete", { frame: Number(frame), code: typed });
    if (input.value.slice(0, input.selectionStart) !== typed) return;
    const common = names.reduce((one, other) => sharedStart(one, other), names[0] ?? "");
    if (common.length > typed.length - start) input.setRangeText(common, start, typed.length, "end");
    else if (names.length > 1) output.append(element("div", "note", names.join("  ")));
    output.scrollTop = output.scrollHeight;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  input.addEventListener("input", () => write(input.value));
  input.addEventListener("keydown", (event) => {
    // While a word is being composed, the keys are for that.
    if (event.isComposing) return;
    const before = input.value.slice(0, input.selectionStart);
    const isFirstLine = !before.includes("\n");
    const isLastLine = !input.value.slice(input.selectionEnd).includes("\n");
    const key = `${event.ctrlKey ? "Ctrl " : ""}${event.shiftKey ? "Shift " : ""}${event.key}`;
    const actions = {
      Enter: submit,
      ArrowUp: isFirstLine && at > 0 ? () => recall(-1) : undefined,
      ArrowDown: isLastLine && at < history.length ? () => recall(1) : undefined,
      // In an empty line, or after a blank, it goes on to the next control.
      Tab: /[\w$.]$/.test(before) ? complete : undefined,
      "Ctrl l": () => output.replaceChildren(),
    };
    const action = actions[key];
    if (action === undefined) return;
    event.preventDefault();
    void action();
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
for (const value of document.querySelectorAll("[data-handle]")) {
  const cell = value.parentElement;
  const name = cell.parentElement.querySelector("th").textContent;
  cell.prepend(toggleOf(cell, Number(value.dataset.handle), name));
}
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const note = button.parentElement.querySelector("[role=status]");
  const copy = async () => {
    // Browsers offer the clipboard to secure addresses only, such as localhost.
    await navigator.clipboard.writeText(text.textContent);
    note.textContent = "Copied.";
  };
  const select = () => {
    text.closest("details").open = true;
    getSelection().selectAllChildren(text);
    text.focus();
    note.textContent = "Selected, to be copied by hand.";
  };
  button.addEventListener("click", () => void copy().catch(select));
}
