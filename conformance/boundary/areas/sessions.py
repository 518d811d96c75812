"""Cookies, sessions and flashed messages."""

from datetime import datetime, timezone
from uuid import UUID

from flask import flash, get_flashed_messages, jsonify, make_response, request, session
from markupsafe import Markup


def add_sessions(app):
    @app.get("/cookies/set")
    def cookies_set():
        response = make_response("set")
        response.set_cookie("plain", "value")
        response.set_cookie("strict", "1", path="/cookies", samesite="Strict", httponly=True)
        response.set_cookie("aged", "2", max_age=3600, secure=True)
        response.set_cookie("dated", "3", expires=datetime(2030, 1, 2, tzinfo=timezone.utc))
        response.set_cookie("home", "4", domain="example.com")
        return response

    @app.get("/cookies/odd")
    def cookies_odd():
        response = make_response("set")
        response.set_cookie("quoted", 'a "b"; c,\\')
        response.set_cookie("umlaut", "grün")
        response.set_cookie("empty", "")
        response.set_cookie("equals", "a=b=c")
        return response

    @app.get("/cookies/delete")
    def cookies_delete():
        response = make_response("deleted")
        response.delete_cookie("plain")
        response.delete_cookie("strict", path="/cookies")
        return response

    @app.get("/cookies/read")
    def cookies_read():
        return dict(sorted(request.cookies.items()))

    @app.get("/session/read")
    def session_read():
        return {"data": dict(session), "permanent": session.permanent, "new": session.new}

    @app.get("/session/untouched")
    def session_untouched():
        return "untouched"

    @app.get("/session/get")
    def session_get():
        return jsonify(session.get(request.args.get("key", "")))

    @app.get("/session/has")
    def session_has():
        return jsonify("user" in session)

    @app.post("/session/set")
    def session_set():
        session.update(request.json)
        return "set"

    @app.post("/session/rich")
    def session_rich():
        session["tuple"] = (1, "two")
        session["bytes"] = b"\x00\xff"
        session["markup"] = Markup("<b>")
        session["uuid"] = UUID("12345678-1234-5678-1234-567812345678")
        session["date"] = datetime(2024, 2, 29, 12, 34, 56, tzinfo=timezone.utc)
        session["nested"] = {"list": [1, (2,)], " t": "looks like a tag"}
        return "set"

    @app.get("/session/types")
    def session_types():
        return {
            "tuple": list(session["tuple"]),
            "bytes": session["bytes"].hex(),
            "markup": str(session["markup"]),
            "uuid": str(session["uuid"]),
            "date": int(session["date"].timestamp()),
            "nested": session["nested"][" t"],
        }

    @app.post("/session/permanent")
    def session_permanent():
        session.permanent = request.args.get("on") == "yes"
        session["kept"] = True
        return "set"

    @app.post("/session/pop")
    def session_pop():
        return jsonify(session.pop("user", None))

    @app.post("/session/clear")
    def session_clear():
        session.clear()
        return "cleared"

    @app.post("/session/cart")
    def session_cart():
        session["cart"] = []
        return "made"

    @app.post("/session/nested")
    def session_nested():
        session["cart"].append("tea")
        if request.args.get("marked"):
            session.modified = True
        return jsonify(session["cart"])

    @app.post("/session/default")
    def session_default():
        return jsonify(session.setdefault("count", 1))

    @app.post("/session/large")
    def session_large():
        session["noise"] = "abcdefgh" * 40
        return "set"

    @app.post("/session/varied")
    def session_varied():
        session["user"] = "ann"
        response = make_response("varied")
        response.vary.add("Accept-Encoding")
        return response

    @app.post("/session/then-abort")
    def session_then_abort():
        session["before"] = "abort"
        return "", 403

    @app.post("/flash/add")
    def flash_add():
        for category, message in request.json:
            flash(message, category)
        return "flashed"

    @app.post("/flash/plain")
    def flash_plain():
        flash("a plain message")
        return "flashed"

    @app.get("/flash/show")
    def flash_show():
        return jsonify(get_flashed_messages())

    @app.get("/flash/categories")
    def flash_categories():
        return jsonify(get_flashed_messages(with_categories=True))

    @app.get("/flash/errors")
    def flash_errors():
        return jsonify(get_flashed_messages(category_filter=["error"]))

    @app.get("/flash/twice")
    def flash_twice():
        return jsonify([get_flashed_messages(), get_flashed_messages()])

    @app.get("/flash/add-and-show")
    def flash_add_and_show():
        flash("now", "info")
        return jsonify(get_flashed_messages(with_categories=True))
