import { Converter, type ConverterArguments } from "@dewar/http";
import { type Flask, request } from "dewar";

const RULES = {
  text: "/text/<name>",
  length: "/length/<string(length=3):code>",
  between: "/between/<string(minlength=2, maxlength=4):code>",
  integer: "/integer/<int:n>",
  signed: "/signed/<int(signed=True):n>",
  digits: "/digits/<int(fixed_digits=4):n>",
  bounded: "/bounded/<int(min=1, max=9):n>",
  decimal: "/decimal/<float:x>",
  decimal_signed: "/decimal-signed/<float(signed=True):x>",
  decimal_bounded: "/decimal-bounded/<float(min=0.5, max=2.5):x>",
  rest: "/rest/<path:rest>",
  rest_edit: "/rest/<path:rest>/edit",
  colour: "/colour/<any(red, green, 'light blue'):colour>",
  identity: "/identity/<uuid:u>",
  words: "/words/<list:words>",
  pair: "/pair/<a>-<b>",
  versions: "/versions/<int:major>.<int:minor>",
  named_file: "/named/<name>.<extension>",
  prefixed: "/at/@<name>",
  mixed_number: "/mixed/<int:n>",
  mixed_word: "/mixed/<word>",
  mixed_fixed: "/mixed/fixed",
  mixed_deep: "/mixed/<word>/deep",
  folder: "/folder/",
  folder_item: "/folder/<name>/",
  leaf: "/leaf",
  both_leaf: "/both",
  both_folder: "/both/",
  umlaut: "/größe/<wert>",
  space: "/with space/<name>",
  dots: "/dots/a.b/<name>",
  plus: "/plus+sign/<name>",
  semicolon: "/semi;colon",
  case: "/Case/Sensitive",
  two: "/two/<int:a>/<int:b>",
  late: "/<first>/late/<second>",
};

/** Words with a plus between them. */
class ListConverter extends Converter<string[]> {
  // oxlint-disable-next-line
  constructor(args: ConverterArguments) {
    super(args);
  }

  override toValue(text: string): string[] {
    return text.split("+");
  }

  override toUrl(value: unknown): string {
    return (value as string[]).map((word) => super.toUrl(word)).join("+");
  }
}

export function show(values: object): object {
  return { endpoint: request.endpoint, values, method: request.method };
}

export function addRouting(app: Flask): void {
  app.urlMap.converters["list"] = ListConverter;
  const view = show;
  for (const [endpoint, rule] of Object.entries(RULES)) app.addUrlRule(rule, { endpoint, view });
  app.addUrlRule("/", { endpoint: "root", view });
  app.addUrlRule("/loose", { endpoint: "loose", view, strictSlashes: false });
  app.addUrlRule("/loose-folder/", { endpoint: "loose_folder", view, strictSlashes: false });
  app.addUrlRule("/unmerged//<path:rest>", { endpoint: "unmerged", view, mergeSlashes: false });
  app.addUrlRule("/pages/", { endpoint: "pages", view, defaults: { page: 1 } });
  app.addUrlRule("/pages/<int:page>", { endpoint: "pages", view });
  app.addUrlRule("/current/<int:n>", { endpoint: "current", view });
  app.addUrlRule("/former/<int:n>", { endpoint: "current", view, alias: true });
  app.addUrlRule("/legacy/<int:n>", { endpoint: "legacy", view, redirectTo: "/integer/<n>" });
  app.addUrlRule("/elsewhere", { endpoint: "elsewhere", view, redirectTo: "leaf" });
  app.addUrlRule("/built-only/<name>", { endpoint: "built_only", view, buildOnly: true });
  app.addUrlRule("/viewless", { endpoint: "viewless" });
  app.addUrlRule("/get-only", { endpoint: "get_only", view });
  app.addUrlRule("/post-only", { endpoint: "post_only", view, methods: ["POST"] });
  app.addUrlRule("/several", { endpoint: "several", view, methods: ["GET", "PUT", "delete"] });
  app.addUrlRule("/split", { endpoint: "split_get", view, methods: ["GET"] });
  app.addUrlRule("/split", { endpoint: "split_post", view, methods: ["POST", "PATCH"] });
  app.addUrlRule("/purge/<name>", { endpoint: "purge", view, methods: ["PURGE"] });
  app.addUrlRule("/own-options", { endpoint: "own_options", view, methods: ["GET", "OPTIONS"] });
  app.addUrlRule("/no-options", { endpoint: "no_options", view, provideAutomaticOptions: false });
  app.addUrlRule("/head-only", { endpoint: "head_only", view, methods: ["HEAD"] });
  app.addUrlRule("/post-folder/", { endpoint: "post_folder", view, methods: ["POST"] });
}
