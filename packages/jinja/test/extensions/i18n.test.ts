import { describe, expect, it } from "vitest";
import { Environment, i18nExtension, TemplateSyntaxError } from "../../src/index.ts";

const translations = {
  gettext: (message: string) => (message === "Hello %(name)s" ? "Hallo %(name)s" : message),
  ngettext: (one: string, many: string, n: number) => (n === 1 ? one : many),
};

describe.each([true, false])("trans with newstyle %s", (newstyle) => {
  const env = new Environment({ autoescape: true, extensions: [i18nExtension({ translations, newstyle })] });

  it("translates, and escapes what it puts in", () => {
    expect(env.fromString("{% trans name %}Hello {{ name }}{% endtrans %}").render({ name: "<Ann>" })).toBe(
      "Hallo &lt;Ann&gt;",
    );
  });

  it("chooses the form by the count", () => {
    const template = env.fromString(
      "{% trans n=items|length %}{{ n }} item{% pluralize %}{{ n }} items{% endtrans %}",
    );
    expect([template.render({ items: [1] }), template.render({ items: [1, 2] })]).toEqual([
      "1 item",
      "2 items",
    ]);
  });

  it("trims where it is told", () => {
    expect(env.fromString("{% trans trimmed %}\n  one\n  two\n{% endtrans %}").render()).toBe("one two");
  });

  it("leaves percent signs alone", () => {
    expect(env.fromString("{% trans %}100%{% endtrans %}").render()).toBe("100%");
  });

  it("refuses statements inside", () => {
    expect(() => env.fromString("{% trans %}{% if x %}{% endtrans %}")).toThrow(TemplateSyntaxError);
  });
});

describe("the underscore", () => {
  it("is gettext", () => {
    const env = new Environment({ extensions: [i18nExtension({ translations: null })] });
    expect(env.fromString("{{ _('Hi') }}").render()).toBe("Hi");
  });
});
