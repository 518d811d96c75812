// Not a name that `config.fromPrefixedEnv()` would take for a setting.
const MARK = "_DEWAR_COMMAND_LINE";

/** Notes that this process is the command `dewar`, which decides itself what is served. */
export function markAsCommandLine(): void {
  // In the environment, where another copy of this package finds it too; and with the process, which has children.
  process.env[MARK] = String(process.pid);
}

/** Whether this process is the command `dewar`. */
export function isCommandLine(): boolean {
  return process.env[MARK] === String(process.pid);
}
