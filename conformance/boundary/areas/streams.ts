import {
  type Flask,
  makeResponse,
  request,
  Response,
  session,
  streamTemplate,
  streamTemplateString,
  streamWithContext,
} from "dewar";

export function addContextStreams(app: Flask): void {
  app.get("/streams/context", () => {
    function* chunks(): Generator<string> {
      yield request.path;
      yield " ";
      yield request.args.get("q") ?? "-";
    }
    return new Response(streamWithContext(chunks()), { mimetype: "text/plain" });
  });
  app.get("/streams/template", () =>
    streamTemplate("plain.txt", { text: request.args.get("q") ?? "<none>" }),
  );
  app.get("/streams/string", () => {
    const source = "{% for n in numbers %}{{ n }} {{ request.path }};{% endfor %}";
    return streamTemplateString(source, { numbers: [1, 2, 3] });
  });
  app.get("/streams/session", () => {
    session.set("streamed", true);
    function* chunks(): Generator<string> {
      yield "streamed";
    }
    return chunks();
  });
  app.get("/streams/empty", () => new Response([].values(), { mimetype: "text/plain" }));
  app.get("/streams/status", () => makeResponse(["no", "t ", "here"].values(), 404, { "X-Streamed": "yes" }));
}
