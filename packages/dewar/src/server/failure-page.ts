import { type Request, Response } from "@dewar/http";
import { html } from "@dewar/markup";
import type { Failure } from "./handover.ts";
import { isLocal } from "./local-request.ts";

/**
 * What is answered while the application cannot run: a page for browsers, text for everything else, and to other
 * machines no details.
 *
 * @param host - The host that the server was told to listen on.
 */
export function failureResponse(failure: Failure, request: Request, host: string): Response {
  const shown = isLocal(request, host)
    ? failure
    : { title: "The application cannot run", text: "Its terminal says why." };
  const isForBrowser = /\btext\/html\b/i.test(request.headers.get("Accept") ?? "");
  return new Response(isForBrowser ? page(shown) : `${shown.text}\n\n${REMEDY}\n`, {
    status: 500,
    mimetype: isForBrowser ? "text/html" : "text/plain",
    headers: { ...(isForBrowser && { "Content-Security-Policy": POLICY }), "Cache-Control": "no-store" },
  });
}

const REMEDY = "The application is not running. It starts again when a file is saved.";
const POLICY = "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.35rem; line-height: 1.3; overflow-wrap: anywhere; color: light-dark(#b42318, #ff8b7f); }
pre { overflow-x: auto; padding: 1rem; border-radius: 6px; background: light-dark(#f1f2ef, #101412);
  font: 0.875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
`;

function page({ title, text }: Failure): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${REMEDY}</p>
<pre>${text}</pre>
</body>
</html>
`);
}
