import { domainToASCII, domainToUnicode } from "node:url";
import { percentDecode } from "../body/percent-decoding.ts";
import { percentEncode } from "./percent-encode.ts";
import { joinAuthority, joinUrl, splitAuthority, splitUrl } from "./url-parts.ts";

// What may stand as it is. Percent signs may: what is encoded stays so.
const UNSAFE_IN_PATH = /[^\w%!$&'()*+,/:;=@.~-]+/g;
const UNSAFE_IN_QUERY = /[^\w%!$&'()*+,/:;=?@.~-]+/g;
const UNSAFE_IN_FRAGMENT = /[^\w%!#$&'()*+,/:;=?@.~-]+/g;
const UNSAFE_IN_USER = /[^\w%!$&'()*+,;:=.~-]+/g;

// Encoded characters that must stay encoded, since bare they would mean something else: space, controls, the percent
// sign everywhere, and the marks that end the part or divide it.
const CONTROLS = "[01][0-9A-Fa-f]|20|25|7[Ff]";
const ENCODED_IN_PATH = encodedExcept(`${CONTROLS}|2[Ff]|3[Ff]|23`);
const ENCODED_IN_QUERY = encodedExcept(`${CONTROLS}|26|3[Dd]|2[Bb]|23`);
const ENCODED_IN_FRAGMENT = encodedExcept(CONTROLS);
const ENCODED_IN_USER = encodedExcept(`${CONTROLS}|3[AaFf]|40|2[Ff]|23`);

const BEYOND_ASCII = /[^\0-\x7f]/;
const ENCODED_LABEL = /^xn--/i;

/**
 * Makes a URI of an IRI: characters that a URI cannot hold are percent-encoded as UTF-8, and an international host
 * name becomes its ASCII form. What is encoded already stays as it is, so that nothing is encoded twice.
 *
 * @param iri - An absolute or relative reference.
 * @returns ASCII text that means the same.
 * @example
 * iriToUri("http://☃.example/café?q=ä"); // => "http://xn--n3h.example/caf%C3%A9?q=%C3%A4"
 */
export function iriToUri(iri: string): string {
  const { scheme, authority, path, query, fragment } = splitUrl(iri);
  return joinUrl({
    scheme,
    authority: authority === undefined ? undefined : asciiAuthority(authority),
    path: percentEncode(path, UNSAFE_IN_PATH),
    query: query === undefined ? undefined : percentEncode(query, UNSAFE_IN_QUERY),
    fragment: fragment === undefined ? undefined : percentEncode(fragment, UNSAFE_IN_FRAGMENT),
  });
}

/**
 * Makes an IRI, to be shown to people, of a URI: percent-encoded text becomes readable where that cannot change what
 * the URL means, and an ASCII host name becomes the international one. Bytes that are not UTF-8 stay encoded.
 *
 * @param uri - An absolute or relative reference.
 * @example
 * uriToIri("http://xn--n3h.example/caf%C3%A9?q=a%26b"); // => "http://☃.example/café?q=a%26b"
 */
export function uriToIri(uri: string): string {
  const { scheme, authority, path, query, fragment } = splitUrl(uri);
  return joinUrl({
    scheme,
    authority: authority === undefined ? undefined : readableAuthority(authority),
    path: path.replace(ENCODED_IN_PATH, percentDecode),
    query: query?.replace(ENCODED_IN_QUERY, percentDecode),
    fragment: fragment?.replace(ENCODED_IN_FRAGMENT, percentDecode),
  });
}

function asciiAuthority(authority: string): string {
  const parts = splitAuthority(authority);
  const lower = parts.host.toLowerCase();
  const ascii = BEYOND_ASCII.test(lower) ? domainToASCII(lower) : lower;
  const host = ascii === "" ? percentEncode(lower, UNSAFE_IN_PATH) : ascii;
  const userInfo = parts.userInfo === undefined ? undefined : percentEncode(parts.userInfo, UNSAFE_IN_USER);
  return joinAuthority({ ...parts, host, userInfo });
}

function readableAuthority(authority: string): string {
  const parts = splitAuthority(authority);
  const labels = parts.host.toLowerCase().split(".").map(readableLabel);
  const userInfo = parts.userInfo?.replace(ENCODED_IN_USER, percentDecode);
  return joinAuthority({ ...parts, host: labels.join("."), userInfo });
}

// A label that does not decode stays as it is.
function readableLabel(label: string): string {
  return ENCODED_LABEL.test(label) ? domainToUnicode(label) || label : label;
}

// Runs of encoded bytes other than these.
function encodedExcept(bytes: string): RegExp {
  return new RegExp(`(?:%(?!${bytes})[0-9A-Fa-f]{2})+`, "g");
}
