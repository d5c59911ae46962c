"""Measure the budgets and print the table: python -m bench [PART ...]

Without names all parts, in their order: pages, uploads, tables, archives,
certificates, hall, sealing.
"""

# The place comes first: it sets the environment that the settings read.
from bench import place  # isort: skip

import sys
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import (  # noqa: E402
    archives,
    cases,
    certificates,
    hall,
    library,
    sealing,
    tables,
    uploads,
)
from bench.seed import seed  # noqa: E402
from bench.server import Server  # noqa: E402

HEAD = ("what", "measured", "against", "ratio", "budget", "")


def main():
    place.make()
    try:
        place.tell(f"Seeding {place.NAME} ...")
        call_command("prepare", stdout=StringIO())
        world = seed()
        library.fill(timezone.now())
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


def pages(bench):
    yield from cases.figures(bench)
    yield from library.figures(bench)
    yield cases.memory(bench)


# Sealing comes last: afterwards the judged rounds are sealed.
PARTS = {
    "pages": pages,
    "uploads": uploads.figures,
    "tables": tables.figures,
    "archives": archives.figures,
    "certificates": certificates.figures,
    "hall": hall.figures,
    "sealing": sealing.figures,
}


def all_figures(bench):
    wanted = sys.argv[1:] or PARTS
    for name, figures in PARTS.items():
        if name in wanted:
            yield from figures(bench)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
