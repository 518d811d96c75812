import { htmlOf } from "@dewar/markup";
import { isCallable } from "../runtime/callable.ts";
import {
  passEnvironment,
  type RenderEnvironment,
  type TestFunction,
  withParameters,
} from "../runtime/calling.ts";
import { modulo } from "../values/arithmetic.ts";
import { contains } from "../values/contains.ts";
import { isDict } from "../values/dict.ts";
import { equals } from "../values/equality.ts";
import { Float, isFloat } from "../values/float.ts";
import { tryIterate } from "../values/iterate.ts";
import { tryLength } from "../values/length.ts";
import { isLowerText, isUpperText } from "../values/methods/str-case.ts";
import { greaterOrEqual, greaterThan, lessOrEqual, lessThan } from "../values/order.ts";
import { str } from "../values/str.ts";
import { isInteger, isIterator, isNumber, isString } from "../values/types.ts";
import { isUndefined, StrictUndefined, Undefined } from "../values/undefined.ts";

function defined(value: unknown): boolean {
  return !isUndefined(value);
}

function divisibleby(value: unknown, num: unknown): boolean {
  return equals(modulo(value, num), 0);
}

function even(value: unknown): boolean {
  return equals(modulo(value, 2), 0);
}

function odd(value: unknown): boolean {
  return equals(modulo(value, 2), 1);
}

function lower(value: unknown): boolean {
  return isLowerText(str(value));
}

function upper(value: unknown): boolean {
  return isUpperText(str(value));
}

/** Whether both are the very same value. */
function sameas(value: unknown, other: unknown): boolean {
  if (value instanceof Float && other instanceof Float) return Object.is(value.valueOf(), other.valueOf());
  return value === other;
}

/** Whether a value has a length and items to pick; a set has no order to pick from. */
function sequence(value: unknown): boolean {
  if (value instanceof Undefined) return !(value instanceof StrictUndefined);
  return tryLength(value) !== undefined && !(value instanceof Set) && !isIterator(value);
}

function iterable(value: unknown): boolean {
  // Asking a strict undefined value for its items throws.
  return value instanceof Undefined ? [...value].length === 0 : tryIterate(value) !== undefined;
}

function isFilter(environment: RenderEnvironment, value: unknown): boolean {
  return isString(value) && value.toString() in environment.filters;
}

function isTest(environment: RenderEnvironment, value: unknown): boolean {
  return isString(value) && value.toString() in environment.tests;
}

/** A test that looks at nothing but the value. */
function unary(test: (value: unknown) => boolean): TestFunction {
  return withParameters(["value"], (value: unknown) => test(value));
}

/** A test that compares the value with its argument. */
function binary(test: (value: unknown, other: unknown) => boolean): TestFunction {
  return withParameters(["value", "other"], (value: unknown, other: unknown) => test(value, other));
}

const equal = binary(equals);
const unequal = binary((value, other) => !equals(value, other));
const less = binary(lessThan);
const lessEqual = binary(lessOrEqual);
const greater = binary(greaterThan);
const greaterEqual = binary(greaterOrEqual);

/** All tests of Jinja by name. An environment starts with a copy of them. */
export const builtInTests: Readonly<Record<string, TestFunction>> = Object.freeze(
  Object.assign(Object.create(null), {
    "!=": unequal,
    "<": less,
    "<=": lessEqual,
    "==": equal,
    ">": greater,
    ">=": greaterEqual,
    boolean: unary((value) => typeof value === "boolean"),
    callable: unary((value) => value instanceof Undefined || isCallable(value)),
    defined: unary(defined),
    divisibleby: withParameters(["value", "num"], divisibleby),
    eq: equal,
    equalto: equal,
    escaped: unary((value) => htmlOf(value) !== undefined),
    even: unary(even),
    false: unary((value) => value === false),
    filter: withParameters(["value"], passEnvironment(isFilter)),
    float: unary(isFloat),
    ge: greaterEqual,
    greaterthan: greater,
    gt: greater,
    in: withParameters(["value", "seq"], contains),
    integer: unary((value) => isInteger(value) && typeof value !== "boolean"),
    iterable: unary(iterable),
    le: lessEqual,
    lessthan: less,
    lower: unary(lower),
    lt: less,
    mapping: unary(isDict),
    ne: unequal,
    none: unary((value) => value === null),
    number: unary(isNumber),
    odd: unary(odd),
    sameas: withParameters(["value", "other"], sameas),
    sequence: unary(sequence),
    string: unary(isString),
    test: withParameters(["value"], passEnvironment(isTest)),
    true: unary((value) => value === true),
    undefined: unary(isUndefined),
    upper: unary(upper),
  }),
);
