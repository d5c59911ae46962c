"""The two files of a round as `manage.py tabulate` reads them, under judges' codes."""

import random
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
    numbers = {work.submission: number for number, work in ranking.works.items()}
    rows = Score.objects.filter(
        sheet__submission__round=round_, sheet__state=State.SIGNED
    ).values_list("sheet__submission", "sheet__judge", "criterion", "points")
    counted = ranking.totals.sheets
    marks = [
        ledger.Mark(number, codes[judge], criterion, Decimal(points) / 100)
        for submission, judge, criterion, points in rows
        if (number := numbers.get(submission)) in counted
        and str(judge) in counted[number]
    ]
    chair = ranking.rules.chair
    rules = ranking.rulebook.for_tabulation(
        chair=codes[int(chair)] if chair else None, decisions=ranking.rules.decisions
    )
    return ledger.write_marks(marks), ledger.rules_as_given(rules), codes


def random_codes(ranking: Ranking) -> dict[int, str]:
    seats = [seat.pk for seat in ranking.progress.seats if is_coded(ranking, seat)]
    secret.shuffle(seats)
    return {seat: f"j{number}" for number, seat in enumerate(seats, 1)}


def is_coded(ranking, seat) -> bool:
    return seat in ranking.seats or str(seat.pk) == ranking.rules.chair
