import type { Section } from "@dewar/debugger";
import type { AppContext } from "../context.ts";
import type { Request } from "../request.ts";

type Rows = [name: string, value: unknown][];

/** What is known of the request that failed, for the page of the debugger. */
export function requestSections(request: Request, context: AppContext | undefined): Section[] {
  const { method, url, endpoint, viewArgs } = request;
  const about: Rows = [
    ["method", method],
    ["URL", url],
    ["endpoint", endpoint],
    ["view arguments", viewArgs],
  ];
  const sent = [
    { title: "Query", values: rowsOf(() => request.args.items({ multi: true })) },
    { title: "Form", values: rowsOf(() => request.form.items({ multi: true })) },
  ];
  return [
    { title: "Request", values: about },
    ...sent.filter(({ values }) => values.length > 0),
    // Cookies are masked by their name.
    { title: "Headers", values: request.headers },
    ...(context === undefined ? [] : contextSections(context)),
  ];
}

function contextSections({ app, openedSession, g }: AppContext): Section[] {
  return [
    { title: "Session", values: rowsOf(() => openedSession?.entries() ?? []) },
    { title: "g", values: Object.entries(g) },
    { title: "Configuration", values: [...app.config].toSorted(([a], [b]) => (a < b ? -1 : 1)) },
  ];
}

/** What cannot be read, such as the form of a stream, is left out: it may be why the request failed. */
function rowsOf(read: () => Iterable<readonly [string, unknown]>): Rows {
  try {
    return Array.from(read(), ([name, value]) => [name, value]);
  } catch {
    return [];
  }
}
