"""Asks Flask: one exchange a line in, the list of its answers a line out, both JSON."""

import base64
import io
import json
import sys
from functools import partial
from urllib.parse import unquote_to_bytes

from app import make_apps
from werkzeug.test import run_wsgi_app


def environ_of(step, previous):
    target, _, query = step["target"].partition("?")
    host, _, port = step["host"].partition(":")
    body = base64.b64decode(step.get("body", ""))
    environ = {
        "REQUEST_METHOD": step["method"],
        "SCRIPT_NAME": step["root"],
        "PATH_INFO": unquote_to_bytes(target).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": step["root"] + step["target"],
        "SERVER_NAME": host,
        "SERVER_PORT": port or ("443" if step["scheme"] == "https" else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": step["host"],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": step["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if "body" in step:
        environ["CONTENT_LENGTH"] = str(len(body))
    for name, value in step["headers"]:
        add_header(environ, name, value.replace("{ETag}", previous.get("ETag", "")))
    return environ


def add_header(environ, name, value):
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    environ[key] = f"{environ[key]}, {value}" if key in environ else value


def answers_of(exchange, apps):
    client = apps[exchange["app"]].test_client()
    previous = {}
    for step in exchange["steps"]:
        environ = environ_of(step, previous)
        # The client would take away a cookie that the request brings itself.
        brings_cookie = "HTTP_COOKIE" in environ
        ask = partial(run_wsgi_app, client.application) if brings_cookie else client.run_wsgi_app
        body, status, headers = ask(environ, buffered=True)
        previous = headers
        yield {
            "status": status,
            "headers": list(headers),
            "body": base64.b64encode(b"".join(body)).decode(),
        }


apps = make_apps()
for line in sys.stdin:
    exchange = json.loads(line)
    print(json.dumps(list(answers_of(exchange, apps))), flush=True)
