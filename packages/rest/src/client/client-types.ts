import type { Api } from "../api.ts";
import type { OperationType, OperationTypes } from "../resource.ts";

/** What a client must know of an API, for the compiler alone: `type TodoApi = ApiType<typeof api>`. */
export type ApiType<A> =
  A extends Api<infer Rs>
    ? {
        readonly [Name in keyof Rs]: {
          readonly rule: Rs[Name]["rule"];
          readonly operations: TypesOf<Rs[Name]["types"]>;
        };
      }
    : never;

type TypesOf<Types> = Exclude<Types, undefined> extends infer Known extends OperationTypes ? Known : never;

/** Any {@link ApiType}. */
export type AnyApiType = Readonly<
  Record<string, { readonly rule: string; readonly operations: OperationTypes }>
>;

/** The rules of an API, as `api.rules` has them: the compiler takes no others. */
export type ClientRules<T extends AnyApiType> = { readonly [Name in keyof T]: T[Name]["rule"] };

/** A client: a function for each operation of each resource. */
export type Client<T extends AnyApiType> = {
  readonly [Name in keyof T]: {
    readonly [Method in keyof T[Name]["operations"]]: Call<T[Name]["operations"][Method]>;
  };
};

type Call<O> =
  O extends OperationType<infer Input, infer Output>
    ? (...input: object extends Input ? [input?: Input] : [input: Input]) => Promise<Sent<Output>>
    : never;

/**
 * A value after its way through JSON, as the application writes it: dates are text, Maps objects, Sets arrays,
 * members without a value are left out.
 */
export type Sent<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends bigint
      ? number
      : T extends Date
        ? string
        : T extends ReadonlyMap<string, infer Value>
          ? Readonly<Record<string, Sent<Value>>>
          : T extends ReadonlySet<infer Item>
            ? Sent<Item>[]
            : T extends { toJSON(): infer Json }
              ? Sent<Json>
              : T extends (...args: never[]) => unknown
                ? never
                : { [Key in keyof T]: Sent<T[Key]> };
