// @ts-check
/** The least a framework can do: one route, one short text. */
export default {
  name: "plaintext",
  request: { method: "GET", path: "/" },
  body: "Hello, World!",
};
