import { Tuple } from "@dewar/jinja";
import { requireContext } from "../context.ts";
import { FLASHES } from "../sessions/reserved-keys.ts";
import { messageFlashed } from "../signals.ts";

/** A message and what kind it is of: "message", "error", or a word of the application's own. */
export type FlashedMessage = readonly [category: string, message: unknown];

/**
 * Keeps a message for the next page that this user sees, which takes it with `get_flashed_messages()`.
 *
 * @param message - Text, or Markup.
 * @param category - For the template to tell kinds of messages apart.
 * @throws OutsideContextError outside of a request; SessionUnavailable without a SECRET_FLASHES.
 */
export function flash(message: unknown, category = "message"): void {
  const { app, session } = requireContext("flash");
  const waiting = session.get(FLASHES);
  session.set(FLASHES, [...(Array.isArray(waiting) ? waiting : []), new Tuple([category, message])]);
  messageFlashed.send(app, { message, category });
}

/** What {@link getFlashedMessages} returns. */
export interface FlashedMessagesOptions {
  /** Pairs of category and message instead of messages. */
  readonly withCategories?: boolean;
  /** Only messages of these categories. */
  readonly categoryFilter?: readonly string[];
}

/**
 * Takes the waiting messages out of the session. Further calls during the same request return them again.
 *
 * @returns Messages, or pairs of category and message.
 * @throws OutsideContextError outside of a request.
 */
export function getFlashedMessages(
  options: FlashedMessagesOptions & { withCategories: true },
): FlashedMessage[];
export function getFlashedMessages(options?: FlashedMessagesOptions): unknown[];
export function getFlashedMessages(options: FlashedMessagesOptions = {}): unknown[] {
  const context = requireContext("getFlashedMessages");
  context.flashedMessages ??= takeMessages(context.session);
  const { withCategories = false, categoryFilter = [] } = options;
  const chosen = context.flashedMessages.filter(
    ([category]) => categoryFilter.length === 0 || categoryFilter.includes(category),
  );
  return withCategories ? chosen : chosen.map(([, message]) => message);
}

function takeMessages(session: { has(key: string): boolean; pop(key: string): unknown }): FlashedMessage[] {
  if (!session.has(FLASHES)) return [];
  const waiting = session.pop(FLASHES);
  if (!Array.isArray(waiting)) return [];
  return waiting.flatMap((entry: unknown) => {
    const [category, message] = entry instanceof Tuple || Array.isArray(entry) ? [...entry] : [];
    return typeof category === "string" ? [[category, message] as const] : [];
  });
}
