"""How often each submission comes first if other judges had sat on the panel.

All in whole numbers, so that a tie is a tie. Imports no Django.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul
from sys import byteorder

from judging.tabulation import Rules, Totals
from judging.tabulation.explanation import z_score
from judging.tabulation.methods import doubled_ranks, sheets_that_count
from judging.tabulation.standardised import spread_of

DRAWS = 2000
SEED = 2565


def first_shares(rules: Rules, totals: Totals, seed: int) -> dict[str, Fraction]:
    """Draw as many judges as there are, with replacement, DRAWS times.

    A judge drawn twice counts twice. Only scores count, not the tie-break chain. The
    same seed gives the same shares everywhere: `random()` is the one stream that
    Python promises to keep, and the judges stand in an order of their marks, so that
    the codes of the seal draw what the chair saw before it.
    """
    values = comparable_values(rules.method, totals)
    judges = in_order_of_marks(totals)
    rows = not_outdone(values)
    draw = random.Random(seed).random
    panels = Counter(
        tuple(sorted(int(draw() * len(judges)) for _ in judges)) for _ in range(DRAWS)
    )
    trim = rules.trim if rules.method == "trimmed" else 0
    by_mean = rules.method != "median" and not trim
    all_at_once = packed(rows, judges) if by_mean else None
    shares: Counter[str] = Counter()
    for panel, times in panels.items():
        if all_at_once:
            first = all_at_once(panel)
        else:
            drawn = Counter(judges[at] for at in panel)
            first = first_of(rows, drawn, rules.method, trim)
        for submission in first:
            shares[submission] += Fraction(times, len(first) * DRAWS)
    return dict(sorted(shares.items(), key=lambda share: (-share[1], share[0])))


def in_order_of_marks(totals: Totals) -> list[str]:
    """Return the judges by what they gave; those alike draw alike, whoever is first."""
    by_judge = totals.by_judge()
    return sorted(by_judge, key=lambda judge: (sorted(by_judge[judge].items()), judge))


def comparable_values(method: str, totals: Totals) -> dict[str, dict[str, int]]:
    """Return submission -> judge -> a number whose mean (or median) is compared.

    Ranks and z-scores of a judge do not depend on who else is drawn; z-scores are cut
    to 12 decimals.
    """
    if method not in ("rank_sum", "standardised"):
        return {each: dict(row) for each, row in totals.sheets.items() if row}
    values: dict[str, dict[str, int]] = {}
    for judge, own in totals.by_judge().items():
        ranks, spread = doubled_ranks(own), spread_of(own.values())
        for submission, total in own.items():
            values.setdefault(submission, {})[judge] = (
                -ranks[submission]
                if method == "rank_sum"
                else int(z_score(total, spread) * 10**12)
            )
    return values


def not_outdone(
    values: Mapping[str, Mapping[str, int]],
) -> dict[str, Mapping[str, int]]:
    """Leave out whom another beats with each judge: no draw puts it first."""
    kept: dict[str, Mapping[str, int]] = {}
    for submission in sorted(values, key=lambda each: -sum(values[each].values())):
        row = values[submission]
        if not any(
            row.keys() == other.keys() and all(row[j] < other[j] for j in row)
            for other in kept.values()
        ):
            kept[submission] = row
    return kept


def packed(
    rows: Mapping[str, Mapping[str, int]], judges: Sequence[str]
) -> Callable[[Sequence[int]], list[str]] | None:
    """Return what finds who comes first by the mean with a panel of drawn judges.

    A judge's values stand side by side in one large whole number, eight bytes each, so
    that one addition adds a judge to all submissions: twenty times as fast as
    `first_of` where many could win. None where a sheet is missing (then means have
    different divisors) or a sum could need more than eight bytes.
    """
    lowest = min((value for row in rows.values() for value in row.values()), default=0)
    highest = max((value for row in rows.values() for value in row.values()), default=0)
    if any(len(row) < len(judges) for row in rows.values()) or (
        (highest - lowest) * len(judges) >= 2**64
    ):
        return None
    columns = [
        int.from_bytes(
            b"".join(
                (row[judge] - lowest).to_bytes(8, byteorder) for row in rows.values()
            ),
            byteorder,
        )
        for judge in judges
    ]
    submissions = list(rows)

    def first_with(panel: Sequence[int]) -> list[str]:
        added_up = sum(columns[at] for at in panel)
        sums = memoryview(added_up.to_bytes(8 * len(submissions), byteorder)).cast("Q")
        best = max(sums, default=0)
        return [
            each for each, total in zip(submissions, sums, strict=True) if total == best
        ]

    return first_with


def first_of(
    rows: Mapping[str, Mapping[str, int]],
    drawn: Mapping[str, int],
    method: str,
    trim: int,
) -> list[str]:
    """Return who comes first with these judges; none where they scored nobody."""
    common = lcm(*range(1, sum(drawn.values()) + 1))
    scores = {}
    for submission, row in rows.items():
        if method == "median" or trim:
            sheets = [value for judge in row for value in [row[judge]] * drawn[judge]]
            counted = sheets_that_count(sheets, method, trim)
            total, number = sum(counted), len(counted)
        else:
            # The same, without a list: most draws of most rounds come by here.
            times = [drawn[judge] for judge in row]
            total, number = sum(map(mul, row.values(), times)), sum(times)
        if number:
            scores[submission] = total * (common // number)
    best = max(scores.values(), default=None)
    return [submission for submission, score in scores.items() if score == best]
