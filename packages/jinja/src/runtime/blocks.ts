import { Markup } from "@dewar/markup";
import { nativeConcat } from "../native/native-concat.ts";
import { quoted } from "../errors/quoted.ts";
import type { TemplateCallable } from "./callable.ts";
import type { BlockFunction, Context } from "./context.ts";

/** A block with those it overrides, as `super` and `self.name` give it. */
export class BlockReference implements TemplateCallable {
  readonly name: string;
  readonly #context: Context;
  readonly #chain: readonly BlockFunction[];
  readonly #depth: number;

  constructor(name: string, context: Context, chain: readonly BlockFunction[], depth: number) {
    this.name = name;
    this.#context = context;
    this.#chain = chain;
    this.#depth = depth;
  }

  /** The block that this one overrides. */
  get super(): unknown {
    return superOf(this.#context, this.name, this.#chain, this.#depth);
  }

  __call__(): unknown {
    const render = this.#chain[this.#depth];
    if (render === undefined) throw new Error(`the block ${quoted(this.name)} has left its chain`);
    return collect(render(this.#context), this.#context.evalContext.autoescape);
  }

  get __type__(): string {
    return "jinja2.runtime.BlockReference";
  }
}

/** The block above the one that `current` renders; an undefined value at the top of the chain. */
export function superBlock(context: Context, name: string, current: BlockFunction): unknown {
  const chain = context.blockChain(name);
  return superOf(context, name, chain, chain.indexOf(current));
}

function superOf(context: Context, name: string, chain: readonly BlockFunction[], depth: number): unknown {
  if (depth + 1 < chain.length) return new BlockReference(name, context, chain, depth + 1);
  return context.environment.undefined({
    hint: `there is no parent block called ${quoted(name)}.`,
    name: "super",
  });
}

/** What `self` is: the blocks of the template that is rendered, by name. */
export class TemplateReference {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  __getattr__(name: string): BlockReference | ContextReference | undefined {
    if (name === "_TemplateReference__context") return new ContextReference(this.#context.name);
    const chain = this.#context.blockChain(name);
    return chain.length === 0 ? undefined : new BlockReference(name, this.#context, chain, 0);
  }

  get __type__(): string {
    return "jinja2.runtime.TemplateReference";
  }

  __repr__(): string {
    return `<TemplateReference ${quoted(this.#context.name)}>`;
  }
}

/**
 * What templates read their own name from: `self._TemplateReference__context.name`, where Python keeps the context
 * privately. Nothing else of the context is there.
 */
class ContextReference {
  readonly name: string | null;

  constructor(name: string | null) {
    this.name = name;
  }

  get __type__(): string {
    return "jinja2.runtime.Context";
  }
}

/** The whole output of a render function, whether it returned text, a promise of it, or the pieces. */
export function joined(output: unknown): unknown {
  if (typeof output !== "object" || output === null) return output;
  if (output instanceof Promise) return output;
  if (Symbol.asyncIterator in output) return joinAsync(output as AsyncIterable<string>);
  if (Symbol.iterator in output && !Array.isArray(output)) return [...(output as Iterable<string>)].join("");
  return output;
}

async function joinAsync(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

function collect(output: unknown, autoescape: boolean): unknown {
  const text = Array.isArray(output) ? nativeConcat(output) : joined(output);
  if (text instanceof Promise) return text.then((later) => collect(later, autoescape));
  return autoescape && typeof text === "string" ? new Markup(text) : text;
}
