"""The ranking of a round as a table: as it was sealed, or as the sheets stand."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from judging import tabulation
from judging.ranking.live import Ranking
from judging.ranking.table import (
    Row,
    cells_by_number,
    columns_of,
    step_in_words,
    table_of,
)
from judging.rulebook import Rulebook
from judging.tables.whose import mark_column, sample_column, whose_columns
from results.bands import Band
from results.explaining import rulebook_of
from results.models import Placing, Result
from ui.tables import Column, Holds, Table


def live_table(ranking: Ranking) -> Table:
    """Return the ranking as its page shows it, those without a signed sheet last."""
    placed = {each.submission: each for each in ranking.tabulation.placings}
    return Table(
        _("Ranking"),
        (
            *entry_columns(is_blind=ranking.is_blind),
            sample_column(any(work.is_sample for work in ranking.works.values())),
            *score_columns(ranking.rulebook),
            *judge_columns(ranking),
        ),
        (
            live_row(row, placed.get(row.work.number), is_blind=ranking.is_blind)
            for row in table_of(ranking)
        ),
        kind="ranking",
    )


def live_row(row: Row, placing: tabulation.Placing | None, *, is_blind: bool) -> tuple:
    work = row.work
    return (
        row.rank,
        work.number,
        work.title,
        *(() if is_blind else (work.office_code, work.office, work.person)),
        work.is_sample,
        row.score,
        placing.exact if placing else None,
        row.sheets,
        row.is_tied,
        placing.decided_by if placing else None,
        row.lacks_quorum,
        *row.cells,
    )


def sealed_table(
    result: Result, placings: list[Placing], ranking: Ranking | None
) -> Table:
    """Return a result's placings with their awards.

    With `ranking`, as it stood at the seal, it has each judge's totals too. `placings`
    are loaded `for_list`.
    """
    by_marks = result.basis == Result.Basis.MARKS
    rulebook = rulebook_of(result) if by_marks else None
    return Table(
        _("Ranking"),
        (
            *entry_columns(is_blind=False),
            sample_column(any(each.submission.entry.is_sample for each in placings)),
            past_column(result),
            Column("award"),
            Column("award_name", _("Award"), 24),
            Column("band", _("Level"), 16, says=lambda band: str(Band(band).label)),
            Column(
                "advances",
                _("Goes up"),
                12,
                says=lambda advances: _("Goes up") if advances else "",
            ),
            *(score_columns(rulebook) if rulebook else ()),
            *(judge_columns(ranking) if ranking else ()),
        ),
        sealed_rows(
            placings,
            rulebook,
            cells_by_number(ranking) if ranking else {},
            is_past=bool(result.past_import_id),
        ),
        kind="ranking",
    )


def sealed_rows(
    placings: list[Placing],
    rulebook: Rulebook | None,
    cells: Mapping[str, list[str]],
    *,
    is_past: bool,
) -> Iterator[tuple]:
    shared = Counter(placing.rank for placing in placings)
    for placing in placings:
        submission, entry = placing.submission, placing.submission.entry
        row = (
            placing.rank,
            submission.number,
            submission.title,
            entry.office.code,
            entry.office.title,
            entry.honoured.get_full_name() if entry.honoured else "",
            entry.is_sample,
            is_past,
            placing.award,
            placing.get_award_display(),
            placing.band or None,
            placing.advances,
        )
        if rulebook:
            row += (
                placing.score,
                placing.exact,
                placing.sheets,
                shared[placing.rank] > 1,
                placing.decided_by,
                placing.sheets < rulebook.quorum,
            )
        yield (*row, *cells.get(submission.number, ()))


def entry_columns(*, is_blind: bool) -> tuple[Column, ...]:
    return (
        Column("rank", _("Rank"), 8, Holds.NUMBER),
        Column("number", _("Number"), 20),
        Column("title", _("Title of the entry"), 48),
        *(() if is_blind else whose_columns()),
    )


def past_column(result: Result) -> Column:
    """Mark what came in of an earlier year as its page does."""
    mark = _("From an earlier record, without marks")
    is_past = result.past_import_id is not None
    return mark_column("is_past", mark, 24, is_shown=is_past)


def score_columns(rulebook: Rulebook) -> tuple[Column, ...]:
    def remark(step):
        return "" if step == "tied" else step_in_words(step, rulebook)

    return (
        Column("score", _("Score"), 10, Holds.SCORE),
        Column("exact"),
        Column("sheets", _("Signed sheets"), 10, Holds.NUMBER),
        Column("is_tied", _("Tied"), 10, says=lambda tied: _("Tied") if tied else ""),
        Column("decided_by", _("Remarks"), 28, says=remark),
        Column(
            "lacks_quorum",
            _("Below the quorum"),
            18,
            says=lambda lacks: _("Below the quorum") if lacks else "",
        ),
    )


def judge_columns(ranking: Ranking) -> list[Column]:
    return [
        Column(f"seat_{each.judge.pk}", each.name, 14, Holds.SCORE)
        for each in columns_of(ranking)
    ]
