import { CallbackDict, type OnUpdate } from "../data/callback-dict.ts";

/**
 * The `Content-Security-Policy` header (CSP Level 3). It is a Map of directives; each has a property too. Setting a
 * property to undefined removes its directive. A directive without a value is not read.
 *
 * @example
 * const policy = ContentSecurityPolicy.fromHeader("default-src 'self'");
 * policy.scriptSrc = "'self' cdn.example.com";
 * policy.toHeader(); // => "default-src 'self'; script-src 'self' cdn.example.com"
 */
export class ContentSecurityPolicy extends CallbackDict<string> {
  /** Reads the header; nothing gives no directives. */
  static fromHeader(
    text: string | undefined,
    onUpdate?: OnUpdate<CallbackDict<string>>,
  ): ContentSecurityPolicy {
    return new ContentSecurityPolicy(text === undefined ? [] : directivesOf(text), onUpdate);
  }

  /** Writes the header. */
  toHeader(): string {
    return Array.from(this, ([directive, value]) => `${directive} ${value}`).join("; ");
  }

  override toString(): string {
    return this.toHeader();
  }

  /** `base-uri`: which URLs a `<base>` element may have. */
  get baseUri(): string | undefined {
    return this.get("base-uri");
  }
  set baseUri(value: string | undefined) {
    this.#write("base-uri", value);
  }

  /** `child-src`: frames and workers. */
  get childSrc(): string | undefined {
    return this.get("child-src");
  }
  set childSrc(value: string | undefined) {
    this.#write("child-src", value);
  }

  /** `connect-src`: `fetch`, WebSocket and the like. */
  get connectSrc(): string | undefined {
    return this.get("connect-src");
  }
  set connectSrc(value: string | undefined) {
    this.#write("connect-src", value);
  }

  /** `default-src`: everything that has no directive of its own. */
  get defaultSrc(): string | undefined {
    return this.get("default-src");
  }
  set defaultSrc(value: string | undefined) {
    this.#write("default-src", value);
  }

  /** `font-src`: fonts. */
  get fontSrc(): string | undefined {
    return this.get("font-src");
  }
  set fontSrc(value: string | undefined) {
    this.#write("font-src", value);
  }

  /** `form-action`: where forms may be sent. */
  get formAction(): string | undefined {
    return this.get("form-action");
  }
  set formAction(value: string | undefined) {
    this.#write("form-action", value);
  }

  /** `frame-ancestors`: which pages may embed this one. */
  get frameAncestors(): string | undefined {
    return this.get("frame-ancestors");
  }
  set frameAncestors(value: string | undefined) {
    this.#write("frame-ancestors", value);
  }

  /** `frame-src`: frames. */
  get frameSrc(): string | undefined {
    return this.get("frame-src");
  }
  set frameSrc(value: string | undefined) {
    this.#write("frame-src", value);
  }

  /** `img-src`: images. */
  get imgSrc(): string | undefined {
    return this.get("img-src");
  }
  set imgSrc(value: string | undefined) {
    this.#write("img-src", value);
  }

  /** `manifest-src`: web app manifests. */
  get manifestSrc(): string | undefined {
    return this.get("manifest-src");
  }
  set manifestSrc(value: string | undefined) {
    this.#write("manifest-src", value);
  }

  /** `media-src`: audio and video. */
  get mediaSrc(): string | undefined {
    return this.get("media-src");
  }
  set mediaSrc(value: string | undefined) {
    this.#write("media-src", value);
  }

  /** `navigate-to`: where the page may navigate. */
  get navigateTo(): string | undefined {
    return this.get("navigate-to");
  }
  set navigateTo(value: string | undefined) {
    this.#write("navigate-to", value);
  }

  /** `object-src`: plugins. */
  get objectSrc(): string | undefined {
    return this.get("object-src");
  }
  set objectSrc(value: string | undefined) {
    this.#write("object-src", value);
  }

  /** `plugin-types`: media types of plugins. */
  get pluginTypes(): string | undefined {
    return this.get("plugin-types");
  }
  set pluginTypes(value: string | undefined) {
    this.#write("plugin-types", value);
  }

  /** `prefetch-src`: what may be fetched ahead. */
  get prefetchSrc(): string | undefined {
    return this.get("prefetch-src");
  }
  set prefetchSrc(value: string | undefined) {
    this.#write("prefetch-src", value);
  }

  /** `report-to`: the group that violations are reported to. */
  get reportTo(): string | undefined {
    return this.get("report-to");
  }
  set reportTo(value: string | undefined) {
    this.#write("report-to", value);
  }

  /** `report-uri`: the URL that violations are reported to. */
  get reportUri(): string | undefined {
    return this.get("report-uri");
  }
  set reportUri(value: string | undefined) {
    this.#write("report-uri", value);
  }

  /** `require-trusted-types-for`: which sinks need trusted types. */
  get requireTrustedTypesFor(): string | undefined {
    return this.get("require-trusted-types-for");
  }
  set requireTrustedTypesFor(value: string | undefined) {
    this.#write("require-trusted-types-for", value);
  }

  /** `sandbox`: what a sandboxed page is allowed. */
  get sandbox(): string | undefined {
    return this.get("sandbox");
  }
  set sandbox(value: string | undefined) {
    this.#write("sandbox", value);
  }

  /** `script-src`: scripts. */
  get scriptSrc(): string | undefined {
    return this.get("script-src");
  }
  set scriptSrc(value: string | undefined) {
    this.#write("script-src", value);
  }

  /** `script-src-attr`: scripts in attributes. */
  get scriptSrcAttr(): string | undefined {
    return this.get("script-src-attr");
  }
  set scriptSrcAttr(value: string | undefined) {
    this.#write("script-src-attr", value);
  }

  /** `script-src-elem`: scripts in elements. */
  get scriptSrcElem(): string | undefined {
    return this.get("script-src-elem");
  }
  set scriptSrcElem(value: string | undefined) {
    this.#write("script-src-elem", value);
  }

  /** `style-src`: styles. */
  get styleSrc(): string | undefined {
    return this.get("style-src");
  }
  set styleSrc(value: string | undefined) {
    this.#write("style-src", value);
  }

  /** `style-src-attr`: styles in attributes. */
  get styleSrcAttr(): string | undefined {
    return this.get("style-src-attr");
  }
  set styleSrcAttr(value: string | undefined) {
    this.#write("style-src-attr", value);
  }

  /** `style-src-elem`: styles in elements. */
  get styleSrcElem(): string | undefined {
    return this.get("style-src-elem");
  }
  set styleSrcElem(value: string | undefined) {
    this.#write("style-src-elem", value);
  }

  /** `trusted-types`: names of trusted type policies. */
  get trustedTypes(): string | undefined {
    return this.get("trusted-types");
  }
  set trustedTypes(value: string | undefined) {
    this.#write("trusted-types", value);
  }

  /** `upgrade-insecure-requests`: load over HTTPS what the page names with HTTP. */
  get upgradeInsecureRequests(): string | undefined {
    return this.get("upgrade-insecure-requests");
  }
  set upgradeInsecureRequests(value: string | undefined) {
    this.#write("upgrade-insecure-requests", value);
  }

  /** `worker-src`: workers. */
  get workerSrc(): string | undefined {
    return this.get("worker-src");
  }
  set workerSrc(value: string | undefined) {
    this.#write("worker-src", value);
  }

  #write(directive: string, value: string | undefined): void {
    if (value === undefined) this.delete(directive);
    else this.set(directive, value);
  }
}

function* directivesOf(text: string): Generator<[string, string]> {
  for (const part of text.split(";")) {
    const policy = part.trim();
    const space = policy.indexOf(" ");
    if (space !== -1) yield [policy.slice(0, space), policy.slice(space + 1).trim()];
  }
}
