import { decodeCookie, encodeCookie } from "@dewar/login";
import { session } from "dewar";
import { describe, expect, test } from "vitest";
import { pythonHas, runPython } from "../../signing/test/python.ts";
import { makeSite } from "./site.ts";

const isMissing = !pythonHas("flask_login");

/** The pages of `makeSite`, as Flask-Login has them. Steps are paths, each with the name of a browser. */
const FLASK_LOGIN = `
import datetime, json, sys
from flask import Flask, request, session
from flask_login import *

class User(UserMixin):
    def __init__(self, id): self.id = id
class Inactive(User):
    is_active = False

def make(settings, cookies):
    app = Flask("exchange")
    app.config.update(settings, SECRET_KEY="s\\u00e9cret")
    login = LoginManager(app)
    login.login_view = "/in"
    login.user_loader(User)
    @app.route("/login/<id>")
    def log_in(id):
        args = request.args
        duration = datetime.timedelta(seconds=float(args["duration"])) if "duration" in args else None
        user = (Inactive if "inactive" in args else User)(id)
        done = login_user(user, "remember" in args, duration, "force" in args, "stale" not in args)
        return "true" if done else "false"
    @app.route("/logout")
    def log_out(): logout_user(); return ""
    @app.route("/confirm")
    def confirm(): confirm_login(); return ""
    @app.route("/permanent")
    def permanent(): session.permanent = True; return ""
    @app.route("/who")
    def who(): return {"id": current_user.get_id(), "fresh": login_fresh(), "remembered": login_remembered()}
    @app.route("/session")
    def show_session(): return dict(session)
    @app.route("/members", methods=["GET", "POST"])
    @login_required
    def members(): return "for " + current_user.id
    @app.route("/vault")
    @fresh_login_required
    def vault(): return "gold"
    client = app.test_client()
    for name, value in cookies.items(): client.set_cookie("localhost", name, value)
    return client

def line(settings, path):
    return make(settings, {}).get(path).headers.getlist("Set-Cookie")[0]

def cookies_and_ids(ids, browsers):
    client = make({}, {})
    found = []
    for browser in browsers:
        client.get("/login/7", headers={} if browser is None else {"User-Agent": browser})
        with client.session_transaction() as session: found.append(session["_id"])
    with client.application.app_context():
        return {"cookies": [encode_cookie(id) for id in ids], "identifiers": found}

def play(settings, steps, cookies={}):
    client = make(settings, cookies)
    answers = []
    for path, browser in steps:
        answer = client.get(path, headers={"User-Agent": browser})
        answers.append([path, answer.status_code // 100, answer.headers.get("Location"),
                        answer.get_json(silent=True) if answer.is_json else answer.text if answer.status_code == 200 else None])
    return {"answers": answers, "cookies": {cookie.name: cookie.value for cookie in client.cookie_jar}}
`;

type Step = readonly [path: string, browser: string];

interface Played {
  readonly answers: readonly (readonly [
    path: string,
    kind: number,
    location: string | null,
    body: unknown,
  ])[];
  readonly cookies: Readonly<Record<string, string>>;
}

const playInFlask = (settings: object, steps: readonly Step[], cookies: object = {}) =>
  runPython(`${FLASK_LOGIN}\nprint(json.dumps(play(*json.load(sys.stdin))))`, [
    settings,
    steps,
    cookies,
  ]) as Played;

async function playHere(
  settings: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
  cookies: Readonly<Record<string, string>> = {},
): Promise<Played> {
  const { app } = makeSite({ config: settings, loginView: "/in" });
  app.get("/permanent", () => {
    session.permanent = true;
    return "";
  });
  const client = app.testClient();
  for (const [name, value] of Object.entries(cookies)) client.setCookie(name, value);
  const answers = [];
  for (const [path, browser] of steps) {
    const answer = await client.get(path, { headers: { "User-Agent": browser } });
    const body = answer.isJson ? answer.json : answer.statusCode === 200 ? answer.text : null;
    answers.push([path, Math.floor(answer.statusCode / 100), answer.location ?? null, body] as const);
  }
  const kept = ["session", "remember_token"].flatMap((name) => {
    const value = client.getCookie(name)?.value;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { answers, cookies: Object.fromEntries(kept) };
}

/** Steps of one browser, and of another where the path ends with " elsewhere". */
const steps = (...paths: string[]): Step[] =>
  paths.map((path) => [path.replace(/ elsewhere$/, ""), path.endsWith(" elsewhere") ? "b/2" : "a/1"]);

describe.skipIf(isMissing)("Flask-Login and Dewar (left out where python3 has no Flask-Login)", () => {
  test.each([
    [
      "a login",
      null,
      steps("/login/7", "/session", "/who", "/members", "/vault", "/logout", "/session", "/who"),
    ],
    ["a stale login", null, steps("/login/7?stale", "/session", "/vault", "/confirm", "/session", "/vault")],
    ["a user who is not active", null, steps("/login/7?inactive", "/who", "/login/7?inactive&force", "/who")],
    ["nobody", null, steps("/who", "/members?page=2&q=a%20b", "/vault", "/session/nowhere")],
    ["two logins", null, steps("/login/7", "/login/8", "/session", "/who")],
    [
      "basic protection",
      "basic",
      steps(
        "/login/7",
        "/who elsewhere",
        "/session",
        "/who",
        "/vault",
        "/confirm elsewhere",
        "/session elsewhere",
        "/vault elsewhere",
      ),
    ],
    [
      "strong protection",
      "strong",
      steps("/login/7?remember", "/session", "/who", "/who elsewhere", "/session", "/who"),
    ],
    [
      "strong protection of a permanent session",
      "strong",
      steps("/login/7?remember", "/permanent", "/who elsewhere", "/session", "/who"),
    ],
    ["no protection", null, steps("/login/7", "/who elsewhere", "/vault elsewhere")],
    [
      "being remembered",
      "basic",
      steps("/login/7?remember&duration=90.5", "/session", "/who", "/logout", "/session", "/who"),
    ],
  ] as const)("do the same for %s", async (_, mode, path) => {
    const settings = { SESSION_PROTECTION: mode };
    const theirs = playInFlask(settings, path);
    expect(await playHere(settings, path)).toMatchObject({ answers: theirs.answers });
  });

  test.each(["basic", "strong"])("take over each other's sessions, %s protection and all", async (mode) => {
    const settings = { SESSION_PROTECTION: mode };
    const login = steps("/login/7?remember");
    const after = steps("/who", "/vault", "/who elsewhere", "/who");
    const inFlask = playInFlask(settings, login).cookies;
    const here = (await playHere(settings, login)).cookies;
    const [first, second] = [await playHere(settings, after, inFlask), playInFlask(settings, after, here)];
    expect(first.answers).toEqual(second.answers);
    expect(first.answers[0]?.[3]).toEqual({ id: "7", fresh: true, remembered: true });
    expect(first.answers[1]?.[3]).toBe("gold");
  });

  test("remember each other's users", async () => {
    const login = steps("/login/7?remember");
    const { remember_token: theirs = "" } = playInFlask({}, login).cookies;
    const { remember_token: ours = "" } = (await playHere({}, login)).cookies;
    expect(ours).toBe(theirs);
    const who = steps("/who");
    const answers = [["/who", 2, null, { id: "7", fresh: false, remembered: true }]];
    expect((await playHere({}, who, { remember_token: theirs })).answers).toEqual(answers);
    expect(playInFlask({}, who, { remember_token: ours }).answers).toEqual(answers);
  });

  test("forget each other's users", async () => {
    const login = steps("/login/7?remember");
    const logout = steps("/logout");
    expect((await playHere({}, logout, playInFlask({}, login).cookies)).cookies).toEqual({});
    expect(playInFlask({}, logout, (await playHere({}, login)).cookies).cookies).toEqual({});
  });

  test("send the same cookie, to the byte", async () => {
    const settings = { REMEMBER_COOKIE_SAMESITE: null, REMEMBER_COOKIE_PATH: "/shop" };
    const path = "/login/gr%C3%BCn?remember";
    const theirs = runPython(`${FLASK_LOGIN}\nprint(json.dumps(line(*json.load(sys.stdin))))`, [
      settings,
      path,
    ]);
    const { app } = makeSite({ config: settings });
    const [ours = ""] = (await app.testClient().get(path)).headers.getAll("Set-Cookie");
    const withoutDate = (line: string) => line.replace(/Expires=[^;]*/, "Expires");
    expect(withoutDate(ours)).toBe(withoutDate(String(theirs)));
  });

  test("sign the same ids and know the same browsers alike", async () => {
    const ids = ["7", "", "a|b", "grün", "🍵"];
    const browsers = [
      "Mozilla/5.0 (X11)",
      "it's",
      'say "hi"',
      `'"`,
      "back\\slash",
      "tab\there",
      "gr\u00fcn",
      "",
    ];
    const theirs = runPython(`${FLASK_LOGIN}\nprint(json.dumps(cookies_and_ids(*json.load(sys.stdin))))`, [
      ids,
      browsers,
    ]);
    const { app } = makeSite();
    const client = app.testClient();
    const identifiers = [];
    for (const browser of browsers) {
      await client.get("/login/7", { headers: { "User-Agent": browser } });
      identifiers.push(await client.sessionTransaction((session) => session.get("_id")));
    }
    expect({ cookies: ids.map((id) => encodeCookie(id, "sécret")), identifiers }).toEqual(theirs);
    expect(ids.map((id) => decodeCookie(encodeCookie(id, "sécret"), ["sécret"]))).toEqual(ids);
  });
});
