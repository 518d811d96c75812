import {
  flash,
  type Flask,
  getFlashedMessages,
  jsonify,
  makeResponse,
  Markup,
  request,
  session,
  Tuple,
  UUID,
} from "dewar";

export function addSessions(app: Flask): void {
  addCookies(app);
  addReading(app);
  addWriting(app);
  addFlashes(app);
}

function addCookies(app: Flask): void {
  app.get("/cookies/set", () => {
    const response = makeResponse("set");
    response.setCookie("plain", "value");
    response.setCookie("strict", "1", { path: "/cookies", sameSite: "Strict", httpOnly: true });
    response.setCookie("aged", "2", { maxAge: 3600, secure: true });
    response.setCookie("dated", "3", { expires: new Date(Date.UTC(2030, 0, 2)) });
    response.setCookie("home", "4", { domain: "example.com" });
    return response;
  });
  app.get("/cookies/odd", () => {
    const response = makeResponse("set");
    response.setCookie("quoted", 'a "b"; c,\\');
    response.setCookie("umlaut", "grün");
    response.setCookie("empty", "");
    response.setCookie("equals", "a=b=c");
    return response;
  });
  app.get("/cookies/delete", () => {
    const response = makeResponse("deleted");
    response.deleteCookie("plain");
    response.deleteCookie("strict", { path: "/cookies" });
    return response;
  });
  app.get("/cookies/read", () => request.cookies.toDict());
}

function addReading(app: Flask): void {
  app.get("/session/read", () => ({
    data: new Map(session),
    permanent: session.permanent,
    new: session.new,
  }));
  app.get("/session/untouched", () => "untouched");
  app.get("/session/get", () => jsonify(session.get(request.args.get("key") ?? "") ?? null));
  app.get("/session/has", () => jsonify(session.has("user")));
  app.get("/session/types", () => {
    const nested = session.get("nested") as Record<string, unknown>;
    return {
      tuple: [...(session.get("tuple") as Tuple)],
      bytes: Buffer.from(session.get("bytes") as Uint8Array).toString("hex"),
      markup: String(session.get("markup")),
      uuid: String(session.get("uuid")),
      date: (session.get("date") as Date).getTime() / 1000,
      nested: nested[" t"],
    };
  });
}

function addWriting(app: Flask): void {
  app.post("/session/set", () => {
    session.update(request.json as Record<string, unknown>);
    return "set";
  });
  app.post("/session/rich", () => {
    session.set("tuple", new Tuple([1, "two"]));
    session.set("bytes", Uint8Array.of(0, 255));
    session.set("markup", new Markup("<b>"));
    session.set("uuid", new UUID("12345678-1234-5678-1234-567812345678"));
    session.set("date", new Date(Date.UTC(2024, 1, 29, 12, 34, 56)));
    session.set("nested", { list: [1, new Tuple([2])], " t": "looks like a tag" });
    return "set";
  });
  app.post("/session/permanent", () => {
    session.permanent = request.args.get("on") === "yes";
    session.set("kept", true);
    return "set";
  });
  app.post("/session/pop", () => jsonify(session.pop("user") ?? null));
  app.post("/session/clear", () => {
    session.clear();
    return "cleared";
  });
  app.post("/session/cart", () => {
    session.set("cart", []);
    return "made";
  });
  app.post("/session/nested", () => {
    const cart = session.get("cart") as string[];
    cart.push("tea");
    if (request.args.has("marked")) session.modified = true;
    return cart;
  });
  app.post("/session/default", () => jsonify(session.setDefault("count", 1)));
  app.post("/session/large", () => {
    session.set("noise", "abcdefgh".repeat(40));
    return "set";
  });
  app.post("/session/varied", () => {
    session.set("user", "ann");
    const response = makeResponse("varied");
    response.vary.add("Accept-Encoding");
    return response;
  });
  app.post("/session/then-abort", () => {
    session.set("before", "abort");
    return makeResponse("", 403);
  });
}

function addFlashes(app: Flask): void {
  app.post("/flash/add", () => {
    for (const [category, message] of request.json as [string, string][]) flash(message, category);
    return "flashed";
  });
  app.post("/flash/plain", () => {
    flash("a plain message");
    return "flashed";
  });
  app.get("/flash/show", () => getFlashedMessages());
  app.get("/flash/categories", () => getFlashedMessages({ withCategories: true }));
  app.get("/flash/errors", () => getFlashedMessages({ categoryFilter: ["error"] }));
  app.get("/flash/twice", () => [getFlashedMessages(), getFlashedMessages()]);
  app.get("/flash/add-and-show", () => {
    flash("now", "info");
    return getFlashedMessages({ withCategories: true });
  });
}
