"""What views return, and what becomes of it."""

from datetime import datetime, timezone
from uuid import UUID

from flask import Response, abort, jsonify, make_response, redirect, request
from markupsafe import Markup
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable, Unauthorized

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
JSON = {
    "number": 7,
    "fraction": 0.5,
    "large": 2**53 + 2,
    "text": "tea",
    "unicode": "grün \u2615 \U0001f375 \u2028",
    "html": "<b>&</b>",
    "quotes": "\"\\/\b\f\n\r\t\x01\x7f",
    "null": None,
    "true": True,
    "list": [1, "two", None, [3]],
    "empty-list": [],
    "empty-object": {},
    "object": {"b": 1, "a": {"d": 2, "c": 3}},
    "date": {"at": EPOCH},
    "uuid": {"id": UUID("12345678-1234-5678-1234-567812345678")},
    "markup": {"html": Markup("<b>bold</b>")},
    "tuple": (1, (2, 3)),
    "keys": {"10": 1, "9": 2, "a b": 3, "é": 4},
}


class Teapot(HTTPException):
    code = 418
    description = "short and stout"


class PaymentNeeded(HTTPException):
    code = 402
    description = "Pay <first>."


def add_answers(app):
    @app.get("/answers/text")
    def answer_text():
        return "Grüße, <you>"

    @app.get("/answers/bytes")
    def answer_bytes():
        return bytes([0, 1, 128, 255])

    @app.get("/answers/empty")
    def answer_empty():
        return ""

    @app.get("/answers/object")
    def answer_object():
        return {"b": [1, 2], "a": None}

    @app.get("/answers/list")
    def answer_list():
        return [{"id": 1}, {"id": 2}]

    @app.get("/answers/markup")
    def answer_markup():
        return str(Markup("<em>%s</em>") % "<>")

    @app.get("/answers/status/<int:code>")
    def answer_status(code):
        return f"status {code}", code

    @app.get("/answers/status-text")
    def answer_status_text():
        return "body", "299 Something Else"

    @app.get("/answers/headers")
    def answer_headers():
        return "body", 201, {"X-One": "1", "Content-Type": "text/x-tea", "Location": "/answers/text"}

    @app.get("/answers/header-list")
    def answer_header_list():
        response = make_response("body")
        response.headers.extend([("X-Many", "a"), ("X-Many", "b")])
        return response

    @app.get("/answers/response")
    def answer_response():
        return Response("made", status=202, mimetype="text/plain")

    @app.get("/answers/content-type")
    def answer_content_type():
        return Response("made", content_type="application/x-tea; leaf=green")

    @app.get("/answers/mimetype/<path:mimetype>")
    def answer_mimetype(mimetype):
        return Response("made", mimetype=mimetype)

    @app.get("/answers/none-body")
    def answer_none_body():
        return Response()

    @app.get("/answers/no-content")
    def answer_no_content():
        return "", 204

    @app.get("/answers/not-modified")
    def answer_not_modified():
        return Response(status=304, headers={"ETag": '"x"'})

    @app.get("/answers/make-response")
    def answer_make_response():
        response = make_response({"a": 1}, 203)
        response.headers["X-Made"] = "yes"
        response.content_language.add("de")
        response.cache_control.max_age = 60
        response.cache_control.public = True
        response.vary.add("Accept")
        response.age = 5
        response.allow.add("GET")
        response.content_location = "/somewhere"
        response.last_modified = EPOCH
        response.expires = EPOCH
        response.set_etag("abc")
        return response

    @app.get("/answers/cors")
    def answer_cors():
        response = make_response("ok")
        response.access_control_allow_origin = "https://a.example"
        response.access_control_allow_credentials = True
        response.access_control_allow_headers = ["X-A", "X-B"]
        response.access_control_allow_methods = ["GET", "PUT"]
        response.access_control_expose_headers = ["X-C"]
        response.access_control_max_age = 600
        return response

    @app.get("/answers/csp")
    def answer_csp():
        response = make_response("ok")
        response.content_security_policy.default_src = "'self'"
        response.content_security_policy.img_src = "* data:"
        return response

    @app.get("/answers/retry")
    def answer_retry():
        response = make_response("later", 503)
        response.headers["Retry-After"] = "120"
        return response

    @app.get("/answers/no-cache")
    def answer_no_cache():
        response = make_response("ok")
        response.cache_control.no_cache = True
        response.cache_control.no_store = True
        response.cache_control.must_revalidate = True
        return response

    @app.get("/answers/streamed")
    def answer_streamed():
        def chunks():
            yield "one, "
            yield "zwei ü, "
            yield "three"

        return Response(chunks(), mimetype="text/plain")

    @app.get("/answers/generator")
    def answer_generator():
        def chunks():
            yield b"a"
            yield b"b"

        return chunks()

    @app.get("/answers/streamed-length")
    def answer_streamed_length():
        return Response(iter(["ab", "cd"]), headers={"Content-Length": "4"})

    @app.get("/answers/json/<name>")
    def answer_json(name):
        return jsonify(JSON[name])

    @app.get("/answers/conditional")
    def answer_conditional():
        response = make_response("0123456789")
        response.set_etag("tea")
        response.last_modified = datetime(2020, 1, 1, tzinfo=timezone.utc)
        return response.make_conditional(request, accept_ranges=True, complete_length=10)

    @app.get("/answers/weak")
    def answer_weak():
        response = make_response("weak")
        response.set_etag("tea", weak=True)
        return response.make_conditional(request)

    @app.get("/answers/hashed")
    def answer_hashed():
        response = make_response("hashed")
        response.add_etag()
        return response.make_conditional(request)

    @app.get("/answers/nothing")
    def answer_nothing():
        return None

    @app.get("/answers/number")
    def answer_number():
        return 7

    @app.get("/answers/failure")
    def answer_failure():
        raise RuntimeError("<secret>")

    @app.get("/answers/failing-stream-setup")
    def answer_failing_lookup():
        return {}["missing"]

    @app.get("/redirects/default")
    def redirect_default():
        return redirect("/answers/text")

    @app.route("/redirects/<int:code>", methods=["GET", "POST"])
    def redirect_code(code):
        return redirect("/answers/text", code)

    @app.get("/redirects/to")
    def redirect_to():
        return redirect(request.args.get("url", ""), 302)

    @app.get("/redirects/relative")
    def redirect_relative():
        return "", 302, {"Location": "../answers/text"}

    @app.route("/aborts/<int:code>", methods=["GET", "POST"])
    def abort_code(code):
        abort(code)

    @app.get("/aborts/described/<int:code>")
    def abort_described(code):
        abort(code, "because <it> is\nso & so")

    @app.get("/aborts/response")
    def abort_response():
        abort(Response("stopped", 402, {"X-Stop": "yes"}))

    @app.get("/aborts/custom")
    def abort_custom():
        raise PaymentNeeded()

    @app.get("/aborts/teapot")
    def abort_teapot():
        raise Teapot("no <coffee>")

    @app.get("/aborts/returned")
    def abort_returned():
        return NotFound("returned")

    @app.get("/aborts/challenge")
    def abort_challenge():
        header = WWWAuthenticate("basic", {"realm": "the kitchen"})
        raise Unauthorized("who?", www_authenticate=header)

    @app.get("/aborts/retry")
    def abort_retry():
        raise ServiceUnavailable("later", retry_after=30)
