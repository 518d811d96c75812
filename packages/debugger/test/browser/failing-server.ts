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

const debug = await Debugger.start();
const server = await serve(
  async (request) => {
    const answer = await debug.answer(request);
    if (answer !== undefined) return answer;
    return await checkout(new Cart()).then(
      () => debug.errorResponse("nothing failed", request),
      (error: unknown) =>
        debug.errorResponse(error, request, [{ title: "Request", values: request.headers }]),
    );
  },
  { port: 0 },
);
process.stdout.write(`${JSON.stringify({ url: server.url, pin: debug.pin })}\n`);
