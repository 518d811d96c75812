import { similarity } from "@dewar/http";
import { type Environment, TemplateNotFound } from "@dewar/jinja";

/** What counts as a slip of the hand. Extensions alone make names alike. */
const ALIKE = 0.75;

/** The names under which templates are found. */
export class TemplateNames {
  readonly #environment: Environment;
  readonly #found = new Map<string, boolean>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * Whether a loader finds a template.
   *
   * @param name - As it is written in the template `from`.
   */
  has(name: string, from: string): boolean {
    const joined = this.#environment.joinPath(name, from);
    const known = this.#found.get(joined) ?? this.#isFound(joined);
    this.#found.set(joined, known);
    return known;
  }

  /** The name that is most like one of the template `from`; undefined when none is. */
  near(name: string, from: string): string | undefined {
    const [nearest] = this.#environment
      .listTemplates((other) => other !== from)
      .map((other) => ({ other, score: similarity(other, name) }))
      .filter(({ score }) => score >= ALIKE)
      .toSorted((a, b) => b.score - a.score);
    return nearest?.other;
  }

  #isFound(name: string): boolean {
    try {
      this.#environment.loader?.getSource(this.#environment, name);
      return true;
    } catch (error) {
      if (error instanceof TemplateNotFound) return false;
      throw error;
    }
  }
}
