import { isFloat } from "./float.ts";
import { MISSING } from "./missing.ts";
import { integerValue } from "./numbers.ts";
import { Range } from "./range.ts";
import { isNumber } from "./types.ts";
import { Undefined } from "./undefined.ts";

/**
 * What one of Python's own types has under a name that is no method, or {@link MISSING}: `real` of a number,
 * `start` of a range.
 */
export function findField(value: unknown, name: string): unknown {
  if (isNumber(value)) return numberField(value, name);
  if (value instanceof Range)
    return name === "start" || name === "stop" || name === "step" ? value[name] : MISSING;
  return value instanceof Undefined ? undefinedField(value, name) : MISSING;
}

function numberField(value: unknown, name: string): unknown {
  switch (name) {
    case "real":
      return integerValue(value) ?? value;
    case "imag":
      return 0;
    case "numerator":
      return isFloat(value) ? MISSING : integerValue(value);
    case "denominator":
      return isFloat(value) ? MISSING : 1;
    default:
      return MISSING;
  }
}

/** What Jinja documents that a template may ask of an undefined value. */
function undefinedField(value: Undefined, name: string): unknown {
  switch (name) {
    case "_undefined_name":
      return value.undefinedName;
    case "_undefined_hint":
      return value.undefinedHint ?? null;
    case "_undefined_message":
      return value.undefinedMessage;
    default:
      return MISSING;
  }
}
