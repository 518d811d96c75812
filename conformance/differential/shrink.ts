import { compareAll, type Difference, sortOf } from "./compare.ts";
import type { Oracle } from "./oracle.ts";
import { isPiece, type Piece, smaller } from "./piece.ts";
import type { Sample } from "./samples.ts";

const BATCH = 24;
const MOST_TRIES = 3000;

/** Makes a sample on which the two sides differ as small as it gets while they still do. */
export async function shrink(oracle: Oracle, sample: Sample, difference: Difference): Promise<Difference> {
  let [smallest, shown] = [sample, difference];
  const sort = sortOf(difference);
  let candidates = smallerSamples(smallest);
  for (let tries = 0; tries < MOST_TRIES; tries += BATCH) {
    const batch = [...take(candidates, BATCH)];
    if (batch.length === 0) break;
    const comparisons = await compareAll(oracle, batch);
    const index = comparisons.findIndex(
      (comparison) => comparison.kind === "different" && sortOf(comparison) === sort,
    );
    const [found, candidate] = [comparisons[index], batch[index]];
    if (found?.kind !== "different" || candidate === undefined) continue;
    [smallest, shown] = [candidate, found];
    candidates = smallerSamples(smallest);
  }
  return shown;
}

function* take<T>(items: Generator<T>, count: number): Generator<T> {
  for (let taken = 0; taken < count; taken++) {
    const { value, done } = items.next();
    if (done === true) return;
    yield value;
  }
}

function* smallerSamples(sample: Sample): Generator<Sample> {
  const { main, templates = {} } = sample;
  for (const env of without(sample.env)) yield { ...sample, env };
  for (const fewer of without(templates)) yield { ...sample, templates: fewer };
  if (isPiece(main)) for (const inner of smaller(main)) yield { ...sample, main: inner };
  for (const [name, source] of Object.entries(templates)) {
    const with_ = (inner: Piece): Sample => ({
      ...sample,
      templates: { ...templates, [name]: inner },
    });
    for (const inner of smaller(source)) yield with_(inner);
  }
  for (const context of without(sample.context)) yield { ...sample, context };
  for (const [name, value] of Object.entries(sample.context)) {
    for (const inner of smallerValues(value))
      yield { ...sample, context: { ...sample.context, [name]: inner } };
  }
}

function* without<T>(members: Readonly<Record<string, T>>): Generator<Record<string, T>> {
  for (const name of Object.keys(members)) {
    const { [name]: _, ...rest } = members;
    yield rest;
  }
}

function* smallerValues(value: unknown): Generator {
  if (typeof value === "string") {
    if (value !== "") yield* [value.slice(0, value.length / 2), value.slice(1), value.slice(0, -1)];
  } else if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries())
      for (const inner of smallerValues(item)) yield value.with(index, inner);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value))
      for (const inner of smallerValues(item)) yield { ...value, [name]: inner };
  }
}
