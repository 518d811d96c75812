import type { CaseRecord, Outcome, Suite } from "../suite.ts";
import { NotAvailableError } from "./http/available.ts";
import { type Answer, compare } from "./http/compare.ts";
import { FUNCTIONS } from "./http/functions.ts";
import { requestJson, requestMember, type RequestRecord } from "./http/requests.ts";
import { errorResponse, runResponse } from "./http/responses.ts";
import { runMember } from "./http/structures.ts";
import { untag } from "./http/tagged.ts";

/** Headers, URLs, cookies, structures, request and response attributes, conditional responses, errors. */
export const suite: Suite = {
  name: "http",
  async run(record: CaseRecord): Promise<readonly Outcome[]> {
    return [compare(record, await answerTo(record))];
  },
};

async function answerTo(record: CaseRecord): Promise<Answer> {
  try {
    return { result: await run(record) };
  } catch (error) {
    return { error };
  }
}

async function run(record: CaseRecord): Promise<unknown> {
  const fn = record["fn"] as string;
  const args = record["args"] as readonly unknown[];
  const kwargs = (record["kwargs"] ?? {}) as Readonly<Record<string, unknown>>;
  const [className = "", member = ""] = fn.split(".");
  if (className === "Response") return runResponse(member, args, kwargs, record["result"]);
  if (fn === "Request.get") return requestMember(args[0] as RequestRecord, args[1] as string);
  if (fn === "HTTPException.get_response") {
    return errorResponse(args[0] as string, args[1] as Readonly<Record<string, unknown>>);
  }
  const values = args.map(untag);
  const options = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, untag(value)]));
  if (fn === "Request.get_json") return requestJson(args[0] as never, options);
  const adapter = FUNCTIONS.get(fn);
  if (adapter !== undefined) return adapter(values as never, options);
  if (record["self"] === undefined && member !== "from_header" && member !== "new")
    throw new NotAvailableError(fn);
  return runMember(className, member, untag(record["self"]), values, options);
}
