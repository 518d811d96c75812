/** Whether the environment asks for debug mode: DEWAR_DEBUG is set, and not to 0, false or no. */
export function isDebugWanted(): boolean {
  return meansDebug(process.env["DEWAR_DEBUG"]);
}

/** Whether a value of DEBUG asks for debug mode; the environment and files may give a text or a number. */
export function meansDebug(value: unknown): boolean {
  return typeof value === "string" ? !/^(?:|0|false|no)$/i.test(value) : Boolean(value);
}
