// Fails at every request but those of the debugger's own pages. Says its address and its PIN as JSON.
import { Debugger } from "@dewar/debugger";
import { serve } from "@dewar/http";

interface Item {
  readonly name: string;
  readonly price: number;
  readonly tags?: readonly string[];
}

class Cart {
  readonly items: readonly Item[] = [
    { name: "tea", price: 3, tags: ["rare"] },
    { name: "<b>cup</b>", price: 8 },
  ];
  readonly owner = { name: "Ann", password: "hunter2" };

  total(discount: number): number {
    let sum = 0;
    for (const item of this.items) {
      sum += item.price * (1 - discount);
      if ((item.tags as string[]).includes("rare")) sum += 1;
    }
    return sum;
  }
}

async function checkout(cart: Cart): Promise<number> {
  const discount = 0.5;
  try {
    return cart.total(discount);
  } catch (cause) {
    throw new Error("The cart of <Ann> cannot be paid.", { cause });
  }
}

/** Calls itself until the stack is full. */
function recurse(depth: number): number {
  const below = depth + 1;
  return recurse(below) + depth;
}

function hostile(): never {
  const error = new Error("hostile");
  Object.defineProperty(error, "message", {
    get() {
      throw new Error("no message for you");
    },
  });
  Object.defineProperty(error, "cause", { value: Object.create(null) });
  throw error;
}

function refuse(): never {
  const reason: string = "plain text";
  // oxlint-disable-next-line no-throw-literal, only-throw-error -- programs do so
  throw reason;
}

function atBreakpoint(): never {
  const step = 1;
  // oxlint-disable-next-line no-debugger -- programs may have one
  debugger;
  throw new Error(`after a breakpoint, step ${step}`);
}

function inTemplate(): never {
  const error = new Error("'price' is undefined");
  error.stack = `Error: 'price' is undefined\n    at <template>:2:6\n${error.stack?.split("\n").slice(1).join("\n")}`;
  throw error;
}

function many(): never {
  throw new Error(`${"many words ".repeat(2000)}<end>`);
}

const failures: Readonly<Record<string, () => unknown>> = {
  "/": () => checkout(new Cart()),
  "/recursion": () => recurse(0),
  "/hostile": hostile,
  "/text": refuse,
  "/breakpoint": atBreakpoint,
  "/template": inTemplate,
  "/many": many,
};

const debug = await Debugger.start({
  tell: ({ message }) =>
    message.startsWith("'price'")
      ? [
          {
            file: "<template>",
            line: 2,
            variables: [["item", { name: "tea" }]],
            evaluate: (expression) => `told ${expression}`,
          },
        ]
      : [],
});
const server = await serve(
  async (request) => {
    const answer = await debug.answer(request);
    if (answer !== undefined) return answer;
    try {
      await failures[request.path]?.();
      return debug.errorResponse("nothing failed", request);
    } catch (error) {
      const config = Object.entries({
        DEBUG: true,
        SECRET_KEY: "hunter2",
        MAIL: { host: "localhost", password: "hunter2" },
      });
      return debug.errorResponse(error, request, [
        { title: "Request", values: request.headers },
        { title: "Config", values: config },
      ]);
    }
  },
  { port: 0 },
);
process.stdout.write(`${JSON.stringify({ url: server.url, pin: debug.pin })}\n`);
