"""Pages made of templates."""

from flask import Blueprint, g, render_template, render_template_string, request, session
from markupsafe import Markup

STRINGS = {
    "escape": "{{ text }} {{ safe }} {{ text|safe }} {{ text|e }}",
    "request": "{{ request.path }} {{ request.method }} {{ request.args.q }} {{ request.endpoint }}",
    "g": "{{ g.user }} {{ g.nothing is defined }} {{ g.get('nothing', 'none') }}",
    "session": "{{ session.user }} {{ 'user' in session }}",
    "config": "{{ config.TESTING }} {{ config['SESSION_COOKIE_NAME'] }}",
    "urls": "{{ url_for('show_page', name='page.html', q='a b') }} {{ url_for('static', filename='css/site.css') }}",
    "urls-external": "{{ url_for('root', _external=True, _anchor='top', flag=True, n=None) }}",
    "filters": "{{ text|upper }} {{ items|join(', ') }} {{ items|length }} {{ 3.14159|round(2) }} {{ 'x'|shout }}",
    "tests": "{{ 4 is even }} {{ 4 is big }} {{ 400 is big }}",
    "global": "{{ greet('Ann') }}",
    "tojson": "<script>{{ {'b': '</script>', 'a': [1, none, true]}|tojson }}</script>",
    "processors": "{{ site }} {{ double(4) }}",
    "undefined": "[{{ nobody }}] [{{ nobody|default('d') }}]",
    "failing": "{{ nobody.name }}",
    "broken": "{% if %}",
    "python": "{{ true }} {{ none }} {{ 7 / 2 }} {{ 8 / 2 }} {{ 7 // 2 }} {{ [1, 'a'] }} {{ {'k': 1} }}",
    "loops": "{% for item in items %}{{ loop.index }}/{{ loop.length }}:{{ item }}{{ '' if loop.last else ';' }}{% endfor %}",
    "sets": "{% set ns = namespace(n=0) %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
    "whitespace": "a\n  {%- if true %}\n  b\n{%- endif %}\nc\n",
    "macro": "{% macro tag(name, cls='x') %}<{{ name }} class={{ cls }}>{{ caller() }}</{{ name }}>{% endmacro %}{% call tag('p') %}{{ text }}{% endcall %}",
    "autoescape-off": "{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}",
    "format": "{{ '%s and %d'|format(text, 3) }} {{ '{:>4}'.format(7) }}",
    "flashes": "{% for c, m in get_flashed_messages(with_categories=true) %}{{ c }}={{ m }};{% endfor %}",
    "names-request": "{{ request.full_path }} {{ request.base_url }} {{ request.remote_addr }} {{ request.is_json }} {{ request.view_args }} {{ request.host_url }} {{ request.url_root }} {{ request.blueprint }} {{ request.is_secure }} {{ request.script_root }} {{ request.content_type }} {{ request.url_rule.rule }}",
    "names-args": "{{ request.args.get('q', '-') }} {{ request.args.get('z', '-') }} {{ request.args.get('z', default=3) }} {{ request.args.get('z') }} {{ request.args.getlist('q') }} {{ request.args.to_dict() }} {{ request.args|length }} {{ 'q' in request.args }} {{ request.args['z'] }}",
    "names-args-loop": "{% for key, value in request.args.items() %}{{ key }}={{ value }};{% endfor %}{% for key, value in request.args.items(multi=True) %}{{ key }}={{ value }};{% endfor %}{% for key in request.args %}{{ key }}{% endfor %}",
    "names-link": "{{ url_for(request.endpoint, **request.view_args) }} {{ url_for(request.endpoint, name='x', q=request.args.get('q', '')) }}",
    "names-headers": "{{ request.headers.get('X-None', '-') }} {{ request.headers['Host'] }} {{ request.cookies.get('theme', 'light') }} {{ request.form.get('a', '') }} {{ request.accept_mimetypes.best_match(['text/html']) }}",
    "names-session": "{{ session.get('user', 'nobody') }} {{ session.pop('none', 'gone') }} {{ session.setdefault('n', 1) }} {{ session['n'] }} {{ session.permanent }} {{ session|length }}",
    "names-config": "{{ config.get('NONE', 'unset') }} {{ config.DEBUG }} {{ config['TESTING'] }} {{ 'NONE' in config }}",
    "names-g": "{{ g.get('user') }} {{ g.pop('user') }} {{ g.setdefault('n', 2) }} {{ 'n' in g }} {{ g.user is defined }}",
    "flashes-filtered": "{{ get_flashed_messages(category_filter=['error']) }}",
}


def add_templates(app):
    @app.get("/pages-of/<path:name>")
    def show_page(name):
        g.user = "ann"
        return render_template(
            name, title="A & B", text="<script>", items=["tea", "<cake>"], safe=Markup("<i>")
        )

    @app.get("/strings/<name>")
    def show_string(name):
        g.user = "ann"
        return render_template_string(
            STRINGS[name], text="<b>", items=["tea", "<cake>"], safe=Markup("<i>")
        )

    @app.get("/templates/first")
    def first_template():
        return render_template(["missing.html", "plain.txt"], text="<first>")

    @app.get("/templates/status")
    def template_status():
        return render_template("plain.txt", text="x"), 404, {"Content-Type": "text/plain"}

    @app.get("/templates/overridden")
    def overridden():
        return render_template_string("{{ site }}", site="from the view")

    @app.context_processor
    def values():
        return {"site": "the site", "double": lambda n: n * 2}

    app.template_filter("shout")(lambda text: f"{text.upper()}!")
    app.template_test("big")(lambda n: n > 100)
    app.template_global("greet")(lambda name: f"Hello, {name}")
    menu = Blueprint("menu", "menu", url_prefix="/menu")

    @menu.context_processor
    def menu_values():
        return {"site": "the menu", "dish": "soup"}

    @menu.get("/")
    def menu_index():
        return render_template_string("{{ site }} {{ dish }} {{ double(2) }} {{ url_for('.menu_index') }}")

    app.register_blueprint(menu)
