/** Stands for "there is nothing there" where every JavaScript value, `undefined` included, could be an answer. */
export const MISSING: unique symbol = Symbol("missing");

/** The type of {@link MISSING}. */
export type Missing = typeof MISSING;
