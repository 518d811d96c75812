// Throws in the middle of things, and answers what the test asks for: a list of [frame, code] as JSON.
import { FrameCapture, FrameConsole } from "@dewar/debugger";

interface Cup {
  readonly of: string;
}

class Kitchen {
  readonly #water = "hot";
  readonly name = "kitchen";

  async serve(guest: string, cups: number): Promise<number> {
    const price: number = 3;
    let total = price * cups;
    for (const cup of [{ of: "tea" }, { of: "rain" }]) {
      if (cup.of === "rain") refuse(cup, total);
    }
    total += this.#water.length;
    return total;
  }
}

function refuse(cup: Cup, total: number): never {
  const reason = { cup, list: [1, 2, 3] };
  throw new Error(`No ${reason.cup.of} for ${total}`);
}

const capture = await FrameCapture.start();
const error: unknown = await new Kitchen().serve("Ann", 5).catch((thrown: unknown) => thrown);
const frames = capture.framesOf(error);
const consoles = frames.map((frame) => new FrameConsole(frame));
const answers: unknown[] = [];
for (const [frame, code] of JSON.parse(process.argv[2] ?? "[]") as [number, string][]) {
  const outcome = await consoles[frame]?.run(code);
  answers.push(outcome?.kind === "thrown" ? String(outcome.error) : (outcome?.value ?? null));
}
const shown = frames.map(({ functionName, locals, closure }) => ({ functionName, locals, closure }));
process.stdout.write(JSON.stringify({ frames: shown, answers }));
await capture.stop();
