import type { CaseRecord, Outcome, Suite } from "../suite.ts";
import { callCodec } from "./forms/codec.ts";
import { describeError, describeExpected, stable } from "./forms/describe.ts";
import { callForm, callParser, callRequest } from "./forms/parse.ts";

/** Runs a record's function on its only argument and answers in the form of the records. */
function call(fn: string, input: Record<string, unknown>): unknown {
  switch (fn) {
    case "Request.form":
      return callRequest(input);
    case "formparser.parse_form_data":
      return callForm(input);
    case "formparser.MultiPartParser.parse":
      return callParser(input);
    default:
      return callCodec(fn, input);
  }
}

async function run(record: CaseRecord): Promise<readonly Outcome[]> {
  const [input] = record["args"] as [Record<string, unknown>];
  const fn = String(record["fn"]);
  const expected = describeExpected(record);
  const actual = await answer(record, fn, input);
  return [
    { id: record.id, passed: actual === expected, input: `${fn} ${JSON.stringify(input)}`, expected, actual },
  ];
}

async function answer(record: CaseRecord, fn: string, input: Record<string, unknown>): Promise<string> {
  try {
    return stable(await call(fn, input));
  } catch (error) {
    return describeError(error, record);
  }
}

/** Request bodies: urlencoded and multipart forms, their limits, the multipart decoder and encoder. */
export const suite: Suite = { name: "forms", run };
