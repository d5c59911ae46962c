"""What is given to a sheet, checked and written field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.rules import points_text
from judging.devices import Differed, Origin, settle
from judging.marks import in_hundredths, read
from judging.models import Score
from judging.rulebook import Rulebook

# What a comment may hold, in characters.
LONGEST_COMMENT = 5000


@dataclass(frozen=True, slots=True)
class Given:
    """What a judge gave in one criterion; None leaves as it is.

    Empty text as `points` takes a mark back. An origin comes with what a device sends.
    """

    points: Decimal | int | str | None = None
    comment: str | None = None
    points_from: Origin | None = None
    comment_from: Origin | None = None


@dataclass
class Kept:
    """What one save changed, for the record, and where another device differed."""

    changes: dict = field(default_factory=dict)
    # Given earlier than what another device gave; it does not count.
    overtaken: dict = field(default_factory=dict)
    differed: dict[str, Differed] = field(default_factory=dict)

    def settle(self, key, name, held, sent, origin, *, held_at, at, shown):
        """Return what a field is to hold and since when; note what is to be said.

        `shown` makes a text of a value, for people.
        """
        outcome = settle(
            held,
            sent,
            held_at=held_at,
            began=origin and began_of(name, origin),
            given_at=origin and origin.at,
            at=at,
        )
        if outcome.differs:
            other = shown(held) or ""
            self.differed[name] = Differed(other, is_mine=outcome.writes)
            if not outcome.writes:
                self.overtaken[key] = [shown(sent), shown(held)]
        if not outcome.writes:
            return held, held_at
        self.changes[key] = [shown(held), shown(sent)]
        return sent, outcome.at


def began_of(name: str, origin: Origin):
    """Return what the device began from, as it is compared with what is held."""
    if not name.startswith("points_"):
        return plain(origin.began)
    try:
        points = read(origin.began)
    except ValidationError:
        return origin.began
    return None if points is None else int(points * 100)


def plain(text: str) -> str:
    """Return a text without what a browser or a database changes of it."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def is_blank(given: Mapping[str, Given], comment: str | None) -> bool:
    """Say whether there is nothing in it that a new sheet would hold."""
    return not (comment or "").strip() and all(
        each.points in (None, "") and not (each.comment or "").strip()
        for each in given.values()
    )


def checked(given: Mapping[str, Given], rulebook: Rulebook):
    """Return code → (row, hundredths or None, comment or None); refuse by criterion.

    The hundredths are kept apart from "leave as it is" by `Given.points` being None.
    """
    errors, marks = {}, {}
    for code, each in given.items():
        row = rulebook.row_of.get(code)
        if row is None:
            errors[code] = ValidationError(
                _("This criterion is not on the sheet any more. Reload the page."),
                code="unknown_criterion",
            )
            continue
        try:
            kept = {}
            if each.points is not None:
                kept["points"] = (
                    None if each.points == "" else in_hundredths(each.points, row)
                )
            if each.comment is not None:
                kept["comment"] = within(each.comment)
            marks[code] = (row, kept)
        except ValidationError as refusal:
            errors[code] = refusal
    if errors:
        raise ValidationError(errors)
    return marks


def within(comment: str) -> str:
    comment = plain(comment)
    if len(comment) > LONGEST_COMMENT:
        raise ValidationError(
            _("Shorten this comment to %(most)d characters."),
            code="too_long",
            params={"most": LONGEST_COMMENT},
        )
    return comment


def keep_scores(sheet, marks, given: Mapping[str, Given], *, at: datetime) -> Kept:
    """Write what differs from what the sheet holds. A mark sent twice is one mark."""
    held = {score.criterion: score for score in sheet.scores.all()}
    result, to_write = Kept(), []
    for code, (row, kept) in marks.items():
        old = held.get(code)
        score = old or Score(sheet=sheet, criterion=code, full=row.full, given_at=at)
        before = len(result.changes)
        if "points" in kept:
            score.points, score.given_at = result.settle(
                code,
                f"points_{code}",
                score.points,
                kept["points"],
                given[code].points_from,
                held_at=score.given_at if old else None,
                at=at,
                shown=text_of,
            )
            score.given_at = score.given_at or at
        if "comment" in kept:
            score.comment, score.commented_at = result.settle(
                f"{code} comment",
                f"comment_{code}",
                score.comment,
                kept["comment"],
                given[code].comment_from,
                held_at=score.commented_at,
                at=at,
                shown=str,
            )
        if len(result.changes) > before:
            score.full = row.full
            to_write.append(score)
    Score.objects.bulk_create(
        to_write,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "full", "comment", "given_at", "commented_at"],
    )
    return result


def keep_comment(sheet, comment: str, origin: Origin | None, result: Kept, *, at):
    """Write the comment on the whole, if it is another one; add it to the result."""
    before = len(result.changes)
    sheet.comment, sheet.commented_at = result.settle(
        "comment",
        "comment",
        sheet.comment,
        within(comment),
        origin,
        held_at=sheet.commented_at,
        at=at,
        shown=str,
    )
    if len(result.changes) > before:
        sheet.save(update_fields=["comment", "commented_at"])


def text_of(points: int | None) -> str | None:
    return None if points is None else points_text(points)
