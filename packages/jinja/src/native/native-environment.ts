import { Environment } from "../environment.ts";

/**
 * An environment whose templates render to values, by `renderNative`: a template that prints one expression returns
 * what it stands for, and printed text that is a literal of Python becomes its value.
 *
 * @example
 * new NativeEnvironment().fromString("{{ [1, 2] }}").renderNative(); // => [1, 2]
 */
export class NativeEnvironment extends Environment {
  override get native(): boolean {
    return true;
  }
}
