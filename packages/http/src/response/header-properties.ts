import { ResponseCacheControl } from "../headers/cache-control.ts";
import { ContentRange } from "../headers/content-range.ts";
import { ContentSecurityPolicy } from "../headers/content-security-policy.ts";
import { HeaderSet } from "../headers/header-set.ts";
import { WWWAuthenticate } from "../headers/www-authenticate.ts";
import { FieldProperties } from "./field-properties.ts";

/** What a header that is a set of words can be set to: its text, or words. */
type Words = string | Iterable<string> | undefined;

/**
 * The headers of a response as typed properties. Reading parses the header and is undefined where it is missing or
 * has no meaning; setting writes it, and setting undefined removes it. Those that are structures are here.
 */
export abstract class HeaderProperties extends FieldProperties {
  /** `Cache-Control`: what caches may do with the response. Changing it changes the header. */
  get cacheControl(): ResponseCacheControl {
    return ResponseCacheControl.fromHeader(this.headers.get("Cache-Control"), this.#writer("Cache-Control"));
  }
  set cacheControl(value: ResponseCacheControl | string | undefined) {
    this.#write("Cache-Control", value);
  }

  /** `Content-Security-Policy`: what the page may load and run. Changing it changes the header. */
  get contentSecurityPolicy(): ContentSecurityPolicy {
    return ContentSecurityPolicy.fromHeader(
      this.headers.get("Content-Security-Policy"),
      this.#writer("Content-Security-Policy"),
    );
  }
  set contentSecurityPolicy(value: ContentSecurityPolicy | string | undefined) {
    this.#write("Content-Security-Policy", value);
  }

  /** `Content-Security-Policy-Report-Only`: a policy that is only tried out: what breaks it is reported. Changing it changes the header. */
  get contentSecurityPolicyReportOnly(): ContentSecurityPolicy {
    return ContentSecurityPolicy.fromHeader(
      this.headers.get("Content-Security-Policy-Report-Only"),
      this.#writer("Content-Security-Policy-Report-Only"),
    );
  }
  set contentSecurityPolicyReportOnly(value: ContentSecurityPolicy | string | undefined) {
    this.#write("Content-Security-Policy-Report-Only", value);
  }

  /** `Vary`: the request headers that the response depends on. Changing the set changes the header. */
  get vary(): HeaderSet {
    return this.#set("Vary");
  }
  set vary(value: Words) {
    this.#writeSet("Vary", value);
  }

  /** `Allow`: the methods that the URL answers. Changing the set changes the header. */
  get allow(): HeaderSet {
    return this.#set("Allow");
  }
  set allow(value: Words) {
    this.#writeSet("Allow", value);
  }

  /** `Content-Language`: the languages of those the content is for. Changing the set changes the header. */
  get contentLanguage(): HeaderSet {
    return this.#set("Content-Language");
  }
  set contentLanguage(value: Words) {
    this.#writeSet("Content-Language", value);
  }

  /** `Access-Control-Allow-Headers`: the headers that scripts of other origins may send. Changing the set changes the header. */
  get accessControlAllowHeaders(): HeaderSet {
    return this.#set("Access-Control-Allow-Headers");
  }
  set accessControlAllowHeaders(value: Words) {
    this.#writeSet("Access-Control-Allow-Headers", value);
  }

  /** `Access-Control-Allow-Methods`: the methods that scripts of other origins may use. Changing the set changes the header. */
  get accessControlAllowMethods(): HeaderSet {
    return this.#set("Access-Control-Allow-Methods");
  }
  set accessControlAllowMethods(value: Words) {
    this.#writeSet("Access-Control-Allow-Methods", value);
  }

  /** `Access-Control-Expose-Headers`: the headers that scripts of other origins may read. Changing the set changes the header. */
  get accessControlExposeHeaders(): HeaderSet {
    return this.#set("Access-Control-Expose-Headers");
  }
  set accessControlExposeHeaders(value: Words) {
    this.#writeSet("Access-Control-Expose-Headers", value);
  }

  /** `Content-Range`: which part of the content the body is. Changing it changes the header. */
  get contentRange(): ContentRange {
    const write = this.#writer("Content-Range");
    return ContentRange.fromHeader(this.headers.get("Content-Range"), write) ?? unsetRange(write);
  }
  set contentRange(value: ContentRange | string | undefined) {
    this.#write("Content-Range", value);
  }

  /** `WWW-Authenticate`: how the client can say who it is. Changing it changes the header. Takes several, too. */
  get wwwAuthenticate(): WWWAuthenticate {
    const write = this.#writer("WWW-Authenticate");
    const present = WWWAuthenticate.fromHeader(this.headers.get("WWW-Authenticate"), write);
    return present ?? new WWWAuthenticate("basic", [], undefined, write);
  }
  set wwwAuthenticate(value: WWWAuthenticate | readonly WWWAuthenticate[] | undefined) {
    const challenges = value === undefined || value instanceof WWWAuthenticate ? [value] : value;
    const texts = challenges.map((challenge) => challenge?.toHeader() ?? "");
    this.headers.setList(
      "WWW-Authenticate",
      texts.filter((text) => text !== ""),
    );
  }

  #set(name: string): HeaderSet {
    return HeaderSet.fromHeader(this.headers.get(name), this.#writer(name));
  }

  #writeSet(name: string, value: Words): void {
    this.#write(name, typeof value === "object" ? new HeaderSet(value) : value);
  }

  /** What a structure calls when it has changed. */
  #writer(name: string): (changed: { toString(): string }) => void {
    return (changed) => this.#write(name, changed);
  }

  #write(name: string, value: { toString(): string } | undefined): void {
    const text = value?.toString() ?? "";
    if (text === "") this.headers.delete(name);
    else this.headers.set(name, text);
  }
}

function unsetRange(write: (changed: ContentRange) => void): ContentRange {
  return new ContentRange(undefined, undefined, undefined, undefined, write);
}
