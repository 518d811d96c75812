export { Tuple } from "./values/tuple.ts";
