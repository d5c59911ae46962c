"""A slow tabulation for the tests, written from the rules alone: no shared code.

Marks are {(submission, judge): {criterion: Fraction}}. Everything is looked up anew
each time it is needed; nothing is clever. Roots are decimals of 150 digits: what is
nearer to 0, or to a tie of the rounding, than 100 digits tell is taken to be exact.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from itertools import product


class Twin:
    def __init__(self, criteria, marks, method, trim, tiebreaks, chair, decisions):
        self.weight_of_full = {
            code: Fraction(weight) / Fraction(full) for code, full, weight in criteria
        }
        self.marks = marks
        self.method = method
        self.trim = trim
        self.tiebreaks = tiebreaks
        self.chair = chair
        self.decisions = decisions
        self.submissions = sorted({submission for submission, _ in marks})
        self.judges = sorted({judge for _, judge in marks})

    def total(self, submission, judge):
        return sum(
            points * self.weight_of_full[code]
            for code, points in self.marks[submission, judge].items()
        )

    def totals_for(self, submission):
        return [
            self.total(submission, judge)
            for judge in self.judges
            if (submission, judge) in self.marks
        ]

    def totals_by(self, judge):
        return [
            self.total(submission, judge)
            for submission in self.submissions
            if (submission, judge) in self.marks
        ]

    # Scores ---------------------------------------------------------------------------

    def score(self, submission):
        return getattr(self, "score_by_" + self.method)(submission)

    def score_by_mean(self, submission):
        return mean(self.totals_for(submission))

    def score_by_trimmed(self, submission):
        totals = self.totals_for(submission)
        if len(totals) < 2 * self.trim + 1:
            return mean(totals)
        for _ in range(self.trim):
            totals.remove(max(totals))
            totals.remove(min(totals))
        return mean(totals)

    def score_by_median(self, submission):
        return median(self.totals_for(submission))

    def score_by_rank_sum(self, submission):
        ranks = []
        for judge in self.judges:
            if (submission, judge) in self.marks:
                mine = self.total(submission, judge)
                higher = sum(other > mine for other in self.totals_by(judge))
                equal = sum(other == mine for other in self.totals_by(judge))
                ranks.append(mean(range(higher + 1, higher + equal + 1)))
        if len({len(self.totals_for(each)) for each in self.submissions}) == 1:
            return sum(ranks)
        return mean(ranks)

    def score_by_standardised(self, submission):
        everything = [total for each in self.judges for total in self.totals_by(each)]
        with localcontext(Context(prec=150)) as context:
            z_scores = [
                (decimal(self.total(submission, judge)) - decimal(mean(given)))
                / decimal(variance(given)).sqrt()
                if variance(given := self.totals_by(judge))
                else Decimal(0)
                for judge in self.judges
                if (submission, judge) in self.marks
            ]
            score = decimal(mean(everything)) + decimal(
                variance(everything)
            ).sqrt() * sum(z_scores) / len(z_scores)
            score = score.quantize(Decimal(10) ** -100)
            context.prec = 12
            context.rounding = ROUND_HALF_UP
            return +score

    # Ranking --------------------------------------------------------------------------

    def ranking(self):
        """Return [(rank, submission, score, decided_by)]."""
        lower_is_better = self.method == "rank_sum"
        levels = [("score", self.submissions)]
        levels = divide(
            levels,
            "score",
            lambda group: {
                each: -self.score(each) if lower_is_better else self.score(each)
                for each in group
            },
        )
        for step in self.tiebreaks:
            levels = divide(
                levels, step, lambda group, step=step: self.see(step, group)
            )
        rows = []
        for decided_by, group in levels:
            rank = len(rows) + 1
            for submission in sorted(group):
                rows.append((rank, submission, self.score(submission), decided_by))
                decided_by = "tied"
        return rows

    def see(self, step, group):
        """Return what the step sees in each, higher is better; None to leave them."""
        if step.startswith("criterion:"):
            code = step.split(":", 1)[1]
            return {
                each: mean(
                    [
                        points[code]
                        for (submission, _), points in self.marks.items()
                        if submission == each
                    ]
                )
                for each in group
            }
        return getattr(self, "see_" + step)(group)

    def see_median(self, group):
        return {each: median(self.totals_for(each)) for each in group}

    def see_highest(self, group):
        return {each: max(self.totals_for(each)) for each in group}

    def see_count_back(self, group):
        def places(submission):
            return [
                1
                + sum(
                    other > self.total(submission, judge)
                    for other in self.totals_by(judge)
                )
                for judge in self.judges
                if (submission, judge) in self.marks
            ]

        every_place = range(1, len(self.submissions) + 1)
        return {
            each: [places(each).count(place) for place in every_place] for each in group
        }

    def see_head_to_head(self, group):
        def over(one, other):
            both = [
                judge
                for judge in self.judges
                if (one, judge) in self.marks and (other, judge) in self.marks
            ]
            more = [self.total(one, j) > self.total(other, j) for j in both]
            less = [self.total(one, j) < self.total(other, j) for j in both]
            return sum(more) > sum(less)

        def level(one, other):
            return not over(one, other) and not over(other, one)

        for a, b, c in product(group, repeat=3):
            if level(a, b) and level(b, c) and not level(a, c):
                return None
            if over(a, b) and over(b, c) and not over(a, c):
                return None
            if over(a, b) and level(b, c) and not over(a, c):
                return None
            if level(a, b) and over(b, c) and not over(a, c):
                return None
        return {each: sum(over(each, other) for other in group) for each in group}

    def see_chair(self, group):
        if any((each, self.chair) not in self.marks for each in group):
            return None
        return {each: self.total(each, self.chair) for each in group}

    def see_decision(self, group):
        for decision in self.decisions:
            if all(each in decision for each in group):
                return {each: len(decision) - decision.index(each) for each in group}
        return None


def divide(levels, step, see):
    """Divide every group by what the step sees in it."""
    divided = []
    for decided_by, group in levels:
        values = see(group) if len(group) > 1 or step == "score" else None
        if values is None:
            divided.append((decided_by, group))
            continue
        for value in sorted({as_key(value) for value in values.values()}, reverse=True):
            part = [each for each in group if as_key(values[each]) == value]
            divided.append((decided_by, part))
            decided_by = step
    return divided


def as_key(value):
    return tuple(value) if isinstance(value, list) else value


def mean(values):
    values = list(values)
    return sum(map(Fraction, values)) / len(values)


def median(values):
    ordered = sorted(values)
    if len(ordered) % 2:
        return ordered[len(ordered) // 2]
    return mean(ordered[len(ordered) // 2 - 1 : len(ordered) // 2 + 1])


def variance(values):
    return mean((value - mean(values)) ** 2 for value in values)


def decimal(fraction):
    return Decimal(fraction.numerator) / fraction.denominator
