"""Measure every budget and print the table: python -m bench"""

# The place comes first: it sets the environment that the settings read.
from bench import place  # isort: skip

import sys
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from bench import archives, cases, sealing, uploads  # noqa: E402
from bench.seed import seed  # noqa: E402
from bench.server import Server  # noqa: E402

HEAD = ("what", "measured", "against", "ratio", "budget", "")


def main():
    place.make()
    try:
        place.tell(f"Seeding {place.NAME} ...")
        call_command("prepare", stdout=StringIO())
        world = seed()
        connections.close_all()
        with Server("kmchallenge.wsgi") as portal, Server("bench.empty") as empty:
            return measure(cases.Bench(portal, empty, world))
    finally:
        connections.close_all()
        place.take_away()


def measure(bench):
    print(f"\n## {place.NAME}\n")
    print("| " + " | ".join(HEAD) + " |")
    print("| --- " * len(HEAD) + "|")
    broken = 0
    for figure in all_figures(bench):
        mark = "" if figure.is_kept else "**over**"
        broken += not figure.is_kept
        cells = (figure.what, figure.measured, figure.against, figure.ratio)
        print("| " + " | ".join((*cells, figure.budget, mark)) + " |", flush=True)
    return broken


def all_figures(bench):
    yield from cases.figures(bench)
    yield cases.memory(bench)
    yield from uploads.figures(bench)
    yield from archives.figures(bench)
    yield from sealing.figures(bench)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
