import type { TokenStream } from "./token-stream.ts";

/** Reads `with context` or `without context`; undefined when neither stands there. */
export function parseContextChoice(stream: TokenStream): boolean | undefined {
  if (!stream.atAnyName(["with", "without"]) || !stream.peekIs("name", "context")) return undefined;
  const withContext = stream.next().value === "with";
  stream.next();
  return withContext;
}
