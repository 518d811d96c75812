"""An application of its own, whose hooks and error handlers leave a trail in a header."""

from flask import Blueprint, Flask, abort, after_this_request, g, jsonify, make_response, request
from werkzeug.exceptions import Forbidden, HTTPException, NotFound


class KitchenError(Exception):
    pass


class BurntError(KitchenError):
    pass


def step(name):
    if "trail" not in g:
        g.trail = []
    g.trail.append(name)


def before(name):
    def hook():
        step(f"before:{name}")
        if request.args.get("stop") == name:
            return f"stopped by {name}"
        if request.args.get("fail") == f"before:{name}":
            raise BurntError(name)

    return hook


def after(name):
    def hook(response):
        step(f"after:{name}")
        if request.args.get("replace") == name:
            response = make_response(f"replaced by {name}")
        response.headers["X-Trail"] = " ".join(g.trail)
        return response

    return hook


def handler(name, status=None):
    def handle(error):
        kind = type(error).__name__
        code = status or getattr(error, "code", 500)
        return {"handler": name, "error": kind}, code

    return handle


def hook_app(root):
    app = Flask("hooks", root_path=root, static_folder=None)
    add_app_hooks(app)
    add_app_views(app)
    kitchen = kitchen_blueprint()
    kitchen.register_blueprint(oven_blueprint())
    app.register_blueprint(kitchen)
    app.register_blueprint(quiet_blueprint())
    return app


def add_app_hooks(app):
    app.before_request(before("app1"))
    app.before_request(before("app2"))
    app.after_request(after("app1"))
    app.after_request(after("app2"))
    ended = []

    @app.teardown_request
    def remember(error):
        ended.append(f"{request.path} {type(error).__name__ if error else '-'}")

    @app.get("/ended")
    def show_ended():
        taken = list(ended)
        ended.clear()
        return jsonify(taken)

    app.register_error_handler(404, handler("app 404"))
    app.register_error_handler(Forbidden, handler("app Forbidden"))
    app.register_error_handler(HTTPException, handler("app HTTPException"))
    app.register_error_handler(KitchenError, handler("app KitchenError", 520))
    app.register_error_handler(500, handler("app 500"))


def fail(kind):
    if kind == "kitchen":
        raise KitchenError("raw")
    if kind == "burnt":
        raise BurntError("black")
    if kind == "value":
        raise ValueError("odd")
    if kind.isdigit():
        abort(int(kind))
    return "fine"


def add_app_views(app):
    @app.get("/")
    def index():
        step("view")
        return "index"

    @app.route("/fail/<kind>")
    def app_fail(kind):
        return fail(kind)

    @app.route("/this-request")
    def this_request():
        @after_this_request
        def first(response):
            step("this:1")
            return response

        @after_this_request
        def second(response):
            step("this:2")
            response.headers["X-This"] = "yes"
            return response

        return "this"

    @app.post("/posted/")
    def posted():
        return "posted"


def kitchen_blueprint():
    kitchen = Blueprint("kitchen", "kitchen", url_prefix="/kitchen")
    kitchen.before_app_request(before("kitchen-app"))
    kitchen.before_request(before("kitchen"))
    kitchen.after_request(after("kitchen"))
    kitchen.after_app_request(after("kitchen-app"))
    kitchen.register_error_handler(404, handler("kitchen 404"))
    kitchen.register_error_handler(BurntError, handler("kitchen BurntError", 521))
    kitchen.app_errorhandler(410)(handler("kitchen app 410"))

    @kitchen.route("/")
    def index():
        step("view")
        return "kitchen"

    @kitchen.route("/fail/<kind>")
    def fail_here(kind):
        return fail(kind)

    return kitchen


def oven_blueprint():
    oven = Blueprint("oven", "oven", url_prefix="/oven")
    oven.before_request(before("oven"))
    oven.after_request(after("oven"))
    oven.register_error_handler(NotFound, handler("oven NotFound"))
    oven.register_error_handler(HTTPException, handler("oven HTTPException"))

    @oven.route("/")
    def index():
        step("view")
        return {"blueprint": request.blueprint, "blueprints": request.blueprints}

    @oven.route("/fail/<kind>")
    def fail_here(kind):
        return fail(kind)

    return oven


def quiet_blueprint():
    quiet = Blueprint("quiet", "quiet", url_prefix="/quiet")

    @quiet.errorhandler(500)
    def broken(error):
        original = getattr(error, "original_exception", None)
        return f"quiet 500: {type(original).__name__}", 500

    @quiet.errorhandler(KeyError)
    def rethrow(error):
        raise ValueError("from the handler")

    @quiet.route("/value")
    def value():
        raise ArithmeticError("odd")

    @quiet.route("/key")
    def key():
        raise KeyError("gone")

    @quiet.route("/abort")
    def stop():
        abort(500)

    return quiet
