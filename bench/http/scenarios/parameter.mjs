// @ts-check
/** A variable part of the path and one of the query. */
export default {
  name: "parameter",
  request: { method: "GET", path: "/users/42?page=7" },
  body: "user 42, page 7",
};
