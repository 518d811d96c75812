"""Small applications whose settings differ from the defaults."""

from flask import Flask, abort, g, jsonify, request, session, url_for


def limited_app(root):
    app = Flask("limited", root_path=root, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 100

    @app.post("/form")
    def form():
        return jsonify(list(request.form))

    @app.post("/unread")
    def unread():
        return "unread"

    return app


def keyless_app(root):
    app = Flask("keyless", root_path=root, static_folder=None)

    @app.get("/read")
    def read():
        return jsonify(session.get("user"))

    @app.get("/write")
    def write():
        session["user"] = "ann"
        return "written"

    return app


def domain_app(root):
    app = Flask("domains", root_path=root, static_folder=None, subdomain_matching=True)
    app.config["SERVER_NAME"] = "tea.example"

    def show(**values):
        return {
            "endpoint": request.endpoint,
            "values": values,
            "host": request.host,
            "here": url_for("index"),
            "cup": url_for("cup", name="green"),
            "shelf": url_for("shelf", shelf="low", _external=True),
        }

    app.add_url_rule("/", "index", show)
    app.add_url_rule("/cup/<name>", "cup", show, subdomain="cups")
    app.add_url_rule("/", "shelf", show, subdomain="<shelf>")
    app.add_url_rule("/folder/", "folder", show)
    return app


def cookie_app(root):
    app = Flask("cookies", root_path=root, static_folder="static", static_url_path="/assets")
    app.config.update(
        SECRET_KEY="boundary",
        SESSION_COOKIE_NAME="kettle",
        SESSION_COOKIE_PATH="/app",
        SESSION_COOKIE_HTTPONLY=False,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=True,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=60,
        SEND_FILE_MAX_AGE_DEFAULT=300,
    )
    app.json.sort_keys = False
    app.json.ensure_ascii = False

    @app.get("/app/set")
    def put():
        session["user"] = "ann"
        session.permanent = True
        return {"b": "ü", "a": 1}

    @app.get("/app/read")
    def read():
        return jsonify(session.get("user"))

    return app


def host_app(root):
    app = Flask("hosts", root_path=root, static_host="files.example", host_matching=True)

    def show(**values):
        return {
            "endpoint": request.endpoint,
            "values": values,
            "tea": url_for("tea"),
            "shop": url_for("shop", town="bath", cup=2),
        }

    app.add_url_rule("/", "tea", show, host="tea.example")
    app.add_url_rule("/", "coffee", show, host="coffee.example:8080")
    app.add_url_rule("/cup/<int:cup>", "shop", show, host="<town>.shop.example")
    app.add_url_rule("/folder/", "folder", show, host="tea.example")
    return app


def language_app(root):
    app = Flask("languages", root_path=root, static_folder=None)

    @app.url_value_preprocessor
    def take_language(endpoint, values):
        g.lang = None if values is None else values.pop("lang", None)
        if g.lang == "xx":
            abort(404, "no such language")

    @app.url_defaults
    def put_language(endpoint, values):
        if g.get("lang") and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values.setdefault("lang", g.lang)

    @app.url_build_error_handlers.append
    def guess(error, endpoint, values):
        return f"/guessed/{endpoint}" if endpoint.startswith("guess") else None

    @app.route("/<lang>/")
    def index():
        return {"lang": g.lang, "links": [url_for("index"), url_for("index", lang="fr"), url_for("about")]}

    @app.route("/about")
    def about():
        return {"lang": g.lang, "link": url_for("guess.something", page=2)}

    @app.route("/broken")
    def broken():
        return url_for("unknown")

    return app
