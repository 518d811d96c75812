// @ts-check
import { textFile } from "../files.mjs";

/** A file of 10 kB from a folder. The peers send what lets a browser keep it: its time, and most an entity tag. */
export default {
  name: "static",
  request: { method: "GET", path: "/static/page.txt" },
  body: textFile("page.txt", 10_000),
};
