"""Renders cases with the installed Jinja: one JSON record a line in, one JSON answer a line out.

Records and tagged values are those of the conformance files. An answer is {"output": text},
{"error": {...}}, or {"skip": reason} where no comparison is possible.
"""

import json
import resource
import signal
import sys
from types import SimpleNamespace

import jinja2
import jinja2.nativetypes
import jinja2.sandbox
from jinja2 import exceptions
from markupsafe import Markup

SECONDS = 2
MEMORY = 1 << 30

UNDEFINED = {
    name: getattr(jinja2, name)
    for name in ("StrictUndefined", "ChainableUndefined", "DebugUndefined")
}
ENVIRONMENTS = {
    None: jinja2.Environment,
    "native": jinja2.nativetypes.NativeEnvironment,
    "sandboxed": jinja2.sandbox.SandboxedEnvironment,
    "immutable": jinja2.sandbox.ImmutableSandboxedEnvironment,
}


class TooSlow(BaseException):
    pass


def stop(signum, frame):
    raise TooSlow


def decode_range(bounds):
    return range(*bounds)


TAGS = {
    "$float": float,
    "$int": int,
    "$tuple": lambda items: tuple(map(decode, items)),
    "$set": lambda items: set(map(decode, items)),
    "$dict": lambda pairs: {decode(key): decode(value) for key, value in pairs},
    "$markup": Markup,
    "$range": decode_range,
    "$object": lambda members: SimpleNamespace(**decode(members)),
}


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, content),) = value.items()
        if tag in TAGS:
            return TAGS[tag](content)
    return {key: decode(item) for key, item in value.items()}


def raise_exception(message):
    raise exceptions.TemplateError(message)


def strftime_now(form):
    return f"[{form}]"


def environment_of(record):
    options = dict(record.get("env", {}))
    sandboxed = options.pop("sandboxed", None)
    kind = ENVIRONMENTS["native" if options.pop("native", False) else sandboxed]
    options.pop("async", None)
    i18n = options.pop("i18n", None)
    if "undefined" in options:
        options["undefined"] = UNDEFINED[options["undefined"]]
    if options.pop("finalize", None) == "none_to_empty":
        options["finalize"] = lambda value: "" if value is None else value
    if isinstance(options.get("autoescape"), dict):
        options["autoescape"] = jinja2.select_autoescape(**options["autoescape"]["$select"])
    policies = options.pop("policies", {})
    if "templates" in record:
        options["loader"] = jinja2.DictLoader(record["templates"])
    environment = kind(**options)
    environment.policies.update(decode(policies))
    environment.globals.update(raise_exception=raise_exception, strftime_now=strftime_now)
    environment.globals.update(decode(record.get("globals", {})))
    if i18n is not None:
        install_translations(environment, i18n)
    return environment


def install_translations(environment, options):
    newstyle = options.get("newstyle", False)
    if "catalog" not in options:
        environment.install_null_translations(newstyle=newstyle)
        return
    catalog = options["catalog"]

    def pgettext(context, message):
        entry = catalog.get(message, message)
        return entry.get(context, message) if isinstance(entry, dict) else entry

    def gettext(message):
        return pgettext("", message)

    def npgettext(context, singular, plural, n):
        return pgettext(context, singular if n == 1 else plural)

    environment.install_gettext_callables(
        gettext,
        lambda singular, plural, n: gettext(singular if n == 1 else plural),
        newstyle=newstyle,
        pgettext=pgettext,
        npgettext=npgettext,
    )


def describe_value(value):
    if isinstance(value, (set, frozenset)):
        return "set of " + ", ".join(sorted(map(repr, value)))
    return f"{type(value).__name__} {value!r}"


def describe_error(error):
    name = type(error).__name__
    own = isinstance(error, (exceptions.TemplateError, exceptions.TemplatesNotFound))
    if not own:
        return {"type": name, "python": True, "py_message": True, "message": str(error)}
    syntax = isinstance(error, exceptions.TemplateSyntaxError)
    template = getattr(error, "name", None)
    return {
        "type": name,
        "message": error.message and str(error.message),
        "lineno": error.lineno if syntax else None,
        "name": None if template is None or isinstance(template, jinja2.Undefined) else str(template),
    }


def answer(record):
    environment = environment_of(record)
    main = record["main"]
    settings = {"globals": decode(record["template_globals"])} if "template_globals" in record else {}
    if isinstance(main, str):
        template = environment.from_string(main, **settings)
    elif "name" in main:
        template = environment.get_template(main["name"], **settings)
    else:
        template = environment.select_template(main["select"], **settings)
    output = template.render(decode(record.get("context", {})))
    return describe_value(output) if isinstance(environment, jinja2.nativetypes.NativeEnvironment) else output


def judged(record):
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return {"output": answer(record)}
    except TooSlow:
        return {"skip": "too slow"}
    except (MemoryError, RecursionError) as error:
        return {"skip": type(error).__name__}
    except Exception as error:
        return {"error": describe_error(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, stop)
    print(json.dumps({"jinja": jinja2.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(judged(json.loads(line))), flush=True)


main()
