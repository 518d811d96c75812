import { describe, expect, test } from "vitest";
import { ContentSecurityPolicy } from "@dewar/http";

describe("ContentSecurityPolicy", () => {
  test("reads and writes directives", () => {
    const policy = ContentSecurityPolicy.fromHeader("default-src 'self';  img-src *  data: ;");
    expect([policy.defaultSrc, policy.imgSrc, policy.scriptSrc]).toEqual(["'self'", "*  data:", undefined]);
    policy.scriptSrcElem = "'none'";
    policy.imgSrc = undefined;
    expect(policy.toHeader()).toBe("default-src 'self'; script-src-elem 'none'");
  });

  test("has a property for every directive", () => {
    const policy = new ContentSecurityPolicy();
    const names = Object.entries(Object.getOwnPropertyDescriptors(ContentSecurityPolicy.prototype))
      .filter(([, descriptor]) => descriptor.set !== undefined)
      .map(([name]) => name);
    expect(names.length).toBe(28);
    for (const name of names) Reflect.set(policy, name, "x");
    for (const name of names) {
      const directive = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect([name, policy.get(directive)]).toEqual([name, "x"]);
      expect(Reflect.get(policy, name)).toBe("x");
    }
  });

  test("reports its changes", () => {
    const seen: string[] = [];
    const policy = ContentSecurityPolicy.fromHeader("", () => seen.push(policy.toHeader()));
    policy.fontSrc = "'self'";
    policy.delete("font-src");
    policy.update([
      ["a", "b"],
      ["c", "d"],
    ]);
    policy.clear();
    expect(seen).toEqual(["font-src 'self'", "", "a b; c d", ""]);
  });
});
