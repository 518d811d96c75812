// @ts-check

/**
 * A table of routes and a path to match in it.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {number} rules - How many routes the table has.
 * @property {string} path
 * @property {string} id - What a match says: the number of the route, then the values of its variables.
 */

const PATHS = [
  { name: "static", path: "/about/team", id: "1" },
  { name: "one", path: "/user/ann", id: "2 ann" },
  { name: "two", path: "/post/42/comment/green-tea", id: "3 42 green-tea" },
  { name: "rest", path: "/files/css/site/main.css", id: "4 css/site/main.css" },
];

/** @type {readonly Scenario[]} */
export const scenarios = [5, 200, 5000].flatMap((rules) =>
  PATHS.map(({ name, path, id }) => ({ name: `${name}-${rules}`, rules, path, id })),
);

/**
 * The routes of a table: the five that are asked for, then as many others as it takes.
 *
 * @param {number} count
 * @returns {string[][]} Each route as its segments; `:name` is a variable, `*name` the rest of the path.
 */
export function routes(count) {
  const asked = ["", "about/team", "user/:name", "post/:id/comment/:slug", "files/*path"];
  const others = Array.from({ length: count - asked.length }, (_, index) =>
    index % 2 === 0 ? `section${index}/:id/part` : `section${index}/list`,
  );
  return [...asked, ...others].map((route) => route.split("/"));
}
