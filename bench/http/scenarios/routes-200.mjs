// @ts-check
/** The resources and actions whose paths are `/api/v1/<resource>/<id>/<action>`: two hundred routes. */
export const RESOURCES = Array.from({ length: 50 }, (_, index) => `resource${index}`);
export const ACTIONS = ["show", "edit", "history", "comments"];

/** One route of two hundred, late in the order of registration. */
export default {
  name: "routes-200",
  request: { method: "GET", path: "/api/v1/resource43/1234/comments" },
  body: "resource43 1234 comments",
};
