import { Accept, parseAccept } from "./accept.ts";

/**
 * The `Accept-Language` header (RFC 9110, section 12.5.4). `en-US` and `en_us` are the same tag.
 *
 * @example
 * LanguageAccept.fromHeader("de-AT, en;q=0.5").bestMatch(["en", "de"]); // => "en"
 * LanguageAccept.fromHeader("de-AT").bestMatch(["en", "de"]); // => "de"
 */
export class LanguageAccept extends Accept {
  static override fromHeader(text: string | undefined): LanguageAccept {
    return new LanguageAccept(parseAccept(text));
  }

  /**
   * As {@link Accept.bestMatch}; when no offer matches exactly, the client's primary tags are tried (it asks for
   * `de-AT`, there is `de`), then those of the offers (it asks for `de`, there is `de-AT`).
   */
  override bestMatch(offers: Iterable<string>): string | undefined;
  override bestMatch<D>(offers: Iterable<string>, fallback: D): string | D;
  override bestMatch(offers: Iterable<string>, fallback?: unknown): unknown {
    const tags = [...offers];
    const exact = super.bestMatch(tags);
    if (exact !== undefined) return exact;
    const primary = new Accept(
      Array.from(this, ({ value, quality }) => [primaryTag(value), quality] as const),
    );
    const wider = primary.bestMatch(tags);
    if (wider !== undefined) return wider;
    const primaryTags = tags.map(primaryTag);
    const narrower = super.bestMatch(primaryTags);
    return narrower === undefined ? fallback : tags[primaryTags.indexOf(narrower)];
  }

  protected override matches(offer: string, choice: string): boolean {
    return choice === "*" || normalize(choice) === normalize(offer);
  }
}

function normalize(tag: string): string {
  return tag.toLowerCase().replaceAll("_", "-");
}

function primaryTag(tag: string): string {
  return tag.split(/[_-]/, 1)[0] ?? tag;
}
