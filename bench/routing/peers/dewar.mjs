// @ts-check
import { Rule, UrlMap } from "@dewar/http";

/** @param {readonly (readonly string[])[]} routes */
export function router(routes) {
  const rules = routes.map((segments, index) => {
    const path = segments.map((segment) => segment.replace(/^:(.*)/, "<$1>").replace(/^\*(.*)/, "<path:$1>"));
    return new Rule(`/${path.join("/")}`, { endpoint: String(index), methods: ["GET"] });
  });
  const map = new UrlMap(rules);
  /** @param {string} path */
  return (path) => {
    const found = map.match({ path, method: "GET" });
    return { route: Number(found?.rule.endpoint), values: Object.values(found?.values ?? {}) };
  };
}
