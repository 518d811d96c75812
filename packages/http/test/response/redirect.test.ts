import { describe, expect, it } from "vitest";
import { HeaderError, redirect } from "../../src/index.ts";

describe("redirect", () => {
  it("is 303 unless told otherwise", () => {
    const response = redirect("/login");
    expect([response.status, response.location, response.mimetype]).toEqual([
      "303 See Other",
      "/login",
      "text/html",
    ]);
    expect(redirect("/new", 308).statusCode).toBe(308);
  });

  it("shows the target on its page, escaped [security 12]", () => {
    expect(redirect('/?q="><script>').text).toContain(
      '<a href="/?q=&#34;&gt;&lt;script&gt;">/?q=&#34;&gt;&lt;script&gt;</a>',
    );
  });

  it("keeps other schemes as they are [security 47]", () => {
    expect(redirect("itms-services://?url=abc").location).toBe("itms-services://?url=abc");
  });

  it("refuses a location that would end the line [security 41]", () => {
    expect(() => redirect("/\r\nSet-Cookie: a=b")).toThrow(HeaderError);
  });

  it("refuses codes that are no redirects", () => {
    expect(() => redirect("/", 200)).toThrow("200 is no redirect. Use one of 301, 302, 303, 305, 307, 308.");
  });
});
