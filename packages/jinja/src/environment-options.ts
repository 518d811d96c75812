import type { BytecodeCache } from "./bytecode-cache/bytecode-cache.ts";
import type { Extension } from "./extensions/extension.ts";
import type { LexerOptions } from "./lex/lexer-options.ts";
import type { BaseLoader } from "./loaders/loader.ts";
import type { FilterFunction, TemplateFunction, TestFunction } from "./runtime/calling.ts";
import type { AutoescapeFunction } from "./select-autoescape.ts";
import type { UndefinedClass } from "./values/undefined.ts";

/** How values print. */
export type ValueStyle = "python" | "javascript";

/** How an environment is configured. The members of {@link LexerOptions} say how templates are written. */
export interface EnvironmentOptions extends Partial<LexerOptions> {
  /** Whether printed values are escaped, or a function that decides by the template's name. Default: false. */
  readonly autoescape?: boolean | AutoescapeFunction;
  /** Where templates come from; without one only `fromString` works. */
  readonly loader?: BaseLoader | null;
  /** The class of values for what does not exist. Default: `Undefined`. */
  readonly undefined?: UndefinedClass;
  /** Extensions, or the names of the built-in ones: `"do"`, `"loopcontrols"`, `"i18n"`, `"debug"`. */
  readonly extensions?: readonly (Extension | string)[];
  /**
   * How values print: `"python"` as in Jinja (`True`, `None`, `[1, 'a']`, `2.0`), `"javascript"` as JavaScript writes
   * them (`true`, `null`, `[1,"a"]`, `2`). All else a template does with values stays as it is. Default: `"python"`.
   */
  readonly valueStyle?: ValueStyle;
  /** Changes every printed value. */
  readonly finalize?: TemplateFunction | null;
  /** Whether constant expressions are computed once, when the template is compiled. Default: true. */
  readonly optimized?: boolean;
  /** How many compiled templates are kept; 0 keeps none, -1 all. Default: 400. */
  readonly cacheSize?: number;
  /** Whether the loader is asked, each time a template is wanted, if its source has changed. Default: true. */
  readonly autoReload?: boolean;
  /** Where compiled templates are kept from one run of the program to the next. Default: nowhere. */
  readonly bytecodeCache?: BytecodeCache | null;
  /** Filters beside the built-in ones. */
  readonly filters?: Readonly<Record<string, FilterFunction>>;
  /** Tests beside the built-in ones. */
  readonly tests?: Readonly<Record<string, TestFunction>>;
  /** Variables which every template sees, beside the built-in ones. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** Settings of filters and extensions: `"json.dumps_kwargs"`, `"urlize.rel"`. */
  readonly policies?: Readonly<Record<string, unknown>>;
}

/** The settings of filters and extensions that go where an environment says nothing else. */
export const DEFAULT_POLICIES: Readonly<Record<string, unknown>> = {
  "compiler.ascii_str": true,
  "urlize.rel": "noopener",
  "urlize.target": null,
  "urlize.extra_schemes": null,
  "truncate.leeway": 5,
  "json.dumps_function": null,
  "json.dumps_kwargs": { sort_keys: true },
  "ext.i18n.trimmed": false,
};
