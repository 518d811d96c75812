import { NotFound } from "../errors/client-errors.ts";
import type { Request } from "../request/request.ts";
import { withoutTrailingSlashes } from "../urls/slashes.ts";
import type { Response } from "../response/response.ts";
import { sendFromDirectory } from "../response/send-file.ts";
import type { RequestHandler } from "../server/request-handler.ts";

/** Options of {@link sharedData}. */
export interface SharedDataOptions {
  /** How long clients may keep a file, in seconds. Default: 12 hours. */
  readonly maxAge?: number | undefined;
  /** Whether a file may be served, by its path below the directory. Default: all but those with a name like ".env". */
  readonly allow?: ((path: string) => boolean) | undefined;
}

/**
 * Serves files of directories below paths, and calls the handler for everything else: other paths, other methods than
 * GET and HEAD, and files that do not exist.
 *
 * @param handler - What answers where there is no file.
 * @param directories - Directories by path, such as "/static".
 * @param options - How files are served.
 * @example
 * const app = sharedData(() => new Response("no file"), { "/static": "/srv/static" });
 * (await new Client(app).get("/static/../secret")).text; // => "no file"
 */
export function sharedData(
  handler: RequestHandler,
  directories: Readonly<Record<string, string>>,
  options: SharedDataOptions = {},
): RequestHandler {
  const { maxAge = 12 * 60 * 60, allow = isNotHidden } = options;
  const table = Object.entries(directories).map(
    ([mount, directory]) => [`${withoutTrailingSlashes(mount)}/`, directory] as const,
  );
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return handler(request);
    for (const [mount, directory] of table) {
      const path = request.path.startsWith(mount) ? request.path.slice(mount.length) : "";
      const response =
        path !== "" && allow(path) ? await fileOf(directory, path, request, maxAge) : undefined;
      if (response !== undefined) return response;
    }
    return handler(request);
  };
}

async function fileOf(
  directory: string,
  path: string,
  request: Request,
  maxAge: number,
): Promise<Response | undefined> {
  try {
    return await sendFromDirectory(directory, path, { request, maxAge });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function isNotHidden(path: string): boolean {
  return !path.split("/").some((name) => name.startsWith("."));
}
