"""The applications that answer the requests of this suite, in Python with Flask. `app.ts` is their twin."""

from pathlib import Path

from flask import Flask

from areas.answers import add_answers
from areas.bodies import add_bodies
from areas.echo import add_echo
from areas.files import add_files
from areas.hooks import hook_app
from areas.links import add_links
from areas.routing import add_routing
from areas.sessions import add_sessions
from areas.settings import (
    cookie_app,
    domain_app,
    host_app,
    keyless_app,
    language_app,
    limited_app,
)
from areas.streams import add_streams
from areas.templates import add_templates
from areas.views import add_views

ROOT = str(Path(__file__).parent / "site")


def main_app():
    app = Flask("main", root_path=ROOT)
    app.config["SECRET_KEY"] = "boundary"
    # Flask sets no SameSite unless it is told to; Dewar's default is this one.
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    for add in (
        add_routing,
        add_echo,
        add_bodies,
        add_answers,
        add_sessions,
        add_links,
        add_streams,
        add_templates,
        add_files,
        add_views,
    ):
        add(app)
    return app


def make_apps():
    apps = {
        "main": main_app(),
        "hooks": hook_app(ROOT),
        "limited": limited_app(ROOT),
        "keyless": keyless_app(ROOT),
        "domains": domain_app(ROOT),
        "cookies": cookie_app(ROOT),
        "hosts": host_app(ROOT),
        "languages": language_app(ROOT),
    }
    for app in apps.values():
        app.logger.disabled = True
    return apps
