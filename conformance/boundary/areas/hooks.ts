import {
  abort,
  type AfterRequestHook,
  afterThisRequest,
  type BeforeRequestHook,
  Blueprint,
  type ErrorHandler,
  Flask,
  Forbidden,
  g,
  HTTPException,
  makeResponse,
  NotFound,
  request,
} from "dewar";

class KitchenError extends Error {}
class BurntError extends KitchenError {}
class KeyError extends Error {}
class ValueError extends Error {}
class ArithmeticError extends Error {}

function step(name: string): void {
  g["trail"] = [...trail(), name];
}

function trail(): string[] {
  return (g["trail"] ?? []) as string[];
}

function before(name: string): BeforeRequestHook {
  return () => {
    step(`before:${name}`);
    if (request.args.get("stop") === name) return `stopped by ${name}`;
    if (request.args.get("fail") === `before:${name}`) throw new BurntError(name);
    return undefined;
  };
}

function after(name: string): AfterRequestHook {
  return (response) => {
    step(`after:${name}`);
    const made = request.args.get("replace") === name ? makeResponse(`replaced by ${name}`) : response;
    made.headers.set("X-Trail", trail().join(" "));
    return made;
  };
}

function handler(name: string, status?: number): ErrorHandler {
  return (error) => {
    const code = status ?? (error instanceof HTTPException ? error.code : 500);
    return makeResponse({ handler: name, error: error.constructor.name }, code);
  };
}

export function hookApp(root: string): Flask {
  const app = new Flask(import.meta.url, { name: "hooks", rootPath: root, staticFolder: null });
  addAppHooks(app);
  addAppViews(app);
  const kitchen = kitchenBlueprint();
  kitchen.registerBlueprint(ovenBlueprint());
  app.registerBlueprint(kitchen);
  app.registerBlueprint(quietBlueprint());
  return app;
}

function addAppHooks(app: Flask): void {
  app.beforeRequest(before("app1"));
  app.beforeRequest(before("app2"));
  app.afterRequest(after("app1"));
  app.afterRequest(after("app2"));
  const ended: string[] = [];
  app.teardownRequest((error) => {
    ended.push(`${request.path} ${error?.constructor.name ?? "-"}`);
  });
  app.get("/ended", () => ended.splice(0));

  app.errorHandler(404, handler("app 404"));
  app.errorHandler(Forbidden, handler("app Forbidden"));
  app.errorHandler(HTTPException, handler("app HTTPException"));
  app.errorHandler(KitchenError, handler("app KitchenError", 520));
  app.errorHandler(500, handler("app 500"));
}

function fail(kind: string): string {
  if (kind === "kitchen") throw new KitchenError("raw");
  if (kind === "burnt") throw new BurntError("black");
  if (kind === "value") throw new ValueError("odd");
  if (/^\d+$/.test(kind)) abort(Number(kind));
  return "fine";
}

function addAppViews(app: Flask): void {
  app.get("/", function index() {
    step("view");
    return "index";
  });
  app.route("/fail/<kind>", ({ kind }) => fail(kind));
  app.route("/this-request", () => {
    afterThisRequest(() => step("this:1"));
    afterThisRequest((response) => {
      step("this:2");
      response.headers.set("X-This", "yes");
    });
    return "this";
  });
  app.post("/posted/", () => "posted");
}

function kitchenBlueprint(): Blueprint {
  const kitchen = new Blueprint("kitchen", import.meta.url, { urlPrefix: "/kitchen" });
  kitchen.beforeAppRequest(before("kitchen-app"));
  kitchen.beforeRequest(before("kitchen"));
  kitchen.afterRequest(after("kitchen"));
  kitchen.afterAppRequest(after("kitchen-app"));
  kitchen.errorHandler(404, handler("kitchen 404"));
  kitchen.errorHandler(BurntError, handler("kitchen BurntError", 521));
  kitchen.appErrorHandler(410, handler("kitchen app 410"));
  kitchen.route("/", function index() {
    step("view");
    return "kitchen";
  });
  kitchen.route("/fail/<kind>", ({ kind }) => fail(kind));
  return kitchen;
}

function ovenBlueprint(): Blueprint {
  const oven = new Blueprint("oven", import.meta.url, { urlPrefix: "/oven" });
  oven.beforeRequest(before("oven"));
  oven.afterRequest(after("oven"));
  oven.errorHandler(NotFound, handler("oven NotFound"));
  oven.errorHandler(HTTPException, handler("oven HTTPException"));
  oven.route("/", function index() {
    step("view");
    return { blueprint: request.blueprint, blueprints: request.blueprints };
  });
  oven.route("/fail/<kind>", ({ kind }) => fail(kind));
  return oven;
}

function quietBlueprint(): Blueprint {
  const quiet = new Blueprint("quiet", import.meta.url, { urlPrefix: "/quiet" });
  quiet.errorHandler(500, (error) => {
    const original = error.cause instanceof Error ? error.cause.constructor.name : "NoneType";
    return makeResponse(`quiet 500: ${original}`, 500);
  });
  quiet.errorHandler(KeyError, () => {
    throw new ValueError("from the handler");
  });
  quiet.route("/value", () => {
    throw new ArithmeticError("odd");
  });
  quiet.route("/key", () => {
    throw new KeyError("gone");
  });
  quiet.route("/abort", () => abort(500));
  return quiet;
}
