import { type Blueprint, makeResponse, request } from "dewar";
import type { OpenApiDocument } from "../openapi/document.ts";
import { documentationPage } from "./page.ts";
import { STYLE } from "./style.ts";

/** What has a document to show. */
interface Documented extends Blueprint {
  openApi(blueprint?: string): OpenApiDocument;
}

/**
 * Adds the document as `/openapi.json` and `/openapi.yaml`, and the page `/docs`. The page takes its style from this
 * origin and runs no script, so that any Content-Security-Policy will do.
 */
export function documentationOf(api: Documented): void {
  // URLs begin where the application is mounted, which a request tells.
  const document = (): OpenApiDocument => {
    const servers = [{ url: request.scriptRoot === "" ? "/" : request.scriptRoot }];
    return { ...api.openApi(request.blueprint), servers };
  };
  api.get("/openapi.json", { endpoint: "openapiJson" }, () =>
    typed(JSON.stringify(document()), "application/json"),
  );
  api.get("/openapi.yaml", { endpoint: "openapiYaml" }, async () => {
    // Loaded when it is asked for: most processes never write YAML.
    const { stringify } = await import("yaml");
    return typed(stringify(document(), { aliasDuplicateObjects: false }), "application/yaml");
  });
  api.get("/docs", { endpoint: "docs" }, () => documentationPage(document()));
  api.get("/docs.css", { endpoint: "docsStyle" }, () => typed(STYLE, "text/css; charset=utf-8"));
}

function typed(text: string, contentType: string): ReturnType<typeof makeResponse> {
  return makeResponse(text, 200, { "Content-Type": contentType });
}
