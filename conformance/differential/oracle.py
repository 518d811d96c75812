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
    kind = ENVIRONMENTS[options.pop("sandboxed", None)]
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
    return environment


def describe_error(error):
    name = type(error).__name__
    own = isinstance(error, (exceptions.TemplateError, exceptions.TemplatesNotFound))
    if not own:
        return {"type": name, "python": True, "py_message": True, "message": str(error)}
    syntax = isinstance(error, exceptions.TemplateSyntaxError)
    return {
        "type": name,
        "message": error.message,
        "lineno": error.lineno if syntax else None,
        "name": getattr(error, "name", None),
    }


def answer(record):
    environment = environment_of(record)
    main = record["main"]
    if isinstance(main, str):
        template = environment.from_string(main)
    else:
        template = environment.get_template(main["name"])
    return template.render(decode(record.get("context", {})))


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
