import type { Statement, StatementKind, StatementOf } from "../ast/statements.ts";
import type { Frame } from "./frame.ts";
import type { StatementCompiler } from "./statement-compiler.ts";
import { compileAssign, compileAssignBlock } from "./statements/assign.ts";
import { compileBlock } from "./statements/block.ts";
import { compileExtends } from "./statements/extends.ts";
import { compileFor } from "./statements/for.ts";
import { compileIf } from "./statements/if.ts";
import { compileFromImport, compileImport, compileInclude } from "./statements/include.ts";
import { compileLoopControl } from "./statements/loop-control.ts";
import { compileCallBlock, compileMacro } from "./statements/macro.ts";
import { compileOutput } from "./statements/output.ts";
import {
  compileAutoescape,
  compileDo,
  compileExtensionBlock,
  compileFilterBlock,
  compileWith,
} from "./statements/scopes.ts";

type Compilers = {
  readonly [Kind in StatementKind]: (
    node: StatementOf<Kind>,
    frame: Frame,
    compiler: StatementCompiler,
  ) => void;
};

const COMPILERS: Compilers = {
  Output: compileOutput,
  For: compileFor,
  If: compileIf,
  Macro: compileMacro,
  CallBlock: compileCallBlock,
  FilterBlock: compileFilterBlock,
  With: compileWith,
  Block: compileBlock,
  Extends: compileExtends,
  Include: compileInclude,
  Import: compileImport,
  FromImport: compileFromImport,
  Assign: compileAssign,
  AssignBlock: compileAssignBlock,
  Autoescape: compileAutoescape,
  Do: compileDo,
  Break: compileLoopControl,
  Continue: compileLoopControl,
  ExtensionBlock: compileExtensionBlock,
};

/** Writes one statement. */
export function compileStatement(node: Statement, frame: Frame, compiler: StatementCompiler): void {
  // The table is keyed by the node's own kind, which TypeScript cannot see through the union.
  const compile = COMPILERS[node.kind] as (
    node: Statement,
    frame: Frame,
    compiler: StatementCompiler,
  ) => void;
  compile(node, frame, compiler);
}
