// @ts-check
import download from "./download.mjs";
import form from "./form.mjs";
import json from "./json.mjs";
import jsonBody from "./json-body.mjs";
import parameter from "./parameter.mjs";
import plaintext from "./plaintext.mjs";
import routes200 from "./routes-200.mjs";
import staticFile from "./static.mjs";
import upload from "./upload.mjs";

/**
 * One request and the answer that every peer must give to it.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {{ method: string, path: string, headers?: Record<string, string>, body?: string | Buffer }} request
 * @property {string} body - The body of the response; its status is 200.
 * @property {number} [connections] - How many send it at the same time; 50 unless the scenario says otherwise.
 */

/** @type {readonly Scenario[]} */
export const scenarios = [
  plaintext,
  json,
  parameter,
  routes200,
  jsonBody,
  form,
  staticFile,
  download,
  upload,
];
