import { Environment, withParameters } from "@dewar/jinja";
import type { Flask } from "../app.ts";
import { getFlashedMessages } from "../helpers/flash.ts";
import { type UrlValues, urlFor } from "../helpers/url-for.ts";
import { g, request, session } from "../proxies.ts";
import { AppLoader } from "./app-loader.ts";
import { withPythonNames } from "./python-names.ts";

/** The environment of an application's templates, with what Flask gives every template, under both spellings. */
export function createJinjaEnvironment(app: Flask): Environment {
  const environment = new Environment({
    loader: new AppLoader(app),
    autoescape: (name) => app.selectJinjaAutoescape(name),
    ...app.jinjaOptions,
  });
  const flashed = withParameters(["with_categories?", "category_filter?"], flashedForTemplates);
  Object.assign(environment.globals, {
    url_for: link,
    urlFor: link,
    get_flashed_messages: flashed,
    getFlashedMessages,
    config: withPythonNames(app.config),
    // Imported templates do not see the render context, but they do see these.
    request: withPythonNames(request),
    session: withPythonNames(session),
    g,
  });
  environment.policies["json.dumps_function"] = (value: unknown) => app.json.dumps(value);
  return environment;
}

/** A template is Python's side: the truth values that it puts into a query are spelled as Flask spells them. */
function link(endpoint: string, values: UrlValues = {}): string {
  const spelled = Object.entries(values).map(([name, value]) => [
    name,
    isQueryFlag(name, value) ? flagText(value) : value,
  ]);
  return urlFor(endpoint, Object.fromEntries(spelled) as UrlValues);
}

function isQueryFlag(name: string, value: unknown): value is boolean {
  return typeof value === "boolean" && !name.startsWith("_");
}

function flagText(flag: boolean): string {
  return flag ? "True" : "False";
}

function flashedForTemplates(withCategories = false, categoryFilter: readonly string[] = []): unknown[] {
  return getFlashedMessages({ withCategories, categoryFilter });
}
