"""Rules of every kind; each answers with the endpoint and the values that matched."""

from flask import request
from werkzeug.routing import BaseConverter

RULES = {
    "text": "/text/<name>",
    "length": "/length/<string(length=3):code>",
    "between": "/between/<string(minlength=2, maxlength=4):code>",
    "integer": "/integer/<int:n>",
    "signed": "/signed/<int(signed=True):n>",
    "digits": "/digits/<int(fixed_digits=4):n>",
    "bounded": "/bounded/<int(min=1, max=9):n>",
    "decimal": "/decimal/<float:x>",
    "decimal_signed": "/decimal-signed/<float(signed=True):x>",
    "decimal_bounded": "/decimal-bounded/<float(min=0.5, max=2.5):x>",
    "rest": "/rest/<path:rest>",
    "rest_edit": "/rest/<path:rest>/edit",
    "colour": "/colour/<any(red, green, 'light blue'):colour>",
    "identity": "/identity/<uuid:u>",
    "words": "/words/<list:words>",
    "pair": "/pair/<a>-<b>",
    "versions": "/versions/<int:major>.<int:minor>",
    "named_file": "/named/<name>.<extension>",
    "prefixed": "/at/@<name>",
    "mixed_number": "/mixed/<int:n>",
    "mixed_word": "/mixed/<word>",
    "mixed_fixed": "/mixed/fixed",
    "mixed_deep": "/mixed/<word>/deep",
    "folder": "/folder/",
    "folder_item": "/folder/<name>/",
    "leaf": "/leaf",
    "both_leaf": "/both",
    "both_folder": "/both/",
    "umlaut": "/größe/<wert>",
    "space": "/with space/<name>",
    "dots": "/dots/a.b/<name>",
    "plus": "/plus+sign/<name>",
    "semicolon": "/semi;colon",
    "case": "/Case/Sensitive",
    "two": "/two/<int:a>/<int:b>",
    "late": "/<first>/late/<second>",
}


class ListConverter(BaseConverter):
    """Words with a plus between them."""

    def to_python(self, value):
        return value.split("+")

    def to_url(self, value):
        return "+".join(super(ListConverter, self).to_url(word) for word in value)


def show(**values):
    return {"endpoint": request.endpoint, "values": values, "method": request.method}


def add_routing(app):
    app.url_map.converters["list"] = ListConverter
    for endpoint, rule in RULES.items():
        app.add_url_rule(rule, endpoint, show)
    app.add_url_rule("/", "root", show)
    app.add_url_rule("/loose", "loose", show, strict_slashes=False)
    app.add_url_rule("/loose-folder/", "loose_folder", show, strict_slashes=False)
    app.add_url_rule("/unmerged//<path:rest>", "unmerged", show, merge_slashes=False)
    app.add_url_rule("/pages/", "pages", show, defaults={"page": 1})
    app.add_url_rule("/pages/<int:page>", "pages", show)
    app.add_url_rule("/current/<int:n>", "current", show)
    app.add_url_rule("/former/<int:n>", "current", show, alias=True)
    app.add_url_rule("/legacy/<int:n>", "legacy", show, redirect_to="/integer/<n>")
    app.add_url_rule("/elsewhere", "elsewhere", show, redirect_to="leaf")
    app.add_url_rule("/built-only/<name>", "built_only", show, build_only=True)
    app.add_url_rule("/viewless", "viewless")
    app.add_url_rule("/get-only", "get_only", show)
    app.add_url_rule("/post-only", "post_only", show, methods=["POST"])
    app.add_url_rule("/several", "several", show, methods=["GET", "PUT", "delete"])
    app.add_url_rule("/split", "split_get", show, methods=["GET"])
    app.add_url_rule("/split", "split_post", show, methods=["POST", "PATCH"])
    app.add_url_rule("/purge/<name>", "purge", show, methods=["PURGE"])
    app.add_url_rule("/own-options", "own_options", show, methods=["GET", "OPTIONS"])
    app.add_url_rule("/no-options", "no_options", show, provide_automatic_options=False)
    app.add_url_rule("/head-only", "head_only", show, methods=["HEAD"])
    app.add_url_rule("/post-folder/", "post_folder", show, methods=["POST"])
