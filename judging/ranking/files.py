"""The two files of a round as `manage.py tabulate` reads them, under judges' codes."""

import random
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from judging import ledger
from judging.models import Score
from judging.ranking.live import Ranking, ranking_of
from judging.workflow import State

secret = random.SystemRandom()


def ledger_of(round_, *, at=None, codes=None, ranking: Ranking | None = None):
    """Return LEDGER.csv as text, RULES.json as a dict, and the code of each seat.

    Holds the sheets that count, and nothing else. Each scoring seat gets a random code
    (j1, j2, …) by its key, unless `codes` from an earlier seal are given. One query
    beside the ranking's.
    """
    ranking = ranking or ranking_of(round_, at=at or timezone.now())
    codes = codes or random_codes(ranking)
    marks = [
        ledger.Mark(number, codes[judge], criterion, Decimal(points) / 100)
        for number, judge, criterion, points in counted_marks(round_, ranking)
    ]
    chair = ranking.rules.chair
    rules = ranking.rulebook.for_tabulation(
        chair=codes[int(chair)] if chair else None, decisions=ranking.rules.decisions
    )
    return ledger.write_marks(marks), ledger.rules_as_given(rules), codes


def counted_marks(
    round_, ranking: Ranking, **where
) -> Iterator[tuple[str, int, str, int]]:
    """Yield (number, seat, criterion, hundredths) of each mark that counts.

    `where` narrows it to a submission. One query.
    """
    numbers = {work.submission: number for number, work in ranking.works.items()}
    counted = ranking.totals.sheets
    rows = Score.objects.filter(
        sheet__submission__round=round_, sheet__state=State.SIGNED, **where
    ).order_by()
    for submission, judge, criterion, points in rows.values_list(
        "sheet__submission", "sheet__judge", "criterion", "points"
    ):
        number = numbers.get(submission)
        if number in counted and str(judge) in counted[number]:
            yield number, judge, criterion, points


def marks_of(round_, ranking: Ranking, **where) -> dict[str, dict[str, list[int]]]:
    """Return the marks that count, as the tabulation takes them. One query."""
    columns = {row.code: at for at, row in enumerate(ranking.rulebook.rows)}
    marks: dict[str, dict[str, list[int]]] = {}
    for number, judge, criterion, points in counted_marks(round_, ranking, **where):
        sheet = marks.setdefault(number, {}).setdefault(str(judge), [0] * len(columns))
        sheet[columns[criterion]] = points
    return marks


def random_codes(ranking: Ranking) -> dict[int, str]:
    seats = [seat.pk for seat in ranking.progress.seats if is_coded(ranking, seat)]
    secret.shuffle(seats)
    return {seat: f"j{number}" for number, seat in enumerate(seats, 1)}


def is_coded(ranking, seat) -> bool:
    return seat in ranking.seats or str(seat.pk) == ranking.rules.chair
