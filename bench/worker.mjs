// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

// On a machine with two cores what is measured has one to itself.
const PINNED = spawnSync("taskset", ["-c", "0,1", "true"]).status === 0;

/**
 * A program and its arguments, kept to one core where the machine can do that.
 *
 * @param {0 | 1} core
 * @param {readonly string[]} command
 * @returns {string[]}
 */
export function onCore(core, command) {
  return PINNED ? ["taskset", "-c", String(core), ...command] : [...command];
}

/** A process that answers each line it reads with a line of JSON. The first line it writes says that it is ready. */
export class Worker {
  #child;
  #answers;

  /** @param {readonly string[]} command */
  constructor(command) {
    const [program = "", ...words] = onCore(0, command);
    const env = { ...process.env, NODE_ENV: "production" };
    this.#child = spawn(program, words, { env, stdio: ["pipe", "pipe", "inherit"] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * The next line of JSON that it writes.
   *
   * @returns {Promise<any>}
   */
  async answer() {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("A measured process ended early; its words are above.");
    return JSON.parse(value);
  }

  /**
   * @param {string} question - One line.
   * @returns {Promise<any>}
   */
  ask(question) {
    this.tell(question);
    return this.answer();
  }

  /** @param {string} line */
  tell(line) {
    this.#child.stdin.write(`${line}\n`);
  }

  stop() {
    this.#child.kill();
  }
}
