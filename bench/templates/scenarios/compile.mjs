// @ts-check
import fortunes from "./fortunes.mjs";

const TIMES = 50;

/** A large template is compiled anew each time: the fortunes, fifty times over. */
export default {
  name: "compile",
  compiles: { view: "fortunes", times: TIMES },
  data: fortunes.data,
  /** @param {any} data */
  byHand: (data) => fortunes.byHand(data).repeat(TIMES),
};
