import { type BindableRequest, getHost, Headers } from "@dewar/http";

/** What a record says of a request; what is absent has its usual value. */
export interface RequestFields {
  readonly method?: string;
  readonly scheme?: string;
  readonly host?: string | null;
  readonly server?: readonly [host: string, port: number | null];
  readonly script_name?: string;
  readonly path?: string;
  readonly query_string?: string;
  readonly connection?: string;
  readonly upgrade?: string;
}

/** The request that a record describes. Its path may be empty, which that of a real one never is. */
export function bindableRequest(fields: RequestFields): BindableRequest {
  const scheme = fields.scheme ?? "http";
  const [host, port] = fields.server ?? [];
  const server = host === undefined ? undefined : { host, port: port ?? undefined };
  const headers = new Headers();
  if (fields.connection !== undefined) headers.set("Connection", fields.connection);
  if (fields.upgrade !== undefined) headers.set("Upgrade", fields.upgrade);
  return {
    method: fields.method ?? "GET",
    scheme,
    host: getHost(scheme, fields.host ?? undefined, server),
    path: fields.path ?? "/",
    rootPath: fields.script_name ?? "",
    queryString: fields.query_string,
    headers,
  };
}
