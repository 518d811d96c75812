import { checkPasswordHash, generatePasswordHash } from "@dewar/http";
import {
  abort,
  Blueprint,
  flash,
  globalsOf,
  redirect,
  renderTemplate,
  request,
  safeRedirect,
  sessionOf,
  urlFor,
} from "dewar";
import { execute, findOne } from "./database.ts";

export interface User {
  readonly id: number;
  readonly username: string;
}

const g = globalsOf<{ user?: User | undefined }>();
const session = sessionOf<{ userId: number }>();

export const auth = new Blueprint("auth", import.meta.url, { urlPrefix: "/auth" });

auth.beforeAppRequest(function loadUser() {
  const id = session.get("userId");
  g.user = id === undefined ? undefined : findOne<User>("SELECT id, username FROM user WHERE id = ?", id);
});

/** The user who is logged in. Whoever is not is sent to the login page instead, and the view goes no further. */
export function requireUser(): User {
  return (
    g.user ?? abort(redirect(urlFor("auth.login", { next: request.method === "GET" ? request.path : null })))
  );
}

auth.route("/register", { methods: ["GET", "POST"] }, async function register() {
  if (request.method === "POST") {
    const { username, password } = credentials();
    const problem = await createUser(username, password);
    if (problem === undefined) {
      flash("Welcome! Log in with your new name.", "success");
      return redirect(urlFor("auth.login"));
    }
    flash(problem, "error");
  }
  return renderTemplate("auth/register.html");
});

auth.route("/login", { methods: ["GET", "POST"] }, async function login() {
  if (request.method === "POST") {
    const { username, password } = credentials();
    const user = await authenticate(username, password);
    if (user !== undefined) {
      session.clear();
      session.set("userId", user.id);
      return safeRedirect(request.args.get("next"), urlFor("index"));
    }
    flash("Wrong name or password.", "error");
  }
  return renderTemplate("auth/login.html");
});

auth.post("/logout", function logout() {
  session.clear();
  return redirect(urlFor("index"));
});

function credentials(): { username: string; password: string } {
  return {
    username: request.form.get("username", { default: "" }).trim(),
    password: request.form.get("password", { default: "" }),
  };
}

/** Keeps a new user. Returns what is wrong, if something is. */
async function createUser(username: string, password: string): Promise<string | undefined> {
  if (username === "") return "Choose a name.";
  if (password === "") return "Choose a password.";
  const added = execute(
    "INSERT INTO user (username, password) VALUES (?, ?) ON CONFLICT DO NOTHING",
    username,
    await generatePasswordHash(password),
  );
  return added === 0 ? `The name ${username} is taken.` : undefined;
}

async function authenticate(username: string, password: string): Promise<User | undefined> {
  const user = findOne<User & { password: string }>("SELECT * FROM user WHERE username = ?", username);
  return user && (await checkPasswordHash(user.password, password)) ? user : undefined;
}
