import { Nested, List } from "./nested-fields.ts";
import { Arbitrary, BooleanField, Fixed, Float, Integer } from "./number-fields.ts";
import { Raw } from "./raw.ts";
import { DateTime, FormattedString, StringField } from "./text-fields.ts";
import { UrlField } from "./url-field.ts";

/** The classes of fields, under the names that they have in Flask-RESTful. */
export interface Fields {
  readonly Raw: typeof Raw;
  readonly String: typeof StringField;
  readonly FormattedString: typeof FormattedString;
  readonly Integer: typeof Integer;
  readonly Float: typeof Float;
  readonly Boolean: typeof BooleanField;
  readonly Arbitrary: typeof Arbitrary;
  readonly Fixed: typeof Fixed;
  /** The same as {@link Fixed}. */
  readonly Price: typeof Fixed;
  readonly DateTime: typeof DateTime;
  readonly Url: typeof UrlField;
  readonly Nested: typeof Nested;
  readonly List: typeof List;
}

/**
 * The classes of fields, for {@link marshal}.
 *
 * @example
 * const price = new fields.Price({ decimals: 2 });
 * marshal({ price: 2.345, tags: ["a", "b"] }, { price, tags: new fields.List(fields.String) });
 * // => { price: "2.35", tags: ["a", "b"] }
 */
export const fields: Fields = {
  Raw,
  String: StringField,
  FormattedString,
  Integer,
  Float,
  Boolean: BooleanField,
  Arbitrary,
  Fixed,
  Price: Fixed,
  DateTime,
  Url: UrlField,
  Nested,
  List,
};
