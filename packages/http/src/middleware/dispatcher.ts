import type { RequestHandler } from "../server/request-handler.ts";

/**
 * Mounts handlers below paths. A mounted handler sees the path below its mount, and the mount in its root path, so
 * that the URLs it builds are right.
 *
 * Mounts are compared with the decoded path, segment by segment; the longest one that matches wins.
 *
 * @param handler - What answers where nothing is mounted.
 * @param mounts - Handlers by path, such as "/admin".
 * @throws {TypeError} When a mount does not start with a slash, or ends with one.
 * @example
 * const show = (request: Request) => new Response(`${request.rootPath} ${request.path}`);
 * const client = new Client(dispatcher(show, { "/admin": show }));
 * (await client.get("/admin/users")).text; // => "/admin /users"
 * (await client.get("/administrator")).text; // => " /administrator"
 */
export function dispatcher(
  handler: RequestHandler,
  mounts: Readonly<Record<string, RequestHandler>>,
): RequestHandler {
  const table = new Map(Object.entries(mounts));
  for (const mount of table.keys()) {
    if (!/^\/.*[^/]$/s.test(mount)) {
      throw new TypeError(`${mount} is no mount. Write a path such as "/admin", without a slash at the end.`);
    }
  }
  const longest = Math.max(0, ...Array.from(table.keys(), (mount) => mount.length));
  return (request) => {
    const { path } = request;
    let end = path.length > longest ? path.lastIndexOf("/", longest) : path.length;
    for (; end > 0; end = path.lastIndexOf("/", end - 1)) {
      const mount = path.slice(0, end);
      const mounted = table.get(mount);
      if (mounted === undefined) continue;
      const rootPath = `${request.rootPath}${mount}`;
      return mounted(request.derive({ rootPath, path: path.slice(end) }));
    }
    return handler(request);
  };
}
