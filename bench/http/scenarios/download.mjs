// @ts-check
import { textFile } from "../files.mjs";

/** A file of 1 MB from a folder, read from the disk while it is sent. */
export default {
  name: "download",
  request: { method: "GET", path: "/static/book.txt" },
  body: textFile("book.txt", 1_000_000),
};
