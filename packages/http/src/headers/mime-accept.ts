import { Accept, parseAccept } from "./accept.ts";
import { HeaderError } from "./header-error.ts";

/**
 * The `Accept` header: media types with wildcards and parameters (RFC 9110, section 12.5.1).
 *
 * @example
 * const accept = MIMEAccept.fromHeader("text/html, application/*;q=0.5");
 * accept.bestMatch(["application/json", "text/html"]); // => "text/html"
 * accept.acceptJson; // => true
 */
export class MIMEAccept extends Accept {
  static override fromHeader(text: string | undefined): MIMEAccept {
    return new MIMEAccept(parseAccept(text));
  }

  /** Whether the client accepts HTML or XHTML. */
  get acceptHtml(): boolean {
    return this.has("text/html") || this.acceptXhtml;
  }

  /** Whether the client accepts XHTML. */
  get acceptXhtml(): boolean {
    return this.has("application/xhtml+xml") || this.has("application/xml");
  }

  /** Whether the client accepts JSON. */
  get acceptJson(): boolean {
    return this.has("application/json");
  }

  /** As {@link Accept.find}, and -1 for an offer that is not a media type. */
  override find(value: string): number {
    return isMediaType(value) ? super.find(value) : -1;
  }

  /**
   * As {@link Accept.quality}.
   *
   * @throws {HeaderError} When `value` is not a media type.
   */
  override quality(value: string): number {
    checkOffer(value);
    return super.quality(value);
  }

  /**
   * As {@link Accept.bestMatch}.
   *
   * @throws {HeaderError} When an offer is not a media type.
   */
  override bestMatch(offers: Iterable<string>): string | undefined;
  override bestMatch<D>(offers: Iterable<string>, fallback: D): string | D;
  override bestMatch(offers: Iterable<string>, fallback?: unknown): unknown {
    const checked = [...offers];
    checked.forEach(checkOffer);
    return super.bestMatch(checked, fallback);
  }

  protected override specificity(value: string): readonly boolean[] {
    return partsOf(value).map((part) => part !== "*");
  }

  protected override matches(offer: string, choice: string): boolean {
    if (!choice.includes("/")) return false;
    const [type, subtype, ...parameters] = partsOf(offer.toLowerCase());
    const [choiceType, choiceSubtype, ...choiceParameters] = partsOf(choice.toLowerCase());
    if (choiceType === "*") return choiceSubtype === "*";
    if (type === "*") return subtype === "*";
    if (type !== choiceType) return false;
    if (subtype === "*" || choiceSubtype === "*") return true;
    return subtype === choiceSubtype && sameParameters(parameters, choiceParameters);
  }
}

function partsOf(mediaType: string): string[] {
  const [type = "", ...parameters] = mediaType.split(";").map((part) => part.trim());
  const slash = type.indexOf("/");
  const types = slash === -1 ? [type] : [type.slice(0, slash), type.slice(slash + 1)];
  return [...types, ...parameters];
}

function sameParameters(a: string[], b: string[]): boolean {
  if (a.length !== b.length) return false;
  const sorted = b.toSorted();
  return a.toSorted().every((parameter, index) => parameter === sorted[index]);
}

function isMediaType(offer: string): boolean {
  return offer.includes("/") && (!offer.startsWith("*/") || offer === "*/*");
}

function checkOffer(offer: string): void {
  if (isMediaType(offer)) return;
  throw new HeaderError(`invalid mimetype '${offer}'. Offer a media type like "text/html".`);
}
