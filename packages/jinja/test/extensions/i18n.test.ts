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
    expect(() => env.fromString("{% trans %}{% 'endtrans' %}{% endtrans %}")).toThrow("saw `None`");
  });
});

describe("the underscore", () => {
  it("is gettext", () => {
    const env = new Environment({ extensions: [i18nExtension({ translations: null })] });
    expect(env.fromString("{{ _('Hi') }}").render()).toBe("Hi");
  });
});

describe("the functions of the old style", () => {
  const env = new Environment({ extensions: [i18nExtension({ translations: null })] });

  it("take the arguments of gettext and no others", () => {
    expect(env.fromString("{{ _(message='Hi') }} {{ ngettext('file', 'files', n=2) }}").render()).toBe(
      "Hi files",
    );
    expect(() => env.fromString("{{ _('Hello %(name)s', name='Ann') }}").render()).toThrow(
      "unexpected keyword argument 'name'",
    );
    expect(() => env.fromString("{{ ngettext('file', 'files') }}").render()).toThrow(
      "missing required argument: 'n'",
    );
  });

  it("leave alone what is no text", () => {
    expect(env.fromString("{{ _(none) }} {{ _([1]) }} {{ _(missing) }}").render()).toBe("None [1] ");
  });

  it("count a text as many", () => {
    expect(
      env.fromString("{{ ngettext('file', 'files', '1') }} {{ ngettext('file', 'files', 1.0) }}").render(),
    ).toBe("files file");
  });
});

describe("the functions of the new style", () => {
  const env = new Environment({ extensions: [i18nExtension({ translations: null, newstyle: true })] });

  it("put variables of any name into the text", () => {
    const source =
      "{% trans message='a', context='b', singular='c' %}{{ message }}{{ context }}{{ singular }}{% endtrans %}";
    expect(env.fromString(source).render()).toBe("abc");
    expect(env.fromString("{{ pgettext('menu', '%(message)s %(context)s', message='a') }}").render()).toBe(
      "a menu",
    );
  });

  it("fail for what is no text", () => {
    expect(() => env.fromString("{{ _(none) }}").render()).toThrow("unsupported operand type(s) for %");
    expect(() => env.fromString("{{ _(missing) }}").render()).toThrow("'missing' is undefined");
  });
});
