import { ValidationError } from "@dewar/http";
import {
  Blueprint,
  BuildError,
  type Flask,
  g,
  makeResponse,
  request,
  SetupError,
  urlFor,
  type UrlValues,
} from "dewar";

interface Wanted {
  readonly endpoint: string;
  readonly values?: UrlValues;
}

function link(): string | object {
  const { endpoint, values } = request.json as Wanted;
  try {
    return urlFor(endpoint, values);
  } catch (error) {
    if (error instanceof BuildError) return makeResponse("BuildError", 422);
    if (error instanceof SetupError || error instanceof ValidationError) {
      return makeResponse("ValueError", 422);
    }
    throw error;
  }
}

function shelf(values: object): object {
  return { endpoint: request.endpoint, values };
}

export function addLinks(app: Flask): void {
  app.post("/links/build", link);
  const shop = shopBlueprint();
  shop.registerBlueprint(cartBlueprint());
  app.registerBlueprint(shop);
  const plain = new Blueprint("plain", import.meta.url);
  plain.addUrlRule("/plain", { endpoint: "index", view: shelf });
  app.registerBlueprint(plain);
  app.registerBlueprint(plain, { name: "second", urlPrefix: "/second", urlDefaults: { from: "second" } });
  const edge = new Blueprint("edge", import.meta.url, { urlPrefix: "/edge" });
  edge.addUrlRule("", { endpoint: "bare", view: shelf });
  edge.addUrlRule("/x/", { endpoint: "slash", view: shelf });
  app.registerBlueprint(edge, { urlPrefix: "/edges/" });
}

function shopBlueprint(): Blueprint {
  const shop = new Blueprint("shop", import.meta.url, { urlPrefix: "/shop/<lang>" });
  shop.post("/build", link);
  shop.addUrlRule("/", { endpoint: "index", view: shelf });
  shop.addUrlRule("/item/<int:id>", { endpoint: "item", view: shelf });
  shop.urlValuePreprocessor((_endpoint, values) => {
    g["lang"] = values["lang"];
    delete values["lang"];
  });
  shop.urlDefaults((_endpoint, values) => {
    if (!("lang" in values) && "lang" in g) values["lang"] = g["lang"];
  });
  return shop;
}

function cartBlueprint(): Blueprint {
  const cart = new Blueprint("cart", import.meta.url, { urlPrefix: "/cart" });
  cart.post("/build", link);
  cart.addUrlRule("/", { endpoint: "index", view: shelf });
  cart.addUrlRule("/line/<int:line>", { endpoint: "line", view: shelf, defaults: { page: 1 } });
  return cart;
}
