import type { Scope, Variable } from "../analyze/scope.ts";
import { type CodeWriter, literal } from "./code-writer.ts";

/** Writes one function of generated code: what it looks up first, its body, and where its errors are located. */
export class FunctionBuilder {
  readonly #writer: CodeWriter;
  readonly #async: boolean;
  readonly #guarded: boolean;
  /** Names of the context that the function has looked up, with the variables that hold them. */
  readonly #lookups = new Map<string, string>();
  readonly #prologue: string[] = [];
  #temporaries = 0;

  /** @param guarded - Whether the function counts what it does. */
  constructor(writer: CodeWriter, isAsync: boolean, guarded: boolean) {
    this.#writer = writer;
    this.#async = isAsync;
    this.#guarded = guarded;
  }

  /** Writes `head { ... }` around what `body` writes. */
  write(head: string, body: () => void, tail = "}"): void {
    this.#writer.block(
      head,
      () => {
        this.#writer.line("let at = 0, t, u;");
        if (this.#guarded) this.#writer.line("const budget = rt.enter();");
        this.#writer.block(
          "try",
          () => {
            const mark = this.#writer.mark();
            body();
            mark.insert(this.#prologue);
          },
          "} catch (error) {",
        );
        this.#writer.line("  throw rt.located(error, source, at, context);");
        this.#writer.line(this.#guarded ? "} finally { budget.leave(); }" : "}");
      },
      tail,
    );
  }

  /**
   * Declares the variables that begin in a scope.
   *
   * What comes from the context is looked up once, at the head of the function: nothing that happens while a function
   * runs changes what a name not assigned in it means.
   */
  declare(scope: Scope, identifiers: Map<Variable, string>): void {
    for (const variable of scope.variables) {
      const { origin, stored } = variable;
      if (origin.kind === "parameter") continue;
      if (origin.kind === "context" && !stored) {
        identifiers.set(variable, this.#lookup(variable));
        continue;
      }
      const identifier = identifierOf(variable, identifiers);
      if (origin.kind === "context") this.#writer.line(`let ${identifier} = ${this.#lookup(variable)};`);
      else if (origin.kind === "unset") this.#writer.line(`let ${identifier};`);
      else this.#writer.line(`let ${identifier} = ${identifierOf(origin.variable, identifiers)};`);
    }
  }

  /** A variable of the function that keeps a value between two uses in one expression. */
  temporary(): string {
    this.#temporaries++;
    const name = `t${this.#temporaries}`;
    this.#prologue.push(`let ${name};`);
    return name;
  }

  #lookup({ name, id }: Variable): string {
    const known = this.#lookups.get(name);
    if (known !== undefined) return known;
    const identifier = `r${id}`;
    const lookup = `context.resolve(${literal(name)})`;
    const value = this.#async ? `thenable(t = ${lookup}) ? await t : t` : lookup;
    this.#lookups.set(name, identifier);
    this.#prologue.push(`const ${identifier} = ${value};`);
    return identifier;
  }
}

/** The JavaScript name of a template's variable. */
export function identifierOf(variable: Variable, identifiers: Map<Variable, string>): string {
  return identifiers.get(variable) ?? `v${variable.id}`;
}
