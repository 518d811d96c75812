import { createHash, pbkdf2, pbkdf2Sync, scrypt } from "node:crypto";
import { promisify } from "node:util";

/** How a password becomes a hash, with its cost, as the first field of a hash names it. */
export type PasswordMethod = ScryptMethod | Pbkdf2Method;

/** scrypt (RFC 7914): `cost` is N, `blockSize` r, `parallelization` p. */
export interface ScryptMethod {
  readonly kind: "scrypt";
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** PBKDF2 (RFC 8018). */
export interface Pbkdf2Method {
  readonly kind: "pbkdf2";
  readonly digest: string;
  readonly iterations: number;
}

/** Bytes of an scrypt hash. */
const SCRYPT_LENGTH = 64;

/** Costs beyond these are not paid: a stored hash must not be able to stop the server. */
const MAX_SCRYPT_MEMORY = 272 * 1024 * 1024;
const MAX_SCRYPT_WORK = 2 ** 24;
// Each of these has a cost of its own beside N and r.
const MAX_PARALLELIZATION = 1024;
const MAX_ITERATIONS = 10_000_000;

const deriveScrypt = promisify<string, string, number, object, Buffer>(scrypt);
const derivePbkdf2 = promisify(pbkdf2);

/**
 * Reads a method as Werkzeug writes it: `scrypt`, `scrypt:N:r:p`, `pbkdf2`, `pbkdf2:digest` or
 * `pbkdf2:digest:iterations`. What is left out has Werkzeug's default.
 *
 * @throws TypeError when the method or a digest is unknown, a cost is no number, or too high.
 */
export function parseMethod(text: string): PasswordMethod {
  const [kind = "", ...parameters] = text.split(":");
  if (kind === "scrypt") return checkedScrypt(text, parameters);
  if (kind === "pbkdf2") return checkedPbkdf2(text, parameters);
  throw new TypeError(`Invalid hash method '${kind}'.`);
}

/** The method as a hash names it, with all its costs. */
export function printMethod(method: PasswordMethod): string {
  if (method.kind === "pbkdf2") return `pbkdf2:${method.digest}:${method.iterations}`;
  return `scrypt:${method.cost}:${method.blockSize}:${method.parallelization}`;
}

/** The hash of a password, in a thread of the pool. */
export function derive(method: PasswordMethod, password: string, salt: string): Promise<Buffer> {
  if (method.kind === "pbkdf2") {
    const length = digestLength(method.digest) ?? 0;
    return derivePbkdf2(password, salt, method.iterations, length, nodeDigest(method.digest));
  }
  const { cost, blockSize, parallelization } = method;
  // Node's default of 32 MiB is less than Werkzeug's hashes take.
  const maxmem = memoryOf(method) + 1024 * 1024;
  return deriveScrypt(password, salt, SCRYPT_LENGTH, { cost, blockSize, parallelization, maxmem });
}

/** A number that grows with the time that a method takes; comparable between methods of one kind only. */
export function workOf(method: PasswordMethod): number {
  if (method.kind === "pbkdf2") return method.iterations;
  return method.cost * method.blockSize * method.parallelization;
}

function checkedScrypt(text: string, parameters: readonly string[]): ScryptMethod {
  if (parameters.length !== 0 && parameters.length !== 3) {
    throw new TypeError("'scrypt' takes 3 arguments.");
  }
  const [cost = 2 ** 15, blockSize = 8, parallelization = 1] = parameters.map(costOf);
  const method: ScryptMethod = { kind: "scrypt", cost, blockSize, parallelization };
  if (cost < 2 || !Number.isInteger(Math.log2(cost))) throw new TypeError("n must be a power of 2.");
  // RFC 7914, section 2: N is less than 2 to the power of 128 * r / 8.
  if (Math.log2(cost) >= 16 * blockSize)
    throw new TypeError(`n is too large for a block size of ${blockSize}.`);
  if (isTooCostly(method)) throw tooCostly(text);
  return method;
}

function checkedPbkdf2(text: string, parameters: readonly string[]): Pbkdf2Method {
  if (parameters.length > 2) throw new TypeError("'pbkdf2' takes 2 arguments.");
  const [digest = "sha256", count = "1000000"] = parameters;
  if (digestLength(digest) === undefined) throw new TypeError(`Unknown digest '${digest}' in '${text}'.`);
  const iterations = costOf(count);
  if (iterations > MAX_ITERATIONS) throw tooCostly(text);
  return { kind: "pbkdf2", digest, iterations };
}

function costOf(text: string): number {
  if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
  throw new TypeError(`Invalid cost '${text}': it takes a whole number above zero.`);
}

function isTooCostly(method: ScryptMethod): boolean {
  if (memoryOf(method) > MAX_SCRYPT_MEMORY || workOf(method) > MAX_SCRYPT_WORK) return true;
  return method.parallelization > MAX_PARALLELIZATION;
}

function tooCostly(text: string): TypeError {
  return new TypeError(`The costs of '${text}' are too high. Lower them: a login must not stop the server.`);
}

// RFC 7914, section 2: 128 * r bytes for each of N + p + 2 blocks.
function memoryOf({ cost, blockSize, parallelization }: ScryptMethod): number {
  return 128 * blockSize * (cost + parallelization + 2);
}

function digestLength(digest: string): number | undefined {
  try {
    // Digests of any length hash, but do not serve PBKDF2.
    pbkdf2Sync("", "", 1, 1, nodeDigest(digest));
    return createHash(nodeDigest(digest)).digest().length;
  } catch {
    return undefined;
  }
}

// Python writes sha3_256 where OpenSSL writes sha3-256.
function nodeDigest(digest: string): string {
  return digest.replace("_", "-");
}
