import type { Flask } from "dewar";

/** The settings that `LoginManager` reads. The names are Flask-Login's. */
export interface LoginConfig {
  /** Name of the remember-me cookie. */
  REMEMBER_COOKIE_NAME: string;
  /** Seconds that it lives. */
  REMEMBER_COOKIE_DURATION: number;
  REMEMBER_COOKIE_DOMAIN: string | null;
  REMEMBER_COOKIE_PATH: string;
  /** null: whenever the request is secure. */
  REMEMBER_COOKIE_SECURE: boolean | null;
  REMEMBER_COOKIE_HTTPONLY: boolean;
  REMEMBER_COOKIE_SAMESITE: "Lax" | "Strict" | "None" | null;
  /** Sends the cookie again with every response to a client that has it, so that its life begins anew. */
  REMEMBER_COOKIE_REFRESH_EACH_REQUEST: boolean;
  /**
   * What happens to a session that comes from another address or another browser than the one that logged in.
   * "basic": it is no longer fresh. "strong": it is logged out and the remember-me cookie goes, unless the session is
   * permanent. null: nothing.
   */
  SESSION_PROTECTION: "basic" | "strong" | null;
  /** Lets everybody pass the guards, for tests. */
  LOGIN_DISABLED: boolean;
  /** Keeps where the user wanted to go in the session, not in the address of the login page. */
  USE_SESSION_FOR_NEXT: boolean;
  /** The header that `headerLoader` reads. */
  AUTH_HEADER_NAME: string;
  /** Host of the login page that users are sent to; null: that of the login view. */
  FORCE_HOST_FOR_REDIRECTS: string | null;
}

declare module "dewar" {
  interface ConfigValues extends LoginConfig {}
}

/** Flask-Login's defaults, but for the cookie's SameSite and Secure, which are as careful as those of the session. */
const DEFAULTS: LoginConfig = {
  REMEMBER_COOKIE_NAME: "remember_token",
  REMEMBER_COOKIE_DURATION: 365 * 24 * 60 * 60,
  REMEMBER_COOKIE_DOMAIN: null,
  REMEMBER_COOKIE_PATH: "/",
  REMEMBER_COOKIE_SECURE: null,
  REMEMBER_COOKIE_HTTPONLY: true,
  REMEMBER_COOKIE_SAMESITE: "Lax",
  REMEMBER_COOKIE_REFRESH_EACH_REQUEST: false,
  SESSION_PROTECTION: "basic",
  LOGIN_DISABLED: false,
  USE_SESSION_FOR_NEXT: false,
  AUTH_HEADER_NAME: "Authorization",
  FORCE_HOST_FOR_REDIRECTS: null,
};

/** Gives an application the defaults of the settings that it has not set. */
export function setDefaults(app: Flask): void {
  for (const [key, value] of Object.entries(DEFAULTS)) {
    if (!app.config.has(key)) app.config.set(key, value);
  }
}
