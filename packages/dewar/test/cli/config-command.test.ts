import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEWAR, SiteFolder } from "./site-folder.ts";

const SECONDS = { timeout: 60_000 };

let folder: SiteFolder;

beforeAll(() => {
  folder = new SiteFolder({
    "app.ts": `import { Flask } from ${DEWAR};
const app = new Flask(import.meta.url);
app.config.fromMapping({ SECRET_KEY: "dev", DATABASE: "postgres://ann:pw@db/site" });
app.config.fromFile("settings.json");
app.config.fromPrefixedEnv("SITE");
export default app;
`,
    "settings.json": '{ "MAIL": { "host": "mail.test", "password": "x" }, "SECRET_KEY_FALLBACKS": ["old"] }',
  });
});

afterAll(() => folder[Symbol.dispose]());

describe("dewar config", () => {
  it("shows what was changed, and where, but no secret", SECONDS, async () => {
    const { stdout } = await folder.dewar(["config", "--changed"], "", {
      SITE_MAIL__port: "25",
      SITE_API_KEY: "k",
    });
    expect(stdout).toBe(
      [
        "Setting               Value                                                  Source",
        "--------------------  -----------------------------------------------------  ---------------",
        "API_KEY               '[hidden]'                                             SITE_API_KEY",
        "DATABASE              'postgres://ann:[hidden]@db/site'                      code",
        "MAIL                  { host: 'mail.test', password: '[hidden]', port: 25 }  SITE_MAIL__port",
        "SECRET_KEY            '[hidden]'                                             code",
        "SECRET_KEY_FALLBACKS  '[hidden]'                                             settings.json",
        "",
      ].join("\n"),
    );
  });

  it("shows of the variables that begin with DEWAR_ only the user's", SECONDS, async () => {
    const prefixed = `import app from "./app.ts";\napp.config.fromPrefixedEnv();\nexport default app;\n`;
    folder.write("prefixed.ts", prefixed);
    const env = { DEWAR_APP: "prefixed.ts", DEWAR_CUP: "small" };
    const { stdout } = await folder.dewar(["config", "--changed", "--json"], "", env);
    const sources = Object.values(JSON.parse(stdout) as Record<string, { readonly source: string }>);
    expect(sources.map(({ source }) => source).filter((source) => source.startsWith("DEWAR_"))).toEqual(
      Object.keys(env),
    );
  });

  it("hides passwords wherever they stand, and shows what JSON cannot say", SECONDS, async () => {
    folder.write(
      "odd.ts",
      `import { Flask } from ${DEWAR};
const app = new Flask(import.meta.url);
const ring: Record<string, unknown> = { HOST: "h" };
ring.self = ring;
app.config.fromMapping({
  ODD_AT: "postgres://ann:p@ss/w@db/site",
  ODD_CLASS: new (class Mailer { pin = "hush" })(),
  ODD_CLIENTS: [new URL("https://ann:pw@cup.test/"), "https://cup.test/?token=hush&a=1"],
  ODD_COUNT: 5n,
  ODD_MAP: new Map([["password", "hush"]]),
  ODD_RING: ring,
  ODD_SIGNING_KEY: "hush",
  ODD_TEXT: "host=db password=hush",
});
export default app;
`,
    );
    const { code, stdout } = await folder.dewar(["--app", "odd.ts", "config", "odd", "--json"]);
    expect([code, stdout]).toEqual([0, expect.not.stringMatching(/hush|pw|ss\/w/)]);
    expect(JSON.parse(stdout)).toMatchObject({
      ODD_AT: { value: "postgres://ann:[hidden]@db/site" },
      ODD_CLASS: { value: "[Mailer]" },
      ODD_CLIENTS: { value: ["https://ann:[hidden]@cup.test/", "https://cup.test/?token=[hidden]&a=1"] },
      ODD_COUNT: { value: "5n" },
      ODD_MAP: { value: "[Map]" },
      ODD_RING: { value: { HOST: "h" } },
      ODD_SIGNING_KEY: { value: "[hidden]" },
      ODD_TEXT: { value: "host=db password=[hidden]" },
    });
  });

  it("writes JSON for programs, and narrows what it shows", SECONDS, async () => {
    const { stdout } = await folder.dewar(["config", "secret", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      SECRET_KEY: { value: "[hidden]", source: "code" },
      SECRET_KEY_FALLBACKS: { value: "[hidden]", source: expect.stringMatching(/settings\.json$/) },
    });
    expect((await folder.dewar(["config", "max_form_parts"])).stdout).toMatch(
      /^MAX_FORM_PARTS +1000 +default$/m,
    );
    expect((await folder.dewar(["config", "tea"])).stdout).toBe("There are no such settings.\n");
  });
});
