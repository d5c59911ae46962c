"""All marks of a big round as a file of each kind, and the memory that it takes."""

from django.urls import reverse

from bench.archives import Growth
from bench.cases import Figure, page, size_of
from bench.seed import BIG
from ui.tables import KINDS


def figures(bench):
    marks = bench.world.big.pk
    with Growth(bench.portal) as growth:
        for kind in KINDS:
            yield page(
                bench,
                f"all marks of {size_of(BIG)}, {kind.upper()}",
                "administrator",
                reverse("judging:marks-table", args=[marks, kind]),
                1000,
            )
    yield Figure(
        "memory that they take",
        f"{growth.most:.0f} MiB",
        f"{max(growth.before.values()):.0f} MiB",
        "–",
        "≤ 30 MiB",
        growth.most <= 30,
    )
