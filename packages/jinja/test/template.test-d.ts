import { expectTypeOf, test } from "vitest";
import { Environment, type Macro, type Template } from "../src/index.ts";
import type { Renderable, TemplateHost } from "../src/runtime/host.ts";

interface User {
  readonly name: string;
}

interface Page {
  readonly user: User;
  readonly title?: string;
}

const env = new Environment();

test("a template of known variables is rendered with them", () => {
  const template = env.getTemplate<Page>("page.html");
  expectTypeOf(template).toEqualTypeOf<Template<Page>>();
  expectTypeOf<(typeof template)["render"]>().parameters.toEqualTypeOf<[variables: Page]>();
  template.render({ user: { name: "Ann" } });
  // @ts-expect-error the user is missing
  template.render({ title: "Home" });
  // @ts-expect-error nothing is given
  template.render();
  // @ts-expect-error there is no such variable
  template.render({ user: { name: "Ann" }, titel: "Home" });
  expectTypeOf(template.render({ user: { name: "Ann" } })).toEqualTypeOf<string>();
});

test("every form of a render asks for the same", () => {
  const template = env.fromString<Page>("{{ user.name }}");
  expectTypeOf<(typeof template)["renderAsync"]>().parameters.toEqualTypeOf<[variables: Page]>();
  expectTypeOf<(typeof template)["generate"]>().parameters.toEqualTypeOf<[variables: Page]>();
  expectTypeOf<(typeof template)["generateAsync"]>().parameters.toEqualTypeOf<[variables: Page]>();
  expectTypeOf<(typeof template)["renderNative"]>().parameters.toEqualTypeOf<[variables: Page]>();
  expectTypeOf<(typeof template)["generate"]>().returns.toEqualTypeOf<Iterable<string>>();
  expectTypeOf<(typeof template)["renderNative"]>().returns.toEqualTypeOf<unknown>();
});

test("variables may be left out where none must be given", () => {
  expectTypeOf<Template<{ readonly title?: string }>["render"]>().parameters.toEqualTypeOf<
    [variables?: { readonly title?: string }]
  >();
  expectTypeOf<Template["render"]>().parameters.toEqualTypeOf<[variables?: Record<string, unknown>]>();
  env.fromString("").render();
});

test("several names are tried with the same variables", () => {
  expectTypeOf(env.selectTemplate<Page>(["a.html", "b.html"])).toEqualTypeOf<Template<Page>>();
  expectTypeOf(env.getOrSelectTemplate<Page>("a.html")).toEqualTypeOf<Template<Page>>();
});

test("what a template exports and what an environment gains is typed", () => {
  expectTypeOf(env.fromString("").module.get("field")).toEqualTypeOf<unknown>();
  expectTypeOf<Macro>().returns.toEqualTypeOf<unknown>();
  expectTypeOf(env.extend({ siteName: "Dewar" }).siteName).toEqualTypeOf<string>();
  expectTypeOf(env.extend({ siteName: "Dewar" })).toExtend<Environment>();
});

test("environments and templates are what compiled code calls, though their published types do not say so", () => {
  expectTypeOf<Environment>().toExtend<TemplateHost>();
  expectTypeOf<Template>().toExtend<Renderable>();
});
