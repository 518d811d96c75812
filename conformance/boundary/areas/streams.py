"""Answers that are made while they are sent, and still know their request."""

from flask import Response, request, session, stream_template, stream_template_string, stream_with_context


def add_streams(app):
    @app.get("/streams/context")
    def stream_context():
        def chunks():
            yield request.path
            yield " "
            yield request.args.get("q", "-")

        return Response(stream_with_context(chunks()), mimetype="text/plain")

    @app.get("/streams/template")
    def stream_page():
        return stream_template("plain.txt", text=request.args.get("q", "<none>"))

    @app.get("/streams/string")
    def stream_string():
        source = "{% for n in numbers %}{{ n }} {{ request.path }};{% endfor %}"
        return stream_template_string(source, numbers=[1, 2, 3])

    @app.get("/streams/session")
    def stream_session():
        session["streamed"] = True

        def chunks():
            yield "streamed"

        return chunks()

    @app.get("/streams/empty")
    def stream_empty():
        return Response(iter([]), mimetype="text/plain")

    @app.get("/streams/status")
    def stream_status():
        return (word for word in ["no", "t ", "here"]), 404, {"X-Streamed": "yes"}
