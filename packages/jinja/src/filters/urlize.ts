import { escape } from "@dewar/markup";
import { WHITESPACE } from "../values/white-space.ts";

/** How links are written. */
export interface UrlizeOptions {
  /** Shortens the text of a link. */
  readonly trim?: ((text: string) => string) | undefined;
  /** The `rel` attribute. */
  readonly rel?: string | undefined;
  /** The `target` attribute. */
  readonly target?: string | undefined;
  /** Further beginnings of links, such as `tel:`. */
  readonly extraSchemes?: readonly string[] | undefined;
}

const SPACES = new RegExp(`([${WHITESPACE}]+)`);
const OPENERS = ["(", "<", "&lt;"] as const;
const CLOSERS = [")", ">", ".", ",", "\n", "&gt;"] as const;
const BRACKETS = [
  ["(", ")"],
  ["<", ">"],
  ["&lt;", "&gt;"],
] as const;

/**
 * Escapes a text and makes links of the web and e-mail addresses in it: with a scheme, beginning with `www.`, or
 * ending in a well-known domain. Punctuation around an address stays outside; brackets that belong to it stay in.
 *
 * Runs in time proportional to the text.
 *
 * @param text - Plain text; or HTML that is safe, which is left as it is between the links.
 * @param isHtml - Whether it is HTML already.
 * @returns HTML.
 * @example
 * urlize("see example.org."); // => 'see <a href="https://example.org">example.org</a>.'
 */
export function urlize(text: string, options: UrlizeOptions = {}, isHtml = false): string {
  const html = isHtml ? text : escape(text);
  return html
    .split(SPACES)
    .map((word, index) => (index % 2 === 0 ? linkWord(word, options) : word))
    .join("");
}

function linkWord(word: string, options: UrlizeOptions): string {
  const start = openingLength(word);
  const end = balancedEnd(word, start, Math.max(start, closingStart(word)));
  const link = linkTo(word.slice(start, end), options);
  return link === undefined ? word : word.slice(0, start) + link + word.slice(end);
}

function openingLength(word: string): number {
  let length = 0;
  for (;;) {
    const opener = OPENERS.find((candidate) => word.startsWith(candidate, length));
    if (opener === undefined) return length;
    length += opener.length;
  }
}

function closingStart(word: string): number {
  let start = word.length;
  for (;;) {
    const closer = CLOSERS.find((candidate) => word.endsWith(candidate, start));
    if (closer === undefined) return start;
    start -= closer.length;
  }
}

// An opening bracket inside the address takes a closing one back from the punctuation behind it.
function balancedEnd(word: string, start: number, tail: number): number {
  let end = tail;
  for (const [open, close] of BRACKETS) {
    let missing = count(word.slice(start, end), open) - count(word.slice(start, end), close);
    if (missing > 0) missing = count(word.slice(start, end), open);
    for (; missing > 0; missing--) {
      const next = word.indexOf(close, end);
      if (next === -1) break;
      end = next + close.length;
    }
  }
  return end;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function linkTo(address: string, options: UrlizeOptions): string | undefined {
  if (isWebAddress(address)) {
    const href = /^https?:\/\//.test(address) ? address : `https://${address}`;
    return anchor(href, options.trim?.(address) ?? address, options);
  }
  if (address.startsWith("mailto:") && isMailAddress(address.slice(7)))
    return anchor(address, address.slice(7), {});
  if (isBareMail(address)) return anchor(`mailto:${address}`, address, {});
  const scheme = options.extraSchemes?.find((prefix) => address !== prefix && address.startsWith(prefix));
  return scheme === undefined ? undefined : anchor(address, address, options);
}

function isBareMail(address: string): boolean {
  return !address.startsWith("www.") && !address.includes(":") && isMailAddress(address);
}

function anchor(href: string, text: string, { rel, target }: UrlizeOptions): string {
  const relation = rel === undefined ? "" : ` rel="${escape(rel)}"`;
  const window = target === undefined ? "" : ` target="${escape(target)}"`;
  return `<a href="${href}"${relation}${window}>${text}</a>`;
}

const LABEL = /^[\p{L}\p{N}_%-]+$/u;
const LONG_LABEL = /^[\p{L}\p{N}_%-]{2,63}$/u;
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[\p{L}\p{N}_%]{2,59})$/iu;
const KNOWN_TOP_LABEL = /^(?:com|net|int|edu|gov|org|info|mil)$/i;
const IP_V4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IP_V6 = /^\[[\da-f:]{2,39}\]$/i;

function isWebAddress(address: string): boolean {
  const [, scheme, rest = ""] = /^(https?:\/\/|www\.)?([\s\S]*)$/i.exec(address) ?? [];
  const end = rest.search(/[/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const host = authority.replace(/:\d{1,5}$/, "");
  if (scheme === undefined) return isHost(host, LONG_LABEL, KNOWN_TOP_LABEL, 2);
  if (isHost(host, LABEL, TOP_LABEL, 1)) return true;
  if (scheme.toLowerCase() === "www.") return isHost(scheme + host, LONG_LABEL, KNOWN_TOP_LABEL, 2);
  return IP_V4.test(host) || IP_V6.test(host);
}

function isHost(host: string, label: RegExp, top: RegExp, minimum: number): boolean {
  const labels = host.split(".");
  if (labels.length < minimum || !top.test(labels.at(-1) ?? "")) return false;
  return labels.slice(0, -1).every((part) => label.test(part));
}

// Something, an at sign, and behind the last one that allows it a domain with a dot.
function isMailAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  if (at < 1) return false;
  const domain = address.slice(at + 1);
  const dot = domain.lastIndexOf(".");
  return (
    dot > 0 && /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(domain.slice(0, dot)) && isWord(domain.slice(dot + 1))
  );
}

function isWord(text: string): boolean {
  return /^[\p{L}\p{N}_]+$/u.test(text);
}
