import { describe, expect, test } from "vitest";
import { HeaderSet } from "@dewar/http";

describe("HeaderSet", () => {
  test("compares words without case, and keeps order and spelling", () => {
    const vary = HeaderSet.fromHeader("Cookie, accept, COOKIE");
    expect([...vary]).toEqual(["Cookie", "accept"]);
    expect([vary.has("cookie"), vary.has("Origin"), vary.size]).toEqual([true, false, 2]);
    expect([vary.find("ACCEPT"), vary.find("Origin")]).toEqual([1, -1]);
    expect([...vary.asSet()]).toEqual(["cookie", "accept"]);
    expect([...vary.asSet(true)]).toEqual(["Cookie", "accept"]);
  });

  test("writes words, quoted where they need it", () => {
    expect(new HeaderSet(["GET", "a b"]).toHeader()).toBe('GET, "a b"');
    expect(HeaderSet.fromHeader(undefined).toHeader()).toBe("");
  });

  test("reports changes, and only changes", () => {
    const seen: string[] = [];
    const vary = HeaderSet.fromHeader("Cookie", (changed) => seen.push(changed.toHeader()));
    vary.add("Accept").add("cookie");
    expect([vary.delete("COOKIE"), vary.delete("Cookie")]).toEqual([true, false]);
    vary.update(["a", "b"]);
    vary.clear();
    expect(seen).toEqual(["Cookie, Accept", "Accept", "Accept, a, b", ""]);
  });
});
