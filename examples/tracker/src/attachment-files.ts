import { mkdir, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import { currentApp, type FileStorage } from "dewar";
import type { Attachment } from "./entities/attachment.ts";

declare module "dewar" {
  interface ConfigValues {
    /** The folder that attachments are kept in. */
    ATTACHMENTS: string;
  }
}

/** What may be attached, by the ending of its name. What a browser says of the type is not believed. */
const TYPES: ReadonlyMap<string, string> = new Map([
  [".csv", "text/csv"],
  [".gif", "image/gif"],
  [".jpeg", "image/jpeg"],
  [".jpg", "image/jpeg"],
  [".json", "application/json"],
  [".log", "text/plain"],
  [".pdf", "application/pdf"],
  [".png", "image/png"],
  [".txt", "text/plain"],
  [".webp", "image/webp"],
  [".zip", "application/zip"],
]);

/** The endings of what may be attached. */
export const ENDINGS: readonly string[] = [...TYPES.keys()];

/** The media type of a file with such a name; undefined when it may not be attached. */
export function typeOf(filename: string): string | undefined {
  return TYPES.get(extname(filename).toLowerCase());
}

/** A name for people: the last part of a path, with nothing in it that cannot be seen, and its ending kept. */
export function plainName(filename: string): string {
  const name = (filename.split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
  const ending = extname(name);
  return name.length <= 120 ? name : `${name.slice(0, 120 - ending.length)}${ending}`;
}

/** Where the content of an attachment is. Nothing of the path comes from outside. */
export function pathOf({ storedAs }: Attachment): string {
  return join(currentApp.config.get("ATTACHMENTS"), storedAs);
}

/** Writes the content of an attachment. */
export async function keep(attachment: Attachment, file: FileStorage): Promise<void> {
  await mkdir(currentApp.config.get("ATTACHMENTS"), { recursive: true });
  await file.save(pathOf(attachment));
}

/** Removes the content of an attachment. */
export async function forget(attachment: Attachment): Promise<void> {
  await rm(pathOf(attachment), { force: true });
}
