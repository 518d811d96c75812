"""What a request says of itself, as JSON."""

from flask import request

ALL = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def add_echo(app):
    @app.route("/echo/url", methods=ALL)
    @app.route("/echo/url/<path:rest>", methods=ALL)
    def echo_url(rest=None):
        return {
            "method": request.method,
            "scheme": request.scheme,
            "is_secure": request.is_secure,
            "host": request.host,
            "host_url": request.host_url,
            "path": request.path,
            "full_path": request.full_path,
            "root_path": request.root_path,
            "root_url": request.root_url,
            "url": request.url,
            "base_url": request.base_url,
            "query_string": request.query_string.decode("latin-1"),
            "endpoint": request.endpoint,
            "rule": request.url_rule.rule,
            "blueprint": request.blueprint,
            "view_args": request.view_args,
        }

    @app.route("/echo/args", methods=ALL)
    def echo_args():
        args = request.args
        return {
            "pairs": [list(pair) for pair in args.items(multi=True)],
            "n": args.get("n", 7, type=int),
            "x": args.get("x", None, type=float),
            "numbers": args.getlist("n", type=int),
            "first": args.get("a"),
            "all": args.getlist("a"),
            "has": "a" in args,
        }

    @app.route("/echo/needed")
    def echo_needed():
        return request.args["needed"]

    @app.route("/echo/headers", methods=ALL)
    def echo_headers():
        return {
            "user_agent": request.headers.get("User-Agent"),
            "agent_is_set": bool(request.user_agent.string),
            "referrer": request.referrer,
            "origin": request.origin,
            "content_type": request.content_type,
            "content_length": request.content_length,
            "content_encoding": request.content_encoding,
            "mimetype": request.mimetype,
            "mimetype_params": request.mimetype_params,
            "is_json": request.is_json,
            "max_forwards": request.max_forwards,
            "custom": request.headers.get("x-custom"),
            "remote_addr": request.remote_addr,
            "access_route": list(request.access_route),
            "pragma": request.pragma.to_header(),
            "access_control_request_method": request.access_control_request_method,
            "access_control_request_headers": header_or_none(
                request.access_control_request_headers
            ),
        }

    @app.route("/echo/cookies")
    def echo_cookies():
        return [list(pair) for pair in request.cookies.items(multi=True)]

    @app.route("/echo/authorization")
    def echo_authorization():
        given = request.authorization
        if given is None:
            return {"authorization": None}
        return {
            "type": given.type,
            "username": given.username,
            "password": given.password,
            "realm": given.get("realm"),
            "nonce": given.get("nonce"),
        }

    @app.route("/echo/accept")
    def echo_accept():
        types = request.accept_mimetypes
        return {
            "mimetypes": [list(item) for item in types],
            "best": types.best,
            "chosen": types.best_match(["application/json", "text/html"]),
            "fallback": types.best_match(["image/png"], "nothing"),
            "html": types["text/html"] > 0,
            "accept_json": types.accept_json,
            "accept_html": types.accept_html,
            "languages": [list(item) for item in request.accept_languages],
            "language": request.accept_languages.best_match(["de", "en", "pt-BR"]),
            "encodings": [list(item) for item in request.accept_encodings],
            "charsets": [list(item) for item in request.accept_charsets],
        }

    @app.route("/echo/conditions")
    def echo_conditions():
        spans = request.range
        return {
            "if_match": sorted(request.if_match.as_set()),
            "if_none_match": sorted(request.if_none_match.as_set(include_weak=True)),
            "if_none_match_star": request.if_none_match.star_tag,
            "if_modified_since": seconds(request.if_modified_since),
            "if_unmodified_since": seconds(request.if_unmodified_since),
            "if_range_etag": request.if_range.etag,
            "if_range_date": seconds(request.if_range.date),
            "range": None if spans is None else spans.to_header(),
            "max_age": request.cache_control.max_age,
            "no_store": bool(request.cache_control.no_store),
            "only_if_cached": bool(request.cache_control.only_if_cached),
            "date": seconds(request.date),
        }

    @app.route("/negotiate")
    def negotiate():
        best = request.accept_mimetypes.best_match(["text/html", "application/json"])
        if best == "application/json":
            return {"tea": "green"}
        if best == "text/html":
            return "<p>green</p>"
        return "nothing suits", 406


def header_or_none(words):
    return None if not words else words.to_header()


def seconds(moment):
    return None if moment is None else int(moment.timestamp())
