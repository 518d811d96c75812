// @ts-check
import { addRoute, createRouter, findRoute } from "rou3";

/** @param {readonly (readonly string[])[]} routes */
export function router(routes) {
  /** @type {import("rou3").RouterContext<number>} */
  const router = createRouter();
  for (const [index, segments] of routes.entries()) {
    const path = segments.map((segment) => segment.replace(/^\*/, "**:"));
    addRoute(router, "GET", `/${path.join("/")}`, index);
  }
  /** @param {string} path */
  return (path) => {
    const found = findRoute(router, "GET", path);
    return { route: Number(found?.data), values: Object.values(found?.params ?? {}) };
  };
}
