import { html, type Markup, urlFor } from "dewar";
import type { OpenApiContent, OpenApiOperation, OpenApiParameter } from "../openapi/describe-operation.ts";
import type { OpenApiDocument } from "../openapi/document.ts";
import { all, schemaView } from "./schema-view.ts";

/** The document as a page for people. */
export function documentationPage(document: OpenApiDocument): Markup {
  const { info, components } = document;
  const groups = groupsOf(document);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title}</title>
<link rel="stylesheet" href="${urlFor(".docsStyle")}">
</head>
<body>
<nav aria-label="Operations">
<p class="title">${info.title} <small>${info.version}</small></p>
${all(groups, ([tag, entries]) => html`<p>${tag}</p><ul>${all(entries, navigationItem)}</ul>`)}
</nav>
<main>
<header>
<h1>${info.title} <small>${info.version}</small></h1>
${paragraphs(info.description)}
<p class="files"><a href="${urlFor(".openapiJson")}">openapi.json</a> <a href="${urlFor(".openapiYaml")}">openapi.yaml</a></p>
</header>
${all(groups, ([tag, entries]) => html`<section><h2>${tag}</h2>${all(entries, operationView)}</section>`)}
${schemeList(components.securitySchemes)}
${schemaList(components.schemas)}
</main>
</body>
</html>
`;
}

/** An operation with its place in the document. */
interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** Operations by their first tag; those without one come first. */
function groupsOf({ paths }: OpenApiDocument): [tag: string, entries: Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const tag = operation.tags?.[0] ?? "Operations";
      const entries = groups.get(tag) ?? [];
      groups.set(tag, [...entries, { method, path, operation }]);
    }
  }
  return [...groups];
}

function navigationItem({ method, path, operation }: Entry): Markup {
  return html`<li><a href="#${operation.operationId}"><b class="${method}">${method}</b> <code>${path}</code></a></li>`;
}

function operationView({ method, path, operation }: Entry): Markup {
  const { operationId, summary, description, deprecated, parameters, requestBody, responses, security } =
    operation;
  const names = (security ?? []).flatMap((scheme) => Object.keys(scheme));
  return html`<details id="${operationId}" class="operation" open>
<summary><b class="${method}">${method}</b> <code>${path}</code> <span>${summary ?? ""}</span></summary>
${deprecated === true ? html`<p class="note">Deprecated</p>` : ""}
${paragraphs(description)}
${names.length > 0 ? html`<p class="note">Needs ${names.join(" or ")}</p>` : ""}
${parameters.length > 0 ? html`<h3>Parameters</h3>${parameterTable(parameters)}` : ""}
${requestBody === undefined ? "" : html`<h3>Body</h3>${contentView(requestBody.content)}`}
<h3>Answers</h3>
${all(Object.entries(responses), ([status, response]) => html`<details class="answer"><summary><b>${status}</b> ${response.description}</summary>${contentView(response.content ?? {})}</details>`)}
</details>`;
}

function parameterTable(parameters: readonly OpenApiParameter[]): Markup {
  return html`<table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Value</th></tr></thead><tbody>
${all(
  parameters,
  ({ name, in: place, required, description, schema }) =>
    html`<tr><td><code>${name}</code>${required ? "" : html` <small>optional</small>`}</td><td>${place}</td><td>${schemaView(schema)} ${description ?? ""}</td></tr>`,
)}</tbody></table>`;
}

function contentView(content: OpenApiContent): Markup {
  return all(
    Object.entries(content),
    ([type, { schema }]) => html`<p class="type">${type}</p>${schemaView(schema)}`,
  );
}

function schemeList(schemes: OpenApiDocument["components"]["securitySchemes"]): Markup | string {
  const entries = Object.entries(schemes);
  if (entries.length === 0) return "";
  return html`<section><h2>Who is calling</h2><dl>${all(
    entries,
    ([name, { type, scheme, in: place, name: field, description }]) =>
      html`<dt><code>${name}</code></dt><dd>${type === "http" ? `Authorization: ${String(scheme)}` : `${String(place)} ${String(field)}`} ${description ?? ""}</dd>`,
  )}</dl></section>`;
}

function schemaList(schemas: OpenApiDocument["components"]["schemas"]): Markup | string {
  const entries = Object.entries(schemas);
  if (entries.length === 0) return "";
  return html`<section><h2>Schemas</h2>${all(
    entries,
    ([name, schema]) =>
      html`<details id="schema-${name}" class="operation"><summary><code>${name}</code></summary>${schemaView(schema)}</details>`,
  )}</section>`;
}

function paragraphs(text: string | undefined): Markup {
  return all((text ?? "").split(/\n\n+/).filter(Boolean), (part) => html`<p>${part}</p>`);
}
