// @ts-check
import findMyWay from "find-my-way";

/** @param {readonly (readonly string[])[]} routes */
export function router(routes) {
  const router = findMyWay();
  for (const [index, segments] of routes.entries()) {
    const path = segments.map((segment) => segment.replace(/^\*.*/, "*"));
    router.on("GET", `/${path.join("/")}`, () => {}, index);
  }
  /** @param {string} path */
  return (path) => {
    const found = router.find("GET", path);
    return { route: Number(found?.store), values: Object.values(found?.params ?? {}) };
  };
}
