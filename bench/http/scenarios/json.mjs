// @ts-check
/** An object becomes JSON. */
export default {
  name: "json",
  request: { method: "GET", path: "/json" },
  body: JSON.stringify({ message: "Hello, World!", items: [1, 2, 3] }),
};
