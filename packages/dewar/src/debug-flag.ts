/** Whether the environment asks for debug mode: DEWAR_DEBUG is set, and not to 0, false or no. */
export function isDebugWanted(): boolean {
  const flag = process.env["DEWAR_DEBUG"] ?? "";
  return flag !== "" && !/^(?:0|false|no)$/i.test(flag);
}
