// A small shop with two mistakes in it, served with the debugger, for the pictures of docs/debugger.md.
import { join } from "node:path";
import { Debugger } from "@dewar/debugger";
import { Response, serve } from "@dewar/http";
import { Environment, FileSystemLoader, templateTrace, templateVariables } from "@dewar/jinja";

interface Item {
  readonly name: string;
  readonly price: number;
  readonly stock?: { readonly left: number };
}

class Cart {
  readonly owner = { name: "Ann", apiToken: "b7f1…" };
  readonly items: readonly Item[] = [
    { name: "tea", price: 3, stock: { left: 12 } },
    { name: "cup", price: 8 },
  ];

  total(discount: number): number {
    let sum = 0;
    for (const item of this.items) {
      if (leftOf(item as Required<Item>) === 0) throw new RangeError(`There is no ${item.name} left.`);
      sum += item.price * (1 - discount);
    }
    return sum;
  }
}

function leftOf(item: Required<Item>): number {
  return item.stock.left;
}

async function checkout(cart: Cart): Promise<string> {
  const discount = 0.5;
  try {
    return `${cart.total(discount)}`;
  } catch (cause) {
    throw new Error(`The cart of ${cart.owner.name} cannot be paid.`, { cause });
  }
}

const templates = new Environment({ loader: new FileSystemLoader(`${import.meta.dirname}/templates`) });
const debug = await Debugger.start({
  frameworkFolders: [join(import.meta.dirname, "../../packages")],
  tell: (error) =>
    templateTrace(error).map((place) => ({
      file: place.filename ?? place.name ?? "<template>",
      line: place.line,
      variables: Object.entries(templateVariables(place)),
      evaluate: (expression) => templates.compileExpression(expression)(templateVariables(place)),
    })),
});
const server = await serve(
  async (request) => {
    const answer = await debug.answer(request);
    if (answer !== undefined) return answer;
    const cart = new Cart();
    try {
      if (request.path === "/cart") {
        return new Response(templates.getTemplate("cart.html").render({ cart, title: "Your cart" }));
      }
      return new Response(await checkout(cart));
    } catch (error) {
      const config = { DEBUG: true, SECRET_KEY: "dev", MAIL: { host: "localhost", password: "dev" } };
      return debug.errorResponse(error, request, [
        { title: "Headers", values: request.headers },
        { title: "Configuration", values: Object.entries(config) },
      ]);
    }
  },
  { port: 0 },
);
process.stdout.write(`${JSON.stringify({ url: server.url, pin: debug.pin })}\n`);
