import { abort, Blueprint, type FileStorage, flash, redirect, request, sendFile, urlFor } from "dewar";
import { ENDINGS, forget, keep, pathOf, plainName, typeOf } from "./attachment-files.ts";
import { orm } from "./database.ts";
import { Attachment } from "./entities/attachment.ts";
import { Issue } from "./entities/issue.ts";
import type { User } from "./entities/user.ts";
import { demand, requirePermission } from "./permissions.ts";

export const attachments = new Blueprint("attachments", import.meta.url);

attachments.post("/issues/<int:id>/attachments", async function add({ id }) {
  const user = requirePermission("write");
  const issue = await orm.getOrAbort404(Issue, id);
  const file = request.files.get("file");
  if (file === undefined || !file.filename) {
    flash("Choose a file first.", "error");
  } else {
    const { filename } = await attach(issue, user, file);
    flash(`${filename} is attached.`, "success");
  }
  return redirect(urlFor("issues.show", { id }));
});

// Always saved, never shown: what somebody sent shall not run as a page of this site.
attachments.get("/attachments/<int:id>", async function download({ id }) {
  const attachment = await orm.getOrAbort404(Attachment, id);
  return sendFile(pathOf(attachment), {
    asAttachment: true,
    downloadName: attachment.filename,
    mimetype: typeOf(attachment.filename) ?? "application/octet-stream",
  });
});

attachments.post("/attachments/<int:id>/delete", async function remove({ id }) {
  const user = requirePermission("write");
  const attachment = await orm.getOrAbort404(Attachment, id);
  if (attachment.uploader !== user) demand(user, "manage");
  await orm.em.remove(attachment).flush();
  await forget(attachment);
  flash(`${attachment.filename} is deleted.`, "success");
  return redirect(urlFor("issues.show", { id: attachment.issue.id }));
});

const MOST_PER_ISSUE = 20;

/**
 * Attaches a file to an issue. How large it may be is the business of MAX_CONTENT_LENGTH.
 *
 * @throws BadRequest when there are too many, UnsupportedMediaType when it is none of the kinds that are taken.
 */
export async function attach(issue: Issue, uploader: User, file: FileStorage): Promise<Attachment> {
  const filename = plainName(file.filename ?? "");
  if (typeOf(filename) === undefined) abort(415, `Only these can be attached: ${ENDINGS.join(" ")}`);
  if ((await orm.em.count(Attachment, { issue })) >= MOST_PER_ISSUE) {
    abort(400, `An issue has ${MOST_PER_ISSUE} attachments at most.`);
  }
  const attachment = orm.em.create(Attachment, { issue, uploader, filename, size: file.size });
  issue.touch();
  // A file without a row is rubbish; a row without a file would be a broken link.
  await orm.em.transactional(async () => {
    await orm.em.flush();
    await keep(attachment, file);
  });
  return attachment;
}
