import { createHash } from "node:crypto";
import type { CompileSettings } from "../compile/compilation.ts";
import { COMPILER_VERSION } from "../compile/compiler-version.ts";
import type { CodeStore } from "../compile/template-code.ts";
import type { SourceText } from "../errors/source-text.ts";
import { compilerStamp } from "./compiler-stamp.ts";

/**
 * Keeps compiled templates from one run of a program to the next, so that only changed ones are compiled.
 *
 * A key stands for one text, compiled by one version of the compiler for one configuration: what is kept under it
 * never goes out of date. A cache must be a place that nobody else can write to, for what it returns is run as code.
 * It may forget, and what it returns damaged is compiled anew.
 *
 * @example
 * class MemoryCache extends BytecodeCache {
 *   readonly codes: Map<string, string> = new Map();
 *   override load(key: string): string | undefined {
 *     return this.codes.get(key);
 *   }
 *   override store(key: string, code: string): void {
 *     this.codes.set(key, code);
 *   }
 * }
 * const bytecodeCache = new MemoryCache();
 * new Environment({ bytecodeCache }).fromString("{{ 6 * 7 }}").render(); // => "42"
 * bytecodeCache.codes.size; // => 1
 */
export abstract class BytecodeCache {
  /** @internal */
  readonly compiler: string = `${COMPILER_VERSION} ${compilerStamp(new URL(import.meta.url))}`;

  /**
   * @param key - Letters and digits.
   * @returns What was stored under the key, or undefined.
   */
  abstract load(key: string): string | undefined;

  /** Keeps a compiled template, or does not: a store that fails must not throw. */
  abstract store(key: string, code: string): void;

  /** Forgets everything. */
  clear(): void {}
}

/**
 * What a cache keeps of one template.
 *
 * @param configuration - Everything beside the text on which the code depends.
 */
export function codeStore(
  cache: BytecodeCache,
  source: SourceText,
  { autoescape, native, guarded, optimized, finalizes, valueStyle }: CompileSettings,
  configuration: string,
): CodeStore {
  const settings = { autoescape, native, guarded, optimized, finalizes, valueStyle };
  const parts = [cache.compiler, configuration, JSON.stringify(settings), String(source.name), source.text];
  const template = JSON.stringify(parts);
  return {
    code(form, write) {
      const key = digest(`${form}\n${template}`);
      const known = intact(cache.load(key));
      if (known !== undefined) return known;
      const code = write();
      cache.store(key, `${digest(code)}\n${code}`);
      return code;
    },
  };
}

// The code after its checksum; undefined where they do not belong together.
function intact(stored: string | undefined): string | undefined {
  if (stored === undefined) return undefined;
  const end = stored.indexOf("\n");
  const code = stored.slice(end + 1);
  return stored.slice(0, Math.max(end, 0)) === digest(code) ? code : undefined;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
