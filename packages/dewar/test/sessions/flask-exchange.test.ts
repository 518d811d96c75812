import { parseCookie } from "@dewar/http";
import { Tuple } from "@dewar/jinja";
import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { pythonHas, runPython } from "../../../signing/test/python.ts";
import { UUID } from "../../src/json/uuid.ts";
import { SecureCookieSessionInterface } from "../../src/sessions/secure-cookie-session-interface.ts";

const isMissing = !pythonHas("flask");

const app = { config: new Map<string, unknown>([["SECRET_KEY", "shared between both"]]) };
const sessions = new SecureCookieSessionInterface();

const DATA = {
  user: 3,
  big: 2n ** 60n,
  price: 2.5,
  name: "grüner Tee 🍵",
  cart: new Tuple(["green", { n: 1 }]),
  raw: new Uint8Array([0, 255, 32]),
  note: new Markup("<b>&amp;</b>"),
  id: new UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
  at: new Date("2024-02-29T12:34:56Z"),
  odd: { " t": [1] },
  long: "leaf ".repeat(100),
};

const FLASK = `
import datetime, json, sys, uuid
from flask import Flask, session
from markupsafe import Markup
app = Flask("exchange")
app.secret_key = "shared between both"
data = {
    "user": 3, "big": 2 ** 60, "price": 2.5, "name": "gr\\u00fcner Tee \\U0001f375", "cart": ("green", {"n": 1}),
    "raw": b"\\x00\\xff ", "note": Markup("<b>&amp;</b>"), "id": uuid.UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
    "at": datetime.datetime(2024, 2, 29, 12, 34, 56, tzinfo=datetime.timezone.utc), "odd": {" t": [1]},
    "long": "leaf " * 100,
}
@app.route("/write")
def write():
    session.update(data)
    return "written"
@app.route("/read")
def read():
    same = {key: type(session[key]) is type(value) and session[key] == value for key, value in data.items()}
    return json.dumps({"same": same, "keys": sorted(session)})
`;

describe.skipIf(isMissing)(
  "sessions travel between Dewar and Flask (left out where python3 has no Flask)",
  () => {
    test("Dewar reads the cookie that Flask sends", () => {
      const script = `${FLASK}
print(json.dumps(app.test_client().get("/write").headers["Set-Cookie"]))`;
      const request = { cookies: parseCookie(String(runPython(script))), isSecure: false };
      const session = sessions.openSession(app, request);
      expect(session?.snapshot()).toEqual(DATA);
    });

    test("Flask reads the cookie that Dewar sends", () => {
      const token = sessions.getSigningSerializer(app)?.dumps(DATA);
      const script = `${FLASK}
print(app.test_client(use_cookies=False).get("/read", headers={"Cookie": "session=" + json.load(sys.stdin)}).text)`;
      const { same, keys } = runPython(script, token) as { same: Record<string, boolean>; keys: string[] };
      expect(Object.entries(same).filter(([, isSame]) => !isSame)).toEqual([]);
      expect(keys).toEqual(Object.keys(DATA).sort());
    });
  },
);
