import type { CaseRecord, Outcome, Suite } from "../suite.ts";
import { type Call, callOf } from "./signing/call.ts";
import { type Answer, compare } from "./signing/compare.ts";
import { callSecurity } from "./signing/passwords.ts";
import { callSession, callTaggedJson } from "./signing/sessions.ts";
import { callEncoding, callSerializer, callSigner } from "./signing/signers.ts";
import { canonical, untag } from "./signing/tagged.ts";

/** Signers, serializers, Flask's session cookie and Werkzeug's password hashes. */
export const suite: Suite = {
  name: "signing",
  async run(record) {
    return [record["compressed"] === true ? compareLoaded(record) : compare(record, await answerOf(record))];
  },
};

async function answerOf(record: CaseRecord): Promise<Answer> {
  try {
    return { result: await dispatch(callOf(record)) };
  } catch (error) {
    return { error };
  }
}

function dispatch(call: Call): unknown {
  switch (call.type) {
    case "itsdangerous":
      return callEncoding(call);
    case "Signer":
    case "TimestampSigner":
      return callSigner(call);
    case "flask.session":
      return callSession(call);
    case "flask.json":
      return callTaggedJson(call);
    case "security":
      return callSecurity(call);
    default:
      return callSerializer(call);
  }
}

// The bytes that zlib compresses to differ between its builds, so what both tokens stand for is compared.
function compareLoaded(record: CaseRecord): Outcome {
  const call = callOf(record);
  const load = (token: unknown): string =>
    canonical(dispatch({ ...call, method: "loads", args: [token], kwargs: {} }));
  const expected = load(untag(record["result"]));
  const actual = load(dispatch(call));
  return { id: record.id, passed: expected === actual, input: JSON.stringify(record), expected, actual };
}
