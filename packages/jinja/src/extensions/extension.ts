import type { Token } from "../lex/token.ts";
import type { TagParser } from "../parse/tag.ts";
import type { FilterFunction, RenderEnvironment } from "../runtime/calling.ts";

/** The source an extension is asked about. */
export interface ExtensionSource {
  readonly name: string | null;
  readonly filename: string | null;
}

/**
 * What an extension adds to an environment. Every member may be left out.
 *
 * @example
 * const shout: Extension = {
 *   name: "shout",
 *   preprocess: (source) => source.replaceAll("!", "!!"),
 * };
 * new Environment({ extensions: [shout] }).fromString("Hello!").render(); // => "Hello!!"
 */
export interface Extension {
  readonly name: string;
  /** The tags it adds, each with the function that reads it. */
  readonly tags?: Readonly<Record<string, TagParser>>;
  /** Functions which the nodes `ExtensionCall` and `ExtensionBlock` of its tags name. */
  readonly functions?: Readonly<Record<string, FilterFunction>>;
  /** Changes when its tags come to mean something else: part of the key under which compiled templates are kept. */
  readonly version?: string;
  /** The lower, the earlier it sees sources and tokens. Default: 100. */
  readonly priority?: number;
  /** Changes a source before it is read. */
  preprocess?(source: string, of: ExtensionSource): string;
  /** Changes the tokens of a source. */
  filterStream?(tokens: readonly Token[], of: ExtensionSource): readonly Token[];
  /** Called once, when the environment that uses it is made. */
  install?(environment: RenderEnvironment): void;
}
