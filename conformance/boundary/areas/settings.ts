import { abort, Flask, g, jsonify, request, session, urlFor } from "dewar";

export function limitedApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, { name: "limited", rootPath, staticFolder: null });
  app.config.set("MAX_CONTENT_LENGTH", 100);
  app.post("/form", () => [...request.form.keys()]);
  app.post("/unread", () => "unread");
  return app;
}

export function keylessApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, { name: "keyless", rootPath, staticFolder: null });
  app.get("/read", () => jsonify(session.get("user") ?? null));
  app.get("/write", () => {
    session.set("user", "ann");
    return "written";
  });
  return app;
}

export function domainApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, {
    name: "domains",
    rootPath,
    staticFolder: null,
    subdomainMatching: true,
  });
  app.config.set("SERVER_NAME", "tea.example");
  const view = (values: object): object => ({
    endpoint: request.endpoint,
    values,
    host: request.host,
    here: urlFor("index"),
    cup: urlFor("cup", { name: "green" }),
    shelf: urlFor("shelf", { shelf: "low", _external: true }),
  });
  app.addUrlRule("/", { endpoint: "index", view });
  app.addUrlRule("/cup/<name>", { endpoint: "cup", view, subdomain: "cups" });
  app.addUrlRule("/", { endpoint: "shelf", view, subdomain: "<shelf>" });
  app.addUrlRule("/folder/", { endpoint: "folder", view });
  return app;
}

export function cookieApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, { name: "cookies", rootPath, staticUrlPath: "/assets" });
  app.config.fromMapping({
    SECRET_KEY: "boundary",
    SESSION_COOKIE_NAME: "kettle",
    SESSION_COOKIE_PATH: "/app",
    SESSION_COOKIE_HTTPONLY: false,
    SESSION_COOKIE_SAMESITE: "Strict",
    SESSION_COOKIE_SECURE: true,
    SESSION_REFRESH_EACH_REQUEST: false,
    PERMANENT_SESSION_LIFETIME: 60,
    SEND_FILE_MAX_AGE_DEFAULT: 300,
  });
  app.json.sortKeys = false;
  app.json.ensureAscii = false;
  app.get("/app/set", () => {
    session.set("user", "ann");
    session.permanent = true;
    return { b: "ü", a: 1 };
  });
  app.get("/app/read", () => jsonify(session.get("user") ?? null));
  return app;
}

export function hostApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, {
    name: "hosts",
    rootPath,
    staticHost: "files.example",
    hostMatching: true,
  });
  const view = (values: object): object => ({
    endpoint: request.endpoint,
    values,
    tea: urlFor("tea"),
    shop: urlFor("shop", { town: "bath", cup: 2 }),
  });
  app.addUrlRule("/", { endpoint: "tea", view, host: "tea.example" });
  app.addUrlRule("/", { endpoint: "coffee", view, host: "coffee.example:8080" });
  app.addUrlRule("/cup/<int:cup>", { endpoint: "shop", view, host: "<town>.shop.example" });
  app.addUrlRule("/folder/", { endpoint: "folder", view, host: "tea.example" });
  return app;
}

export function languageApp(rootPath: string): Flask {
  const app = new Flask(import.meta.url, { name: "languages", rootPath, staticFolder: null });
  app.urlValuePreprocessor((_endpoint, values) => {
    g["lang"] = values["lang"] ?? null;
    delete values["lang"];
    if (g["lang"] === "xx") abort(404, "no such language");
  });
  app.urlDefaults((endpoint, values) => {
    if (!g["lang"] || !app.urlMap.isEndpointExpecting(endpoint, "lang")) return;
    values["lang"] ??= g["lang"];
  });
  app.urlBuildErrorHandler((_error, endpoint) =>
    endpoint.startsWith("guess") ? `/guessed/${endpoint}` : undefined,
  );
  app.route("/<lang>/", function index() {
    return { lang: g["lang"], links: [urlFor("index"), urlFor("index", { lang: "fr" }), urlFor("about")] };
  });
  app.route("/about", function about() {
    return { lang: g["lang"], link: urlFor("guess.something", { page: 2 }) };
  });
  app.route("/broken", () => urlFor("unknown"));
  return app;
}
