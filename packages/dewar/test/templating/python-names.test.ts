import { describe, expect, it } from "vitest";
import { Flask, renderTemplateString, type Request, request } from "../../src/index.ts";

async function rendered(source: string, setUp?: (app: Flask) => void): Promise<string> {
  const app = new Flask(import.meta.url);
  app.secretKey = "dev";
  setUp?.(app);
  app.get("/posts/<int:id>", { endpoint: "show" }, () => renderTemplateString(source));
  return (await app.testClient().get("/posts/7?tag=a&tag=b", { headers: { "X-Tea": "green" } })).text;
}

describe("a template written for Flask", () => {
  it("finds what the request says under Flask's names", async () => {
    expect(await rendered("{{ request.full_path }} {{ request.view_args.id }} {{ request.url_root }}")).toBe(
      "/posts/7?tag=a&amp;tag=b 7 http://localhost/",
    );
  });

  it("sees None where the request says nothing", async () => {
    expect(await rendered("{{ request.referrer }} {{ request.blueprint }} [{{ request.nothing }}]")).toBe(
      "None None []",
    );
  });

  it("gives a default for what is missing", async () => {
    expect(
      await rendered(
        "{{ request.args.get('tag', '-') }} {{ request.args.get('no', '-') }} {{ request.args.get('no', default='-') }} " +
          "{{ request.headers.get('X-Tea', '-') }} {{ request.headers.get('X-Milk', '-') }} " +
          "{{ session.get('user', 'nobody') }} {{ config.get('NONE', 'unset') }} {{ request.args.get('no') }}",
      ),
    ).toBe("a - - green - nobody unset None");
  });

  it("calls methods under Flask's names", async () => {
    expect(
      await rendered(
        "{{ request.args.getlist('tag')|join('+') }} {{ request.args.to_dict(flat=False).tag|length }} " +
          "{{ request.accept_mimetypes.best_match(['text/html']) }} {{ session.setdefault('n', 1) }}{{ session.n }}",
      ),
    ).toBe("a+b 2 None 11");
  });

  it("still treats them as the dicts that they are", async () => {
    expect(
      await rendered(
        "{{ request.args.tag }} {{ request.args['tag'] }} {{ 'tag' in request.args }} {{ request.args|length }} " +
          "{% for key, value in request.args.items() %}{{ key }}={{ value }}{% endfor %} {{ config.TESTING }}",
      ),
    ).toBe("a a True 1 tag=a False");
  });

  it("reaches nothing that belongs to JavaScript alone", async () => {
    expect(
      await rendered("[{{ request.constructor }}{{ request.__proto__ }}{{ request.args.to_string }}]"),
    ).toBe("[]");
  });

  it("passes functions an object that works as the request does", async () => {
    const text = await rendered("{{ tags(request) }}", (app) => {
      app.templateGlobal("tags", (given: Request) => {
        expect(given.args.getList("tag")).toEqual(request.args.getList("tag"));
        return given.args.get("none", { default: "none" });
      });
    });
    expect(text).toBe("none");
  });
});
