import { type HttpResponse, makeResponse, renderTemplate, request } from "dewar";
import { z } from "zod";

/** A form as templates show it and views read it. */
export interface Form<Data> {
  /** What its fields hold, by their names: what was typed, or what there is to be changed. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong with them. */
  readonly errors: Record<string, string>;
  /** What was sent, if nothing is wrong with it. */
  readonly data?: Data;
}

/**
 * The form of this request: what was sent, checked; or, while nothing was, what its fields begin with.
 *
 * @param initial - The first values of the fields.
 */
export function readForm<Schema extends z.ZodObject>(
  schema: Schema,
  initial: Readonly<Record<string, unknown>> = {},
): Form<z.output<Schema>> {
  if (request.method !== "POST") return blankForm(initial);
  const values = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, isList(field) ? textsOf(name) : textOf(name)]),
  );
  const { success, data, error } = schema.safeParse(values);
  if (success) return { values, errors: {}, data };
  const errors = error.issues.map(({ path, message }) => [String(path[0]), message] as const);
  return { values, errors: Object.fromEntries(errors.reverse()) };
}

/** A form that nobody has sent, on a page with others. */
export function blankForm(values: Readonly<Record<string, unknown>> = {}): Form<never> {
  return { values, errors: {} };
}

/** The page of a form: 422 when something is wrong with what was sent (RFC 9110, section 15.5.21). */
export function formPage(
  template: string,
  form: Form<unknown>,
  context: Readonly<Record<string, unknown>> = {},
): HttpResponse {
  const isWrong = Object.keys(form.errors).length > 0;
  return makeResponse(renderTemplate(template, { form, ...context }), isWrong ? 422 : 200);
}

function isList(field: z.core.$ZodType): boolean {
  return field instanceof z.ZodDefault ? isList(field.unwrap()) : field instanceof z.ZodArray;
}

function textOf(name: string): string {
  return textsOf(name)[0] ?? "";
}

/** Browsers end the lines of a text with CR and LF (HTML, 4.10.21.8). */
function textsOf(name: string): string[] {
  return request.form.getList(name).map((text) => text.replaceAll("\r\n", "\n"));
}
