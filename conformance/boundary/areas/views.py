"""Class views."""

from flask import request
from flask.views import MethodView, View


class Greeting(View):
    def __init__(self, word):
        self.word = word

    def dispatch_request(self, name):
        return f"{self.word}, {name}"


class Several(View):
    methods = ["GET", "POST"]

    def dispatch_request(self):
        return request.method


class Counting(View):
    init_every_request = False

    def __init__(self):
        self.count = 0

    def dispatch_request(self):
        self.count += 1
        return str(self.count)


def bold(view):
    def wrapped(*args, **kwargs):
        return f"<b>{view(*args, **kwargs)}</b>"

    return wrapped


def italic(view):
    def wrapped(*args, **kwargs):
        return f"<i>{view(*args, **kwargs)}</i>"

    return wrapped


class Decorated(View):
    decorators = [bold, italic]

    def dispatch_request(self):
        return "text"


class Todo(MethodView):
    def get(self, id):
        return {"id": id}

    def put(self, id):
        return {"put": id}, 201

    def delete(self, id):
        return "", 204


class Heads(MethodView):
    def get(self):
        return "got"

    def head(self):
        return "", 200, {"X-Head": "own"}

    def options(self):
        return "own options"


class Inherited(Todo):
    def post(self, id):
        return "posted"


class Silent(View):
    provide_automatic_options = False

    def dispatch_request(self):
        return "silent"


def add_views(app):
    app.add_url_rule("/views/greeting/<name>", view_func=Greeting.as_view("greeting", "Hello"))
    app.add_url_rule("/views/parting/<name>", view_func=Greeting.as_view("parting", "Bye"))
    app.add_url_rule("/views/several", view_func=Several.as_view("several_view"))
    app.add_url_rule("/views/counting", view_func=Counting.as_view("counting"))
    app.add_url_rule("/views/decorated", view_func=Decorated.as_view("decorated"))
    app.add_url_rule("/views/todo/<int:id>", view_func=Todo.as_view("todo"))
    app.add_url_rule("/views/heads", view_func=Heads.as_view("heads"))
    app.add_url_rule("/views/inherited/<int:id>", view_func=Inherited.as_view("inherited"))
    app.add_url_rule("/views/silent", view_func=Silent.as_view("silent"))
