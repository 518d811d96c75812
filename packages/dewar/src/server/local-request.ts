import type { Request } from "@dewar/http";

const LOCAL_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1)$/;
const LOCAL_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request comes from this machine and names it. The name counts too: a page of any site may send its
 * visitors' browsers here under a name of its own (DNS rebinding).
 *
 * @param host - The host that the server was told to listen on, which may be named too.
 */
export function isLocal(request: Request, host: string): boolean {
  const name = nameOf(request);
  return LOCAL_ADDRESS.test(request.remoteAddr ?? "") && (LOCAL_HOST.test(name) || name === host);
}

function nameOf(request: Request): string {
  try {
    return request.host.replace(/:\d+$/, "");
  } catch {
    // A host that is none.
    return "";
  }
}
