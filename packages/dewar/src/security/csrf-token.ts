import { randomBytes } from "node:crypto";
import { html, type Markup } from "@dewar/markup";
import {
  BadData,
  constantTimeEqual,
  SignatureExpired,
  URLSafeTimedSerializer,
  wantBytes,
} from "@dewar/signing";
import { type AppContext, requireContext } from "../context.ts";
import { SessionUnavailable } from "../sessions/errors.ts";
import { CSRF_SECRET } from "../sessions/reserved-keys.ts";
import { secretKeys } from "../sessions/secret-keys.ts";
import { CSRFError } from "./csrf-error.ts";

/** Keeps the signature apart from those of other uses of the key. The tokens are those of Flask-WTF. */
const SALT = "wtf-csrf-token";

/**
 * A token that {@link CSRFProtect} accepts from this session until it is CSRF_TIME_LIMIT seconds old. Templates call
 * it as `csrf_token()`. Each call signs anew, so that what a page holds differs from one second to the next.
 *
 * @throws SessionUnavailable without a SECRET_KEY; OutsideContextError outside of a request.
 * @example
 * const app = new Flask(import.meta.url);
 * app.secretKey = "dev";
 * await app.testRequestContext("/", () => csrfToken().split(".").length); // => 3
 */
export function csrfToken(): string {
  const { app, session } = requireContext("csrfToken");
  const serializer = tokenSerializer(app);
  if (serializer === undefined) throw new SessionUnavailable();
  const present = session.get(CSRF_SECRET);
  if (typeof present === "string") return serializer.dumps(present);
  const secret = randomBytes(32).toString("base64url");
  session.set(CSRF_SECRET, secret);
  return serializer.dumps(secret);
}

/**
 * The hidden field that brings the token with a form. Templates call it as `csrf_field()`.
 *
 * @throws SessionUnavailable without a SECRET_KEY; OutsideContextError outside of a request.
 */
export function csrfField(): Markup {
  const { app } = requireContext("csrfField");
  return html`<input type="hidden" name="${app.config.get("CSRF_FIELD_NAME")}" value="${csrfToken()}">`;
}

/** @throws CSRFError unless `token` was made for the session of this request, and lately enough. */
export function checkCsrfToken({ app, session }: AppContext, token: string | undefined): void {
  if (token === undefined || token === "") throw new CSRFError("The CSRF token is missing.");
  const secret = session.get(CSRF_SECRET);
  if (typeof secret !== "string") throw new CSRFError("The session has no CSRF token. It may have ended.");
  if (!constantTimeEqual(wantBytes(signedSecret(app, token)), wantBytes(secret))) {
    throw new CSRFError("The CSRF token belongs to another session.");
  }
}

function signedSecret(app: AppContext["app"], token: string): string {
  try {
    const secret = tokenSerializer(app)?.loads(token, {
      maxAge: app.config.get("CSRF_TIME_LIMIT") ?? undefined,
    });
    if (typeof secret === "string") return secret;
  } catch (cause) {
    if (cause instanceof SignatureExpired) throw new CSRFError("The CSRF token has expired.", { cause });
    if (!(cause instanceof BadData)) throw cause;
  }
  throw new CSRFError("The CSRF token is invalid.");
}

function tokenSerializer(app: AppContext["app"]): URLSafeTimedSerializer | undefined {
  const keys = secretKeys(app);
  return keys === undefined ? undefined : new URLSafeTimedSerializer(keys, { salt: SALT });
}
