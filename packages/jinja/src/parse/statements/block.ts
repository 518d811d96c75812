import type { TagContext } from "../tag.ts";
import type { Block, Statement } from "../../ast/statements.ts";

/** `{% block name scoped required %}...{% endblock name %}` */
export function parseBlock({ stream, bodyUntil, span }: TagContext): Block {
  const name = stream.expect("name").value;
  const scoped = stream.skip("name", "scoped");
  const required = stream.skip("name", "required");
  if (stream.at("-")) {
    stream.fail(
      "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.",
      stream.current.start,
    );
  }
  const head = span();
  const { body } = bodyUntil("endblock");
  if (required && !body.every(isBlank)) {
    stream.fail("Required blocks can only contain comments or whitespace", stream.current.start);
  }
  stream.skip("name", name);
  return { kind: "Block", name, scoped, required, body, ...head };
}

function isBlank(statement: Statement): boolean {
  return (
    statement.kind === "Output" &&
    statement.parts.every((part) => part.kind === "Data" && part.text.trim() === "")
  );
}
