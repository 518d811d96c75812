import { Blueprint, type Flask, request, sendFile, sendFromDirectory } from "dewar";

const CHANGED = new Date(Date.UTC(2020, 0, 1));

export function addFiles(app: Flask): void {
  app.get("/files/<path:name>", ({ name }) => sendFromDirectory("files", name));
  app.get("/downloads/<path:name>", ({ name }) =>
    sendFromDirectory("files", name, {
      asAttachment: true,
      downloadName: request.args.get("as"),
      maxAge: 3600,
    }),
  );
  app.get("/sent/plain", () => sendFile("files/ten.txt"));
  app.get("/sent/typed", () =>
    sendFile("files/ten.txt", { mimetype: "application/x-ten", etag: "ten-digits" }),
  );
  app.get("/sent/unconditional", () => sendFile("files/ten.txt", { conditional: false, etag: false }));
  app.get("/sent/dated", () => sendFile("files/ten.txt", { lastModified: CHANGED, etag: "ten", maxAge: 0 }));
  app.get("/sent/bytes", () =>
    sendFile(Buffer.from("0123456789"), { mimetype: "text/plain", etag: "bytes" }),
  );
  app.get("/sent/named", () =>
    sendFile(Buffer.from("named"), { downloadName: request.args.get("name"), asAttachment: true }),
  );
  app.get("/sent/inline", () =>
    sendFile(Buffer.from("<p>"), { mimetype: "text/html", downloadName: "page.html" }),
  );
  app.get("/sent/missing", () => sendFile("files/none.txt"));
  const assets = new Blueprint("assets", import.meta.url, {
    urlPrefix: "/assets",
    rootPath: app.rootPath,
    staticFolder: "files",
    staticUrlPath: "/raw",
  });
  app.registerBlueprint(assets);
}
