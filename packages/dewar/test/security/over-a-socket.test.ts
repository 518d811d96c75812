import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { Client } from "@dewar/http";
import { afterEach, describe, expect, test } from "vitest";
import {
  cors,
  CSRFProtect,
  csrfToken,
  Flask,
  safeRedirect,
  SecurityHeaders,
  ServerSessionInterface,
  request,
  session,
} from "../../src/index.ts";

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe.each([
  ["in process", async (app: Flask): Promise<Client> => await Promise.resolve(app.testClient())],
  ["over a socket", overSocket],
])("all guards together, %s", (_, connect) => {
  test("let a user log in, order and log out, and nobody else do it for him", async () => {
    const client = await connect(shop());
    const token = (await client.get("/token")).text;
    const before = client.getCookie("session")?.value;
    const login = await client.post("/login?next=/cart", { form: { csrf_token: token } });
    expect([login.statusCode, login.location]).toEqual([303, "/cart"]);
    expect(client.getCookie("session")?.value).not.toBe(before);

    expect((await client.post("/order", { headers: { "X-CSRF-Token": token } })).statusCode).toBe(400);
    const headers = { "X-CSRF-Token": (await client.get("/token")).text };
    const order = await client.post("/order", { headers, json: { tea: "green" } });
    expect(order.json).toEqual({ user: 7, tea: "green" });
    expect(order.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(order.headers.get("Vary")).toBe("Origin, Cookie");
    const forged = { ...headers, "Sec-Fetch-Site": "cross-site" };
    expect((await client.post("/order", { headers: forged, json: {} })).statusCode).toBe(400);

    const kept = client.getCookie("session")?.value ?? "";
    await client.post("/logout", { headers });
    expect(client.getCookie("session")).toBeUndefined();
    client.setCookie("session", kept);
    expect((await client.get("/user")).text).toBe("nobody");
  });

  test("answer a preflight request", async () => {
    const client = await connect(shop());
    const response = await client.options("/order", {
      headers: { Origin: "https://app.tea.test", "Access-Control-Request-Method": "POST" },
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers.get("Access-Control-Allow-Methods")).toBe("OPTIONS, POST");
  });
});

function shop(): Flask {
  const app = new Flask(import.meta.url);
  app.secretKey = "dev";
  app.sessionInterface = new ServerSessionInterface();
  new SecurityHeaders().initApp(app);
  new CSRFProtect().initApp(app);
  cors(app, { origins: ["https://app.tea.test"] });
  app.get("/token", () => csrfToken());
  app.get("/user", () => (session.has("user") ? "somebody" : "nobody"));
  app.post("/login", () => {
    session.regenerate();
    session.set("user", 7);
    return safeRedirect(request.args.get("next"), "/");
  });
  app.post("/order", () => ({ user: session.get("user"), ...(request.json as object) }));
  app.post("/logout", () => {
    session.clear();
    return "";
  });
  return app;
}

async function overSocket(app: Flask): Promise<Client> {
  const server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return Client.overSocket(`http://127.0.0.1:${port}`);
}
