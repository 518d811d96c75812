/** What begins all names that are put into a program's code. */
export const OWN_PREFIX = "$dewar";

/** The global function that is told that a function of a rewritten module begins. */
export const BEGIN = "$dewarCall";

/** A function that evaluates text where it stands. Its parameter has a name that hides none of the program's. */
export const EVALUATOR = "($dewarCode)=>eval($dewarCode)";
