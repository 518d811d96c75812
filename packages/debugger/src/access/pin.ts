import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** What opens the console: who has it may run code in this process. */
export interface Credentials {
  /** Known to the pages of this process only. */
  readonly secret: string;
  /** Printed in the terminal, for a person to type. */
  readonly pin: string;
}

/**
 * New credentials, which nothing on this machine could tell beforehand.
 *
 * @example
 * /^\d{3}-\d{3}-\d{3}$/.test(newCredentials().pin); // => true
 */
export function newCredentials(): Credentials {
  const group = (): string => String(randomInt(1000)).padStart(3, "0");
  return { secret: randomBytes(32).toString("base64url"), pin: `${group()}-${group()}-${group()}` };
}

const MAX_TRIES = 10;

/** How a try to open the console came out. */
export type PinOutcome = "open" | "wrong" | "locked";

/** Compares PINs, and stops doing so after ten wrong ones until the process starts again. */
export class PinLock {
  readonly #credentials: Credentials;
  #wrongTries = 0;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** @param pin - As it was typed; blanks and dashes do not matter. */
  try(pin: string): PinOutcome {
    if (this.#wrongTries >= MAX_TRIES) return "locked";
    if (isSame(digitsOf(pin), digitsOf(this.#credentials.pin))) {
      this.#wrongTries = 0;
      return "open";
    }
    this.#wrongTries++;
    return this.#wrongTries >= MAX_TRIES ? "locked" : "wrong";
  }

  /** What a browser keeps to show that the PIN was typed there. */
  get token(): string {
    const { secret, pin } = this.#credentials;
    return createHmac("sha256", secret).update(`pin ${pin}`).digest("base64url");
  }

  isToken(token: string | undefined): boolean {
    return this.#wrongTries < MAX_TRIES && token !== undefined && isSame(token, this.token);
  }

  isSecret(secret: unknown): boolean {
    return typeof secret === "string" && isSame(secret, this.#credentials.secret);
  }
}

function digitsOf(pin: string): string {
  return pin.replace(/[\s-]/g, "");
}

/** Takes as long for a nearly right text as for a wrong one. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
