import { createHash, randomBytes } from "node:crypto";
import { checkPasswordHash, generatePasswordHash } from "@dewar/http";
import { orm, savedUnlessTaken } from "./database.ts";
import { ApiToken } from "./entities/api-token.ts";
import { User } from "./entities/user.ts";

interface Credentials {
  readonly name: string;
  readonly password: string;
}

// Of a password that was thrown away. It is checked in place of that of a user who does not exist, so that the time
// of the answer does not tell which names there are.
export const NOBODYS_HASH =
  "scrypt:32768:8:3$eJ4o-0I7ol5qRh4M$1e3e639eba1f152600f2f1775c6daba375742a9b97f50664272d7ddfa194b7e9360877b09409a319dc8e09a860626dd8ffb4d014a0d4f7e23aa90cbc760b68e6";

/** A new user, who may read and comment; undefined when the name is taken. */
export async function createUser({ name, password }: Credentials): Promise<User | undefined> {
  const user = orm.em.create(User, { name, passwordHash: await generatePasswordHash(password) });
  return (await savedUnlessTaken()) ? user : undefined;
}

/** The user with a name and a password. */
export async function authenticate({ name, password }: Credentials): Promise<User | undefined> {
  const user = await orm.em.findOne(User, { name });
  const isRight = await checkPasswordHash(user?.passwordHash ?? NOBODYS_HASH, password);
  return user !== null && isRight ? user : undefined;
}

/** Gives a user another password, if the present one is right. All other sessions of the user end. */
export async function changePassword(user: User, current: string, password: string): Promise<boolean> {
  if (!(await checkPasswordHash(user.passwordHash, current))) return false;
  user.setPasswordHash(await generatePasswordHash(password));
  await orm.em.flush();
  return true;
}

/** Makes a token. What is returned is to be shown once: it cannot be found out again. */
export async function createToken(user: User, name: string): Promise<string> {
  const token = `tracker_${randomBytes(24).toString("base64url")}`;
  orm.em.create(ApiToken, { user, name, digest: digestOf(token) });
  await orm.em.flush();
  return token;
}

/** Whose token it is. */
export async function userOfToken(token: string): Promise<User | undefined> {
  const found = await orm.em.findOne(ApiToken, { digest: digestOf(token) }, { populate: ["user"] });
  return found?.user;
}

// Nobody guesses 24 random bytes, so this need not be slow as the hash of a password must be.
function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
