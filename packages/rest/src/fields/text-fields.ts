import type { JsonSchema } from "../json-schema.ts";
import { getValue } from "./get-value.ts";
import { type FieldOptions, MarshallingError, nullable, Raw } from "./raw.ts";

/** Text; what is not text is written as JavaScript writes it. */
export class StringField extends Raw<string | null> {
  override get jsonSchema(): JsonSchema {
    return nullable("string");
  }

  override format(value: unknown): string {
    return textOf(value);
  }
}

/** Text made of other values of the object: `"Hello {name}"`. `{{` and `}}` are braces. */
export class FormattedString extends Raw<string> {
  readonly source: string;

  constructor(source: string) {
    super();
    this.source = source;
  }

  override get jsonSchema(): JsonSchema {
    return { type: "string" };
  }

  override output(_key: string | number, object: unknown): string {
    return this.source.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (match, name: string | undefined) => {
      if (name === undefined) return match.charAt(0);
      const value = getValue(name, object);
      if (value === undefined)
        throw new MarshallingError(`"${this.source}" needs "${name}", which is missing.`);
      return textOf(value);
    });
  }
}

/** How a date is written: `rfc822` as in mails and HTTP, or `iso8601`. */
export type DateFormat = "rfc822" | "iso8601";

/** A Date. */
export class DateTime extends Raw<string | null> {
  readonly dateFormat: DateFormat;

  constructor(options: FieldOptions<string | null> & { readonly dateFormat?: DateFormat } = {}) {
    super(options);
    this.dateFormat = options.dateFormat ?? "rfc822";
  }

  override get jsonSchema(): JsonSchema {
    return nullable("string", this.dateFormat === "iso8601" ? { format: "date-time" } : {});
  }

  override format(value: unknown): string {
    if (!(value instanceof Date) || Number.isNaN(value.getTime()))
      throw new MarshallingError(`${textOf(value)} is no date.`);
    if (this.dateFormat === "iso8601") return value.toISOString();
    // RFC 5322, section 3.3: the zone of a time that is UTC, and of which it is not known where it was.
    return value.toUTCString().replace("GMT", "-0000");
  }
}

/** The text of what has one of its own: neither a list nor a plain object has. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  // An object without a prototype, such as a row of `node:sqlite`, is plain too.
  const isPlain = !("toString" in value) || value.toString === Object.prototype.toString;
  if (Array.isArray(value) || isPlain) {
    throw new MarshallingError(
      "A list or a plain object is no text. Use Nested or List, or a field of your own.",
    );
  }
  const text: { toString(): string } = value;
  return text.toString();
}
