"""URLs that are built: from the application, a blueprint, and a blueprint inside it."""

from flask import Blueprint, g, request, url_for
from werkzeug.routing import BuildError


def link():
    wanted = request.json
    try:
        return url_for(wanted["endpoint"], **wanted.get("values", {}))
    except BuildError:
        return "BuildError", 422
    except ValueError:
        return "ValueError", 422


def shelf(**values):
    return {"endpoint": request.endpoint, "values": values}


def add_links(app):
    app.post("/links/build")(link)
    shop = Blueprint("shop", "shop", url_prefix="/shop/<lang>")
    shop.post("/build")(link)
    shop.add_url_rule("/", "index", shelf)
    shop.add_url_rule("/item/<int:id>", "item", shelf)

    @shop.url_value_preprocessor
    def take_language(endpoint, values):
        g.lang = values.pop("lang", None)

    @shop.url_defaults
    def put_language(endpoint, values):
        if "lang" not in values and "lang" in g:
            values["lang"] = g.lang

    cart = Blueprint("cart", "cart", url_prefix="/cart")
    cart.post("/build")(link)
    cart.add_url_rule("/", "index", shelf)
    cart.add_url_rule("/line/<int:line>", "line", shelf, defaults={"page": 1})
    shop.register_blueprint(cart)
    app.register_blueprint(shop)
    plain = Blueprint("plain", "plain")
    plain.add_url_rule("/plain", "index", shelf)
    app.register_blueprint(plain)
    app.register_blueprint(plain, name="second", url_prefix="/second", url_defaults={"from": "second"})
    edge = Blueprint("edge", "edge", url_prefix="/edge")
    edge.add_url_rule("", "bare", shelf)
    edge.add_url_rule("/x/", "slash", shelf)
    app.register_blueprint(edge, url_prefix="/edges/")
