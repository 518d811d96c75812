import { BadRequestKeyError, type FileStorage, type Flask, request } from "dewar";

export function addBodies(app: Flask): void {
  app.route("/bodies/form", { methods: ["POST", "PUT", "PATCH", "DELETE"] }, async function body_form() {
    const form = [...request.form.items({ multi: true })];
    const files = [...request.files.items({ multi: true })];
    return {
      form,
      files: await Promise.all(files.map(([name, file]) => describe(name, file))),
      names: [...request.form.keys()],
    };
  });

  app.post("/bodies/values", function body_values() {
    return {
      values: [...request.values.items({ multi: true })],
      a: request.values.get("a") ?? null,
    };
  });

  app.post("/bodies/needed", function body_needed() {
    const needed = request.form.get("needed");
    if (needed === undefined) throw new BadRequestKeyError("needed");
    return needed;
  });

  app.route("/bodies/json", { methods: ["GET", "POST", "PUT"] }, function body_json() {
    return { json: request.json };
  });

  app.post("/bodies/json-silent", function body_json_silent() {
    return { json: request.getJson({ silent: true }) ?? null };
  });

  app.post("/bodies/json-forced", function body_json_forced() {
    return { json: request.getJson({ force: true }) };
  });

  app.post("/bodies/json-and-form", function body_json_and_form() {
    return { json: request.getJson({ silent: true }) ?? null, form: [...request.form.keys()] };
  });

  app.route("/bodies/data", { methods: ["GET", "POST", "PUT"] }, function body_data() {
    return { length: request.data.byteLength, text: Buffer.from(request.data).toString("latin1") };
  });

  app.post("/bodies/unread", function body_unread() {
    return "unread";
  });
}

async function describe(name: string, file: FileStorage): Promise<object> {
  return {
    name,
    filename: file.filename ?? null,
    content_type: file.contentType ?? null,
    mimetype: file.mimetype,
    text: Buffer.from(await file.bytes()).toString("latin1"),
  };
}
