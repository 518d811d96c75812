import { Orm } from "@dewar/orm";
import { UniqueConstraintViolationException } from "@mikro-orm/core";
import { ApiToken } from "./entities/api-token.ts";
import { Attachment } from "./entities/attachment.ts";
import { Comment } from "./entities/comment.ts";
import { Issue } from "./entities/issue.ts";
import { Label } from "./entities/label.ts";
import { Project } from "./entities/project.ts";
import { User } from "./entities/user.ts";
import { seed } from "./seed.ts";

/** The database: SQLite, or PostgreSQL where DEWAR_DATABASE_URL says so. */
export const orm = new Orm({
  entities: [User, ApiToken, Project, Label, Issue, Comment, Attachment],
  migrations: { sqlite: "migrations/sqlite", postgresql: "migrations/postgresql" },
  seed,
});

/** Saves what was changed. False if it is another row's already, such as a name: then nothing is saved. */
export async function savedUnlessTaken(): Promise<boolean> {
  try {
    await orm.em.flush();
    return true;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    orm.em.clear();
    return false;
  }
}
