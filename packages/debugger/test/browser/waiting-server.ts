// Fails in calls that wait, at every request but those of the debugger's own pages. Says its address and its PIN as JSON.
import { readFile } from "node:fs/promises";
import { Debugger } from "@dewar/debugger";
import { serve } from "@dewar/http";

class Stock {
  readonly #folder = "/nowhere";

  async count(item: string): Promise<number> {
    const file = `${this.#folder}/${item}.txt`;
    const text = await readFile(file, "utf8");
    return Number(text);
  }
}

const stock = new Stock();

async function showCart(guest: string): Promise<string> {
  const wanted = ["tea", "cup"];
  let missing = 0;
  for (const item of wanted) {
    const left = await stock.count(item);
    if (left === 0) missing += 1;
  }
  return `${guest} misses ${missing}`;
}

const debug = await Debugger.start();
const server = await serve(
  async (request) => {
    const answer = await debug.answer(request);
    if (answer !== undefined) return answer;
    try {
      return debug.errorResponse(await showCart("Ann"), request);
    } catch (error) {
      return debug.errorResponse(error, request);
    }
  },
  { port: 0 },
);
process.stdout.write(`${JSON.stringify({ url: server.url, pin: debug.pin })}\n`);
