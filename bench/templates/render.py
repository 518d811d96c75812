"""The same as render.mjs, for Jinja on Python. The scenario arrives as the first line of JSON."""

import json
import sys
import time

from jinja2 import Environment, FileSystemLoader

scenario = json.loads(sys.stdin.readline())
environment = Environment(loader=FileSystemLoader(scenario["folder"]), autoescape=True, auto_reload=False)


def task():
    if not scenario["times"]:
        template = environment.get_template("page.jinja")
        render = lambda: template.render(scenario["data"])
        return render, render
    with open(scenario["folder"] + "/page.jinja") as file:
        source = file.read() * scenario["times"]
    compile = lambda: environment.from_string(source)
    return compile, lambda: compile().render(scenario["data"])


def measure(milliseconds):
    count = 0
    start = time.process_time()
    end = time.perf_counter() + milliseconds / 1000
    while True:
        run()
        count += 1
        if time.perf_counter() >= end:
            return (time.process_time() - start) * 1e6 / count


run, html = task()
print(json.dumps({"able": True, "html": html()}), flush=True)
for line in sys.stdin:
    print(json.dumps({"microseconds": measure(float(line))}), flush=True)
