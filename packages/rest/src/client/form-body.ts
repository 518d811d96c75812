/** The members of an object as text; a list gives several, what is undefined or null none. */
export function textsOf(values: unknown): [name: string, text: string][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((item) => item !== undefined && item !== null)
      .map((item): [string, string] => [name, String(item)]),
  );
}

/** A form as a body: with files as multipart, else URL-encoded; null where there is neither. */
export function formBody(form: unknown, files: unknown): FormData | URLSearchParams | null {
  if (files === undefined) return form === undefined ? null : new URLSearchParams(textsOf(form));
  const body = new FormData();
  for (const [name, text] of textsOf(form)) body.append(name, text);
  for (const [name, given] of Object.entries(files ?? {})) {
    for (const file of [given].flat()) if (file instanceof Blob) body.append(name, file);
  }
  return body;
}
