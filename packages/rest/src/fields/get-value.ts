/** The way to a value: a name, names joined by dots, an index, or a function of the object. */
export type Attribute = string | number | ((object: unknown) => unknown);

/**
 * A value of an object, a Map or a list.
 *
 * @returns Undefined where the way leads nowhere.
 * @example
 * getValue("author.name", { author: { name: "Ann" } }); // => "Ann"
 */
export function getValue(attribute: Attribute, object: unknown): unknown {
  if (typeof attribute === "function") return attribute(object);
  if (typeof attribute === "number") return memberOf(object, attribute);
  return attribute.split(".").reduce(memberOf, object);
}

// Keys come from the program. Objects of classes have their values in getters as well, so all members count.
function memberOf(object: unknown, key: string | number): unknown {
  if (object instanceof Map) return object.get(key);
  return typeof object === "object" && object !== null ? Reflect.get(object, key) : undefined;
}
