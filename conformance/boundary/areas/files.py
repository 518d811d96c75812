"""Files: as they lie in folders, and sent by views."""

from datetime import datetime, timezone
from io import BytesIO

from flask import Blueprint, request, send_file, send_from_directory

CHANGED = datetime(2020, 1, 1, tzinfo=timezone.utc)


def add_files(app):
    @app.get("/files/<path:name>")
    def from_folder(name):
        return send_from_directory("files", name)

    @app.get("/downloads/<path:name>")
    def download(name):
        return send_from_directory(
            "files",
            name,
            as_attachment=True,
            download_name=request.args.get("as"),
            max_age=3600,
        )

    @app.get("/sent/plain")
    def sent_plain():
        return send_file("files/ten.txt")

    @app.get("/sent/typed")
    def sent_typed():
        return send_file("files/ten.txt", mimetype="application/x-ten", etag="ten-digits")

    @app.get("/sent/unconditional")
    def sent_unconditional():
        return send_file("files/ten.txt", conditional=False, etag=False)

    @app.get("/sent/dated")
    def sent_dated():
        return send_file("files/ten.txt", last_modified=CHANGED, etag="ten", max_age=0)

    @app.get("/sent/bytes")
    def sent_bytes():
        return send_file(BytesIO(b"0123456789"), mimetype="text/plain", etag="bytes")

    @app.get("/sent/named")
    def sent_named():
        name = request.args.get("name")
        return send_file(BytesIO(b"named"), download_name=name, as_attachment=True)

    @app.get("/sent/inline")
    def sent_inline():
        return send_file(BytesIO(b"<p>"), mimetype="text/html", download_name="page.html")

    @app.get("/sent/missing")
    def sent_missing():
        return send_file("files/none.txt")

    assets = Blueprint(
        "assets", "assets", url_prefix="/assets", root_path=app.root_path, static_folder="files", static_url_path="/raw"
    )
    app.register_blueprint(assets)
