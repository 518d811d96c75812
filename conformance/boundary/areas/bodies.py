"""Bodies: forms, files, JSON, bytes."""

from flask import request


def add_bodies(app):
    @app.route("/bodies/form", methods=["POST", "PUT", "PATCH", "DELETE"])
    def body_form():
        return {
            "form": [list(pair) for pair in request.form.items(multi=True)],
            "files": [describe(name, file) for name, file in request.files.items(multi=True)],
            "names": list(request.form),
        }

    @app.post("/bodies/values")
    def body_values():
        return {
            "values": [list(pair) for pair in request.values.items(multi=True)],
            "a": request.values.get("a"),
        }

    @app.post("/bodies/needed")
    def body_needed():
        return request.form["needed"]

    @app.route("/bodies/json", methods=["GET", "POST", "PUT"])
    def body_json():
        return {"json": request.json}

    @app.post("/bodies/json-silent")
    def body_json_silent():
        return {"json": request.get_json(silent=True)}

    @app.post("/bodies/json-forced")
    def body_json_forced():
        return {"json": request.get_json(force=True)}

    @app.post("/bodies/json-and-form")
    def body_json_and_form():
        return {"json": request.get_json(silent=True), "form": list(request.form)}

    @app.route("/bodies/data", methods=["GET", "POST", "PUT"])
    def body_data():
        return {"length": len(request.data), "text": request.data.decode("latin-1")}

    @app.post("/bodies/unread")
    def body_unread():
        return "unread"


def describe(name, file):
    return {
        "name": name,
        "filename": file.filename,
        "content_type": file.content_type,
        "mimetype": file.mimetype,
        "text": file.read().decode("latin-1"),
    }
