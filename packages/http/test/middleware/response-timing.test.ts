import { expect, test, vi } from "vitest";

import { buildRequest, NotFound, Response, responseTiming, type ResponseTiming } from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

describeMatrix("responseTiming", (connect) => {
  test("tells the client how long the answer took", async () => {
    const client = await connect(responseTiming(async () => new Response(await Promise.resolve("tea"))));
    const response = await client.get("/");
    expect(response.headers.get("Server-Timing")).toMatch(/^app;dur=\d+\.\d$/);
    expect(response.text).toBe("tea");
  });

  test("stays beside what the handler itself has measured", async () => {
    const headers = { "Server-Timing": "db;dur=5" };
    const client = await connect(responseTiming(() => new Response("tea", { headers })));
    const values = (await client.get("/")).headers.getAll("Server-Timing").join(", ");
    expect(values).toMatch(/^db;dur=5, app;dur=/);
  });

  test("may be told to the program alone", async () => {
    const report = vi.fn<(timing: ResponseTiming) => void>();
    const client = await connect(
      responseTiming(() => new Response("", { status: 201 }), { report, header: false }),
    );
    expect((await client.get("/tea")).headers.has("Server-Timing")).toBe(false);
    expect(report).toHaveBeenCalledOnce();
    const [timing] = report.mock.calls[0] ?? [];
    expect([timing?.request.path, timing?.response.statusCode]).toEqual(["/tea", 201]);
    expect(timing?.milliseconds).toBeGreaterThanOrEqual(0);
  });
});

test("responseTiming makes no promise of an answer that is there at once", () => {
  expect(responseTiming(() => new Response())(buildRequest("/"))).toBeInstanceOf(Response);
});

test("responseTiming lets errors through", async () => {
  const fail = (): never => {
    throw new NotFound();
  };
  expect(() => responseTiming(fail)(buildRequest("/"))).toThrow(NotFound);
  await expect(responseTiming(async () => fail())(buildRequest("/"))).rejects.toThrow(NotFound);
});
