"""All marks of a big round as a file of each kind."""

from django.urls import reverse

from bench.cases import memory, page, size_of
from bench.seed import BIG
from ui.tables import KINDS


def figures(bench):
    for kind in KINDS:
        yield page(
            bench,
            f"all marks of {size_of(BIG)}, {kind.upper()}",
            "administrator",
            reverse("judging:marks-table", args=[bench.world.big.pk, kind]),
            1000,
        )
    yield memory(bench, after="all marks")
