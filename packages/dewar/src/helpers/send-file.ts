import {
  type FileSource,
  sendFile as sendHttpFile,
  sendFromDirectory as sendHttpFromDirectory,
  type Response,
  type SendFileOptions as HttpSendFileOptions,
} from "@dewar/http";
import { type AppContext, requireContext } from "../context.ts";

/** How a file is sent. What the application and the request say is filled in. */
export type SendFileOptions = Omit<
  HttpSendFileOptions,
  "request" | "responseClass" | "root" | "useXSendfile"
>;

/**
 * Sends a file whose path the application has chosen. Conditions and ranges of the request are answered.
 *
 * @param source - A path, relative to the application's folder, or bytes or a stream.
 * @param options - Type, name, caching. Default `maxAge`: SEND_FILE_MAX_AGE_DEFAULT.
 * @throws What `sendFile` of `@dewar/http` throws.
 */
export function sendFile(source: FileSource, options: SendFileOptions = {}): Promise<Response> {
  return sendHttpFile(source, completed(requireContext("sendFile"), options));
}

/**
 * Sends a file from a directory, under a path that comes from outside.
 *
 * @param directory - Relative to the application's folder.
 * @param path - A path below it, with forward slashes.
 * @throws NotFound when the path leads out of the directory, or is no file.
 */
export function sendFromDirectory(
  directory: string,
  path: string,
  options: SendFileOptions = {},
): Promise<Response> {
  return sendHttpFromDirectory(directory, path, completed(requireContext("sendFromDirectory"), options));
}

function completed({ app, request }: AppContext, options: SendFileOptions): HttpSendFileOptions {
  return {
    maxAge: app.config.get("SEND_FILE_MAX_AGE_DEFAULT") ?? undefined,
    ...options,
    request,
    responseClass: app.responseClass,
    root: app.rootPath,
    useXSendfile: app.config.get("USE_X_SENDFILE"),
  };
}
