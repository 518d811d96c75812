import type { CapturedFrame } from "./capture/frame-capture.ts";
import { complete, completeName, type Completion } from "./console/complete.ts";
import { FrameConsole, type Outcome, outcomeOf } from "./console/frame-console.ts";
import { type MemberView, ValueViewer, type ValueView } from "./inspect/value-viewer.ts";
import type { TracebackError, TracebackFrame } from "./traceback/traceback.ts";

/** What came of an input. */
export interface EvaluationView {
  readonly value: ValueView;
  readonly isError: boolean;
}

/** The variables of a frame. */
export interface VariablesView {
  readonly locals: readonly MemberView[];
  readonly closure: readonly MemberView[];
}

/** An error that was shown, with everything that its page may ask for. */
export class KeptError {
  readonly errors: readonly TracebackError[];
  readonly viewer: ValueViewer = new ValueViewer();
  readonly #frames: readonly TracebackFrame[];
  readonly #consoles = new Map<number, FrameConsole>();

  constructor(errors: readonly TracebackError[]) {
    this.errors = errors;
    this.#frames = errors.flatMap(({ frames }) => frames);
  }

  /** @param frame - Its number, counted through all errors of the page. */
  variables(frame: number): VariablesView | undefined {
    const { captured, told } = this.#frames[frame] ?? {};
    if (told !== undefined) return { locals: this.viewer.viewAll(told.variables), closure: [] };
    if (captured === undefined) return undefined;
    const view = (names: readonly string[]): MemberView[] =>
      names.map((name) => ({ name, value: this.#viewOf(captured, name) }));
    const own = hasReceiver(captured) ? ["this", ...captured.locals] : captured.locals;
    return { locals: view(own), closure: view(captured.closure) };
  }

  members(handle: number): MemberView[] | undefined {
    return this.viewer.members(handle);
  }

  async evaluate(frame: number, code: string): Promise<EvaluationView | undefined> {
    const outcome = await this.#run(frame, code);
    if (outcome === undefined) return undefined;
    return outcome.kind === "thrown"
      ? { value: this.viewer.view(outcome.error), isError: true }
      : { value: this.viewer.view(outcome.value), isError: false };
  }

  async complete(frame: number, typed: string): Promise<Completion | undefined> {
    const { captured, told } = this.#frames[frame] ?? {};
    if (told !== undefined)
      return completeName(
        typed,
        Array.from(told.variables, ([name]) => name),
      );
    const frameConsole = this.#console(frame);
    if (captured === undefined || frameConsole === undefined) return undefined;
    return await complete(frameConsole, typed, [...captured.locals, ...captured.closure]);
  }

  async #run(frame: number, code: string): Promise<Outcome | undefined> {
    const evaluate = this.#frames[frame]?.told?.evaluate;
    return evaluate === undefined
      ? await this.#console(frame)?.run(code)
      : await outcomeOf(() => evaluate(code));
  }

  #console(frame: number): FrameConsole | undefined {
    const known = this.#consoles.get(frame);
    const captured = this.#frames[frame]?.captured;
    if (known !== undefined || captured === undefined) return known;
    const made = new FrameConsole(captured);
    this.#consoles.set(frame, made);
    return made;
  }

  #viewOf(frame: CapturedFrame, name: string): ValueView {
    try {
      return this.viewer.view(frame.evaluate(name), name);
    } catch {
      return { text: "(not yet set)", kind: "nothing", handle: undefined };
    }
  }
}

/** Whether the frame is of a method, or of a function that sees the `this` of one. */
function hasReceiver(frame: CapturedFrame): boolean {
  try {
    const receiver = frame.evaluate("this");
    return typeof receiver === "object" && receiver !== null && receiver !== globalThis;
  } catch {
    // Before `super()` there is none.
    return false;
  }
}
