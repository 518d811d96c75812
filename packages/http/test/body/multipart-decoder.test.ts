import { MultipartDecoder, MultipartError, RequestEntityTooLarge } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAll, field, file, multipart, tell } from "./multipart-bodies.ts";

const decode = (body: Uint8Array | string, pieceSize?: number): string[] =>
  tell(decodeAll(new MultipartDecoder("cut"), Buffer.from(body), pieceSize));

const disposition = "Content-Disposition: form-data; name=a";

describe("a multipart body", () => {
  test("is told as fields and files with their data", () => {
    expect(decode(multipart(field("tea", "green"), file("photo", "cup.png", "\x89PNG")))).toEqual([
      "preamble ",
      "field tea",
      "data green",
      "file photo cup.png",
      "data \xc2\x89PNG",
      "epilogue ",
    ]);
  });

  test("may have text before its first and after its last boundary", () => {
    const body = `pre\r\n--cut\r\n${disposition}\r\n\r\n1\r\n--cut--  \r\nepi`;
    expect(decode(body)).toEqual(["preamble pre", "field a", "data 1", "epilogue epi"]);
  });

  test("may have no parts at all", () => {
    expect(decode("--cut--")).toEqual(["preamble ", "epilogue "]);
  });

  test.each(["\r\n", "\n", "\r"])("may end its lines in %j", (end) => {
    const lines = ["--cut", disposition, "", "one", "--cut", disposition, "", "", "--cut--", ""];
    const events = ["preamble ", "field a", "data one", "field a", "data ", "epilogue "];
    expect(decode(lines.join(end))).toEqual(events);
    expect(decode(lines.join(end), 1)).toEqual(events);
  });

  test("needs no line break before the boundary of an empty part", () => {
    expect(decode(`--cut\r\n${disposition}\r\n\r\n--cut--`)).toContain("data ");
  });

  test("keeps what only looks like a boundary", () => {
    const data = "x\r\n--cu\r\n--cutter\r\n--cut-\r\n --cut\r\n--cut x";
    expect(decode(multipart(field("a", data)))).toContain(`data ${data}`);
    expect(decode(multipart(field("a", data)), 1)).toContain(`data ${data}`);
  });

  test("keeps the line breaks at the end of a value, but for the last", () => {
    expect(decode(multipart(field("a", "v\r\n\r\n\r")), 1)).toContain("data v\r\n\r\n\r");
  });

  test("may have white space after a boundary", () => {
    expect(decode(`--cut \t\r\n${disposition}\r\n\r\n1\r\n--cut--`)).toContain("field a");
  });

  test("may have headers that go on in the next line", () => {
    const events = decode('--cut\r\nContent-Disposition: form-data;\r\n\tname="a b"\r\n\r\n1\r\n--cut--');
    expect(events).toContain("field a b");
  });

  test("tells names in every encoding that browsers use [security 18]", () => {
    const named = (parameters: string): string[] =>
      decode(`--cut\r\nContent-Disposition: form-data; ${parameters}\r\n\r\n--cut--`);
    expect(named('name="a\\"b"')).toContain('field a"b');
    expect(named('name="a%22b"')).toContain('field a"b');
    expect(named(`name=f; filename*=UTF-8''gr%C3%BCn.txt`)).toContain("file f grün.txt");
    expect(named(`name=f; filename*=iso-8859-1''gr%FCn.txt`)).toContain("file f grün.txt");
    expect(named('name=f; filename="\ufffd"')).toContain("file f \ufffd");
    expect(named("filename=x")).toContain("file undefined x");
  });
});

describe("a malformed multipart body", () => {
  test.each([
    ["without boundaries", "tea", "preamble"],
    ["with another boundary", "--knife\r\n", "preamble"],
    ["that ends among headers", `--cut\r\n${disposition}\r\n`, "part"],
    ["that ends in data", `--cut\r\n${disposition}\r\n\r\n1\r\n--cut`, "data"],
    ["with a part that has no headers", "--cut\r\n\r\nvalue\r\n--cut--", "part"],
    ["with a part that has no disposition", "--cut\r\nX-Tea: 1\r\n\r\nvalue\r\n--cut--", "part"],
    ["with a header name that is none", `--cut\r\n${disposition}\r\n: x\r\n\r\n1\r\n--cut--`, "part"],
    ["with a header that has no colon", `--cut\r\n${disposition}\r\nX-Tea\r\n\r\n1\r\n--cut--`, "part"],
    ["with a NUL in a header", `--cut\r\n${disposition}\r\nX-Tea: \0\r\n\r\n1\r\n--cut--`, "part"],
  ])("%s is a 400 that says where [security 17]", (_, body, state) => {
    for (const size of [1, 1000]) {
      const error = catchError(() => decode(body, size));
      expect(error).toBeInstanceOf(MultipartError);
      expect(error).toMatchObject({ code: 400, state });
    }
  });

  test("with headers that are not UTF-8 is a 400 [security 25]", () => {
    const body = Buffer.from(`--cut\r\n${disposition}; filename="\xe4"\r\n\r\n1\r\n--cut--`, "latin1");
    expect(() => decode(body)).toThrow(MultipartError);
  });

  test.each(["filename*=UTF-8''%E0%", "filename*=us-ascii''%E9", "filename=x; name*=UTF-8''%ff"])(
    "with the encoded name %s, which means nothing, is a 400 [security 18]",
    (parameter) => {
      const body = `--cut\r\n${disposition}; ${parameter}\r\n\r\n1\r\n--cut--`;
      expect(() => decode(body)).toThrow(MultipartError);
    },
  );

  test.each(["", "ä", "a\r\nb", "x".repeat(257)])("cannot have the boundary %j", (boundary) => {
    expect(() => new MultipartDecoder(boundary)).toThrow(MultipartError);
  });
});

describe("the limits of a multipart body [security 15]", () => {
  test("count its parts", () => {
    const body = multipart(field("a", "1"), file("b", "x", "2"), field("c", "3"));
    expect(() => decodeAll(new MultipartDecoder("cut", { maxParts: 2 }), body)).toThrow(
      RequestEntityTooLarge,
    );
    expect(decodeAll(new MultipartDecoder("cut", { maxParts: 3 }), body)).toHaveLength(8);
  });

  test("count the bytes that wait in the decoder, such as headers without an end", () => {
    const endless = Buffer.from(`--cut\r\nX-Tea: ${"x".repeat(1000)}`);
    const decoder = new MultipartDecoder("cut", { maxFormMemorySize: 500 });
    expect(() => decodeAll(decoder, endless, 10)).toThrow(RequestEntityTooLarge);
  });
});

describe("the time to decode [security 16]", () => {
  // Quadratic work over a few megabytes would run into the test's time limit by far.
  test.each([
    ["CR", "\r"],
    ["CR LF", "\r\n"],
    ["dashes", "-"],
    ["almost boundaries", "\r\n--cu"],
    ["boundaries with a tail", "\r\n--cut          x"],
  ])("stays linear for megabytes of %s", (_, unit) => {
    const body = multipart(file("f", "x", unit.repeat(Math.ceil(1_000_000 / unit.length))));
    for (const size of [7, 65536]) expect(lengthOfData(body, size)).toBeGreaterThanOrEqual(1_000_000);
  });

  function lengthOfData(body: Buffer, pieceSize: number): number {
    const decoder = new MultipartDecoder("cut");
    let length = 0;
    for (let start = 0; start < body.length; start += pieceSize) {
      decoder.receive(body.subarray(start, start + pieceSize));
      for (let event = decoder.nextEvent(); event.kind !== "need-data"; event = decoder.nextEvent()) {
        if (event.kind === "data") length += event.data.length;
      }
    }
    return length;
  }
});

describe("any bytes", () => {
  const alphabet = fc.constantFrom(
    "\r",
    "\n",
    "-",
    "--cut",
    "--",
    "\r\n",
    " ",
    "x",
    `${disposition}\r\n\r\n`,
    ":",
  );
  const bodies = fc
    .array(alphabet, { maxLength: 40 })
    .map((words) => Buffer.from(`--cut\r\n${words.join("")}`));

  test("give the same events or the same error, however they are split [security 16]", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const whole = attempt(body, body.length);
        for (const size of [1, 2, 3, 7]) expect(attempt(body, size)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  test("give events or a documented error [security 17]", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        attempt(Buffer.from(bytes), 3);
      }),
    );
  });

  function attempt(body: Buffer, size: number): unknown {
    try {
      return decode(body, size);
    } catch (error) {
      if (error instanceof MultipartError) return error.state;
      throw error;
    }
  }
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
