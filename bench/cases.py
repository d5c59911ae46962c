"""What is measured, and against which budget."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse

from bench.seed import BIG, CRITERIA, SMALL
from bench.server import Server
from bench.visitor import Visitor, durations, rate
from judging.models import Score
from judging.tabulation import METHODS, Criterion, Rules, Totals, tabulate
from submissions.merging import fingerprint, fingerprints, texts_of


@dataclass(frozen=True)
class Figure:
    """One line of the table: `is_kept` says whether the budget holds."""

    what: str
    measured: str
    against: str
    ratio: str
    budget: str
    is_kept: bool


@dataclass
class Bench:
    """The two servers, and the rows."""

    portal: Server
    empty: Server
    world: object

    def visitor(self, who):
        return Visitor(self.portal, self.world.cookies[who])


def anonymous_page(bench, what, path) -> Figure:
    before = rate(bench.empty, "/")
    measured = rate(bench.portal, path)
    idle = (before + rate(bench.empty, "/")) / 2
    ratio = measured / idle
    return Figure(
        what,
        f"{measured:.0f}/s",
        f"{idle:.0f}/s",
        f"{ratio:.2f} ×",
        "≥ 0.50 × an empty view",
        ratio >= 0.5,
    )


def page(bench, what, who, path, most: float | None) -> Figure:
    return timed(bench, what, who, lambda visitor, _: visitor.ask(path), most)


def timed(bench, what, who, ask: Callable, most: float | None) -> Figure:
    seconds, idle = durations(bench.visitor(who), ask, Visitor(bench.empty))
    ratio = seconds / idle
    return Figure(
        what,
        f"{seconds * 1000:.1f} ms",
        f"{idle * 1000:.2f} ms",
        f"{ratio:.0f} ×",
        f"≤ {most} × an empty view" if most else "–",
        most is None or ratio <= most,
    )


def size_of(size):
    return f"{size[0]} × {size[1]} × {CRITERIA}"


def figures(bench):
    """Yield every figure, as it is measured."""
    world = bench.world
    yield anonymous_page(bench, "home, anonymous", reverse("home"))
    year = world.result.round.stage.category.season.year
    for what, name, args in (
        ("results of a season, anonymous", "results:season", [year]),
        ("results of a category, anonymous", "results:category", [year, 2]),
        ("a province's page, anonymous", "results:area", ["33"]),
        ("a published result, anonymous", "results:result", [world.result.pk]),
    ):
        yield anonymous_page(bench, what, reverse(name, args=args))
    yield page(bench, "my work, officer", "officer", reverse("my-work"), None)
    yield page(bench, "my work, staff", "staff", reverse("my-work"), None)
    for size, round_ in ((BIG, world.big), (SMALL, world.small)):
        yield page(
            bench,
            f"live ranking, {size_of(size)}",
            "administrator" if size == BIG else "staff",
            reverse("judging:ranking", args=[round_.pk]),
            200,
        )
    yield page(
        bench,
        f"progress of a panel, {BIG[0]} × {BIG[1]}",
        "administrator",
        reverse("judging:progress", args=[world.big.pk]),
        200,
    )
    yield page(
        bench,
        f"screening table, {BIG[0]} entries",
        "administrator",
        reverse("submissions:screening", args=[world.big.pk]),
        None,
    )
    yield timed(bench, "saving one mark", "judge", one_mark(world), 40)
    yield timed(bench, "saving a draft", "officer", one_draft(world), None)
    yield timed(bench, "autosave", "officer", one_autosave(world), 15)
    yield tabulation()


def one_mark(world):
    path = reverse("judging:mark", args=[world.sheet.submission_id])
    return lambda visitor, number: visitor.ask(
        path,
        f"points_c1={number % 10}&was_points_c1={(number - 1) % 10}"
        f"&age_points_c1=600&person={world.judge.pk}".encode(),
    )


def one_draft(world):
    path = reverse("submissions:entry", args=[world.entry.pk])
    return lambda visitor, number: visitor.ask(
        path, f"title=Title+{number}&revision={number + 1}".encode()
    )


def one_autosave(world):
    """A field of a paragraph, as the page sends it: each time over the last text."""
    path = reverse("submissions:entry-autosave", args=[world.entry.pk])
    began = fingerprints(world.entry.category.form, texts_of(world.entry))

    def text(number):
        return f"Draft {number}. " + "ก" * 1000

    def save(visitor, number):
        before = text(number - 1) if number else world.entry.answers.get("direction")
        boxes = {f"{key}-began": began[key] for key in began}
        boxes["direction-began"] = fingerprint("longtext", before)
        boxes |= {"sent-field": "direction", "direction": text(number)}
        sent = json.dumps(list(boxes.items()), ensure_ascii=False).encode()
        status, body = visitor.ask(path, sent, kind="application/json")
        if b'"stored": {"direction"' not in body:
            raise RuntimeError(f"not saved: {body[:500].decode()}")
        return status, body

    return save


def memory(bench, *, after="all pages") -> Figure:
    """The largest worker, after what was asked of it."""
    most = bench.portal.memory()
    return Figure(
        f"memory of a worker, after {after}",
        f"{most:.0f} MiB",
        f"{bench.empty.memory():.0f} MiB",
        "–",
        "≤ 120 MiB",
        most <= 120,
    )


def tabulation() -> Figure:
    """Tabulate the marks of 10,000 × 9 × 5, against one SQL sum over as many rows."""
    rows = 10_000 * 9 * CRITERIA
    table = Score._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        copies = -(-rows // cursor.fetchone()[0])
        numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(copies))
        cursor.execute(
            f"CREATE TABLE bench_marks AS SELECT s.sheet_id, n, s.criterion, s.points "
            f"FROM {table} s CROSS JOIN ({numbers}) c LIMIT {rows}"
        )
        cursor.execute("SELECT sum(points) FROM bench_marks")
        began = time.perf_counter()
        cursor.execute("SELECT sum(points) FROM bench_marks")
        cursor.fetchone()
        one_sum = time.perf_counter() - began
        cursor.execute("SELECT points FROM bench_marks")
        points = [row[0] for row in cursor.fetchall()]
    criteria = tuple(Criterion(f"c{n}", 10, 20) for n in range(1, CRITERIA + 1))
    units = iter(points)
    marks = {
        f"{number:05}": {
            f"j{judge}": [next(units) for _ in criteria] for judge in range(9)
        }
        for number in range(10_000)
    }
    rules = Rules(criteria, METHODS[0], 1, ("median", "highest", "chair"), "j1")
    began = time.perf_counter()
    tabulate(rules, Totals.of_marks(criteria, marks))
    seconds = time.perf_counter() - began
    ratio = seconds / one_sum
    return Figure(
        "tabulation alone, 10000 × 9 × 5",
        f"{seconds * 1000:.0f} ms",
        f"{one_sum * 1000:.1f} ms",
        f"{ratio:.0f} ×",
        "≤ 20 × one SQL sum",
        ratio <= 20,
    )
