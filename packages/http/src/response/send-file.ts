import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { NotFound } from "../errors/client-errors.ts";
import type { Request } from "../request/request.ts";
import type { ResponseBody } from "./body.ts";
import { makeConditional } from "./conditional.ts";
import { dumpContentDisposition } from "./content-disposition.ts";
import { FileBody } from "./file-body.ts";
import { type FileType, fileTypeOf } from "./file-type.ts";
import { Response } from "./response.ts";
import { safeJoin } from "./safe-join.ts";

/** Options of {@link sendFile}. */
export interface SendFileOptions {
  /** The request that is answered. Without it conditions and ranges are not looked at. */
  readonly request?: Request | undefined;
  /** The media type. Default: what the name of the file says. */
  readonly mimetype?: string | undefined;
  /** Whether the client should save the file instead of showing it. Default: false. */
  readonly asAttachment?: boolean | undefined;
  /** The name to save the file under. Default: its own. */
  readonly downloadName?: string | undefined;
  /** Whether to answer `If-None-Match`, `If-Modified-Since`, `Range` and `If-Range`. Default: true. */
  readonly conditional?: boolean | undefined;
  /** An entity tag, or whether to make one from the path, size and time of a file. Default: true. */
  readonly etag?: string | boolean | undefined;
  /** When the content changed; a number is in milliseconds since 1970. Default: the time of the file. */
  readonly lastModified?: Date | number | undefined;
  /** How long clients may keep the answer, in seconds; a function gets the path. Default: they must always ask. */
  readonly maxAge?: number | ((path: string | undefined) => number | undefined) | undefined;
  /** Leaves the sending to the web server in front, with an `X-Sendfile` header. Default: false. */
  readonly useXSendfile?: boolean | undefined;
  /** The directory that relative paths start from. Default: the current one. */
  readonly root?: string | undefined;
  /** The class of the response. Default: {@link Response}. */
  readonly responseClass?: typeof Response | undefined;
}

/** What {@link sendFile} sends: a path, bytes, or a stream, whose length is not known. */
export type FileSource = string | URL | Uint8Array | AsyncIterable<Uint8Array>;

/** A source with what is known of it. */
interface Content {
  readonly body: ResponseBody;
  readonly path?: string;
  readonly size?: number;
  /** Milliseconds since 1970. */
  readonly modified?: number;
}

/**
 * Makes a response that sends a file. It is read from the disk while it is sent; a `Range` reads only its part.
 *
 * The path is trusted: for one that comes from outside use {@link sendFromDirectory}.
 *
 * @param source - A path, bytes or a stream. Bytes and streams need a `mimetype` or a `downloadName`.
 * @param options - How to send it, and the request that is answered.
 * @returns The response: 200, 206 for a range, 304 or 412 for a condition.
 * @throws {TypeError} When the type, or the name of an attachment, cannot be known, or the path is no file.
 * @throws {RequestedRangeNotSatisfiable} When the range lies outside the content.
 * @example
 * const response = await sendFile(Buffer.from("green"), { downloadName: "tea.txt", asAttachment: true });
 * response.headers.get("Content-Disposition"); // => "attachment; filename=tea.txt"
 * response.contentType; // => "text/plain; charset=utf-8"
 */
export async function sendFile(source: FileSource, options: SendFileOptions = {}): Promise<Response> {
  if (typeof source !== "string" && !(source instanceof URL)) {
    const size = source instanceof Uint8Array ? { size: source.byteLength } : {};
    return respond({ body: source, ...size }, options);
  }
  const path = resolve(options.root ?? "", source instanceof URL ? fileURLToPath(source) : source);
  const stats = await stat(path);
  if (!stats.isFile()) throw new TypeError(`${path} is not a file. Pass the path of a regular file.`);
  return respond(contentOf(path, stats), options);
}

/**
 * Makes a response that sends a file from a directory, under a path that comes from outside.
 *
 * What lies in the directory is public: links are followed wherever they lead, and names that start with a dot are
 * names like others. Keep nothing there that nobody may see.
 *
 * @param directory - A trusted directory. A relative one starts from `root`.
 * @param path - A path below it, with forward slashes.
 * @param options - As for {@link sendFile}.
 * @throws {NotFound} When the path leads out of the directory, or is no file.
 * @example
 * await sendFromDirectory("/srv/uploads", "../passwords"); // throws NotFound
 */
export async function sendFromDirectory(
  directory: string,
  path: string,
  options: SendFileOptions = {},
): Promise<Response> {
  const joined = safeJoin(directory, path);
  if (joined === undefined) throw new NotFound();
  const whole = resolve(options.root ?? "", joined);
  // Whatever the file system has against the path, for the client there is nothing.
  const stats = await stat(whole).catch(() => undefined);
  if (stats?.isFile() !== true) throw new NotFound();
  return respond(contentOf(whole, stats), options);
}

function contentOf(path: string, stats: Stats): Content {
  return { path, size: stats.size, modified: stats.mtimeMs, body: new FileBody(path, 0, stats.size) };
}

function respond(content: Content, options: SendFileOptions): Response {
  const { request, conditional = true, useXSendfile = false, responseClass = Response } = options;
  const isHandedOver = useXSendfile && content.path !== undefined;
  const { mimetype, headers } = describe(content, options);
  if (isHandedOver && content.path !== undefined) headers.push(["X-Sendfile", content.path]);
  const response = new responseClass(isHandedOver ? null : content.body, { mimetype, headers });
  if (content.size !== undefined) response.contentLength = content.size;
  const modified = options.lastModified ?? content.modified;
  if (modified !== undefined) response.lastModified = modified;
  setCaching(response, content.path, options);
  const etag = options.etag ?? true;
  if (typeof etag === "string") response.setEtag(etag);
  else if (etag) addEtagOf(content, response);
  if (request === undefined || !conditional) return response;
  return makeConditional(response, request, { acceptRanges: true, completeLength: content.size });
}

// The type, and the headers that come from the name.
function describe(
  { path }: Content,
  options: SendFileOptions,
): { mimetype: string; headers: [string, string][] } {
  const { asAttachment = false } = options;
  const name = options.downloadName ?? (path === undefined ? undefined : basename(path));
  const type = typeOf(name, options.mimetype);
  if (asAttachment && name === undefined) {
    throw new TypeError("An attachment needs a name. Pass downloadName, or a path instead of bytes.");
  }
  const headers: [string, string][] = [];
  // An attachment is to be saved as it is, compression included.
  if (type.encoding !== undefined && !asAttachment) headers.push(["Content-Encoding", type.encoding]);
  if (name !== undefined) {
    const disposition = dumpContentDisposition(asAttachment ? "attachment" : "inline", name);
    headers.push(["Content-Disposition", disposition]);
  }
  return { mimetype: type.mimetype, headers };
}

function typeOf(name: string | undefined, mimetype: string | undefined): FileType {
  if (mimetype !== undefined) return { mimetype, encoding: undefined };
  if (name !== undefined) return fileTypeOf(name);
  throw new TypeError(
    "The media type is not known without a name. Pass mimetype or downloadName, or a path instead of bytes.",
  );
}

function setCaching(response: Response, path: string | undefined, { maxAge }: SendFileOptions): void {
  const seconds = typeof maxAge === "function" ? maxAge(path) : maxAge;
  const { cacheControl } = response;
  if (seconds !== undefined && seconds > 0) cacheControl.public = true;
  else cacheControl.noCache = true;
  if (seconds === undefined) return;
  cacheControl.maxAge = seconds;
  response.expires = new Date(Date.now() + seconds * 1000);
}

// The path is hashed: it tells files of the same size and time apart, and is nobody's business.
function addEtagOf({ path, size, modified }: Content, response: Response): void {
  if (path === undefined || size === undefined || modified === undefined) return;
  const place = createHash("sha1").update(path).digest("hex").slice(0, 8);
  response.setEtag(`${Math.round(modified * 1000).toString(16)}-${size.toString(16)}-${place}`);
}
