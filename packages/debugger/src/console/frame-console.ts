import { types } from "node:util";
import { Script } from "node:vm";
import { EVALUATOR } from "../capture/evaluator.ts";
import type { CapturedFrame } from "../capture/frame-capture.ts";

/** How an input came out. */
export type Outcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "thrown"; readonly error: unknown };

// Said of a program by itself; inside a method of the class it is none.
const PRIVATE_NAME = /^Private field '#.+' must be declared in an enclosing class$/;
const DECLARATION = /^\s*(?:const|let|var|class|(?:async\s+)?function)\b/;

/**
 * A console that works inside a frame: what is typed reads and changes the frame's variables, `await` waits, and what
 * is declared is there for the inputs that follow.
 *
 * @example
 * const inFrame = new FrameConsole({ evaluate: (code) => (0, eval)(code) });
 * await inFrame.run("const cup = { of: 'tea' }"); // => { kind: "value", value: undefined }
 * await inFrame.run("cup.of"); // => { kind: "value", value: "tea" }
 * await inFrame.run("{ size: await Promise.resolve(3) }"); // => { kind: "value", value: { size: 3 } }
 */
export class FrameConsole {
  #evaluate: CapturedFrame["evaluate"];

  constructor(frame: Pick<CapturedFrame, "evaluate">) {
    this.#evaluate = frame.evaluate;
  }

  /**
   * Runs an input, of one line or several.
   *
   * @returns The value of an expression or of the last statement; a promise that is not awaited is a value too.
   */
  async run(code: string): Promise<Outcome> {
    try {
      const { value } = await this.#run(code);
      if (types.isPromise(value)) ignoreRejection(value);
      return { kind: "value", value };
    } catch (error) {
      return { kind: "thrown", error };
    }
  }

  async #run(code: string): Promise<{ readonly value: unknown }> {
    const isScript = compiles(code);
    if (isScript && DECLARATION.test(code)) return await this.#declare(`${code}\n;${EVALUATOR}`);
    const expression = `(${code}\n)`;
    if (compiles(expression)) return { value: this.#evaluate(expression) };
    const waiting = `(async () => (${code}\n))()`;
    if (compiles(waiting)) return { value: await this.#evaluate(waiting) };
    if (isScript) return { value: this.#evaluate(code) };
    const statements = `(async () => { ${code}\n; return ${EVALUATOR}; })()`;
    if (compiles(statements)) return await this.#declare(statements);
    throw syntaxErrorOf(code);
  }

  /** What the program declares is known to the evaluator that it ends with, which runs the inputs from now on. */
  async #declare(program: string): Promise<{ readonly value: undefined }> {
    this.#evaluate = (await this.#evaluate(program)) as CapturedFrame["evaluate"];
    return { value: undefined };
  }
}

/** How an evaluation comes out; a promise is waited for. */
export async function outcomeOf(evaluate: () => unknown): Promise<Outcome> {
  try {
    return { kind: "value", value: await evaluate() };
  } catch (error) {
    return { kind: "thrown", error };
  }
}

/** An input that does not wait for its promise is no reason for the program to end. */
function ignoreRejection(promise: Promise<unknown>): void {
  void Promise.prototype.then.call(promise, undefined, () => undefined);
}

function compiles(program: string): boolean {
  return syntaxErrorOf(program) === undefined;
}

function syntaxErrorOf(program: string): unknown {
  try {
    void new Script(program);
    return undefined;
  } catch (error) {
    return PRIVATE_NAME.test((error as Error).message) ? undefined : error;
  }
}
