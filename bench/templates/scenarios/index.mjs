// @ts-check
import compile from "./compile.mjs";
import filters from "./filters.mjs";
import fortunes from "./fortunes.mjs";
import page from "./page.mjs";
import table from "./table.mjs";

/**
 * @typedef {object} Scenario
 * @property {string} name - Also the folder of its views, unless it compiles another's.
 * @property {any} data - What the template is given; JSON can carry it.
 * @property {(data: any) => string} byHand - The same page as a careful author would build it, without an engine.
 * @property {{ view: string, times: number }} [compiles] - Compiling is measured, of this view repeated.
 */

/** @type {readonly Scenario[]} */
export const scenarios = [table, fortunes, page, filters, compile];
