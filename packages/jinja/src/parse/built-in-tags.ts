import { parseAutoescape } from "./statements/autoescape.ts";
import { parseBlock } from "./statements/block.ts";
import { parseExtends } from "./statements/extends.ts";
import { parseFilterBlock } from "./statements/filter.ts";
import { parseFor } from "./statements/for.ts";
import { parseIf } from "./statements/if.ts";
import { parseFromImport, parseImport } from "./statements/import.ts";
import { parseInclude } from "./statements/include.ts";
import { parseCallBlock, parseMacro } from "./statements/macro.ts";
import { parsePrint } from "./statements/print.ts";
import { parseSet } from "./statements/set.ts";
import { parseWith } from "./statements/with.ts";
import type { TagParser } from "./tag.ts";

/** The tags every template may use; extensions add theirs. */
export const BUILT_IN_TAGS: ReadonlyMap<string, TagParser> = new Map<string, TagParser>([
  ["autoescape", parseAutoescape],
  ["block", parseBlock],
  ["call", parseCallBlock],
  ["extends", parseExtends],
  ["filter", parseFilterBlock],
  ["for", parseFor],
  ["from", parseFromImport],
  ["if", parseIf],
  ["import", parseImport],
  ["include", parseInclude],
  ["macro", parseMacro],
  ["print", parsePrint],
  ["set", parseSet],
  ["with", parseWith],
]);
