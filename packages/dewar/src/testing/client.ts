import { buildRequest, Client, type RequestOptions as HttpRequestOptions } from "@dewar/http";
import type { Flask } from "../app.ts";
import { AppContext } from "../context.ts";
import type { Request } from "../request.ts";
import type { Session } from "../sessions/session.ts";
