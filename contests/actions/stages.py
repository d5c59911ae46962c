"""A stage's dates move, and the rules and numbers it goes by change."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from audit.record import record, record_many
from contests import acts
from contests.actions.rulebook import tell_of_change
from contests.actions.seasons import OPTIONS, check_stage_dates
from contests.dates import Move, dates_of, moves_of
from contests.models import Round, Stage
from contests.phases import DATES
from contests.rules import COLUMNS, areas_below, live_rules

# So many rounds are named in a refusal; the page before it names all.
NAMED = 5


@transaction.atomic
def change_stage(
    stage: Stage,
    *,
    by,
    reason: str = "",
    apply_to: Iterable[Round] = (),
    at: datetime | None = None,
    **changes,
) -> Stage:
    """Change how a stage is judged: numbers, method, tie-break chain, options.

    Rounds with frozen rules keep their copy, but for `apply_to` (rule 11). Codes:
    `numbers_impossible`, `area_too_large`, those of `check_rules` and `tell_of_change`.
    """
    if unknown := set(changes) - {*COLUMNS, *OPTIONS}:
        raise TypeError(f"not to be changed so: {sorted(unknown)}")
    at = at or timezone.now()
    current = Stage.objects.select_for_update().get(pk=stage.pk)
    old = live_rules(current)
    options = {
        name: [getattr(current, name), changes[name]]
        for name in OPTIONS
        if name in changes and getattr(current, name) != changes[name]
    }
    for name, value in changes.items():
        setattr(current, name, value)
    check_numbers(current)
    current.save(update_fields=list(changes))
    if options:
        act = acts.CHANGED_OPTIONS
        record(stage, act, by=by, at=at, reason=reason, changes=options)
    tell_of_change(current, old, by=by, reason=reason, at=at, apply_to=apply_to)
    stage.refresh_from_db()
    return stage


def check_numbers(stage) -> None:
    if min(stage.places, stage.awards, stage.quorum) < 1 or (
        stage.panel_size < stage.quorum
    ):
        raise ValidationError(
            _(
                "At least one place, one award and one signed sheet; and no more "
                "signed sheets than judges."
            ),
            code="numbers_impossible",
        )
    each = stage.judges_per_entry
    if each is not None and not stage.quorum <= each <= stage.panel_size:
        raise ValidationError(
            {
                "judges_per_entry": ValidationError(
                    _(
                        "Each entry needs at least as many judges as signed sheets, "
                        "and no more than the panel has."
                    ),
                    code="numbers_impossible",
                )
            }
        )
    if stage.grace_minutes > 60:
        raise ValidationError(
            {
                "grace_minutes": ValidationError(
                    _("The grace is an hour at most."), code="numbers_impossible"
                )
            }
        )
    if stage.barred_area not in areas_below(stage.level):
        raise ValidationError(
            {
                "barred_area": ValidationError(
                    _(
                        "The area must be smaller than a round of this stage: in a "
                        "round of one province, everybody is of that province."
                    ),
                    code="area_too_large",
                )
            }
        )
    if stage.bands != Stage.Bands.OFF and (stage.method not in Stage.METHODS_IN_POINTS):
        raise ValidationError(
            _(
                "Levels by score need a method whose scores are points: a mean or the "
                "median."
            ),
            code="bands_need_points",
        )
    if stage.method == Stage.Method.TRIMMED and stage.trim < 1:
        raise ValidationError(
            {
                "trim": ValidationError(
                    _("This method leaves out at least one total at each end."),
                    code="numbers_impossible",
                )
            }
        )


def plan_move(
    stage: Stage,
    dates: Mapping[str, datetime],
    *,
    drops_own: bool = False,
    at: datetime | None = None,
) -> list[Move]:
    """Return what new dates of the stage would do to its rounds, changing nothing."""
    rounds = list(stage.rounds.select_related("office__parent"))
    for round_ in rounds:
        round_.stage = stage
    return moves_of(stage, dates, rounds, drops_own=drops_own, at=at or timezone.now())


@transaction.atomic
def move_dates(
    stage: Stage,
    dates: Mapping[str, datetime],
    *,
    by,
    reason: str = "",
    drops_own: bool = False,
    at: datetime | None = None,
) -> Stage:
    """Move a stage's dates, and with them its rounds' (rule 1).

    A sealed or ended round keeps its dates, and a round being judged all but the day
    that judging is due: what was the stage's becomes its own. With `drops_own`, own
    dates outside the new window are given up. Codes: `dates_missing`,
    `dates_out_of_order`, and those of `contests.dates.moves_of`.
    """
    at = at or timezone.now()
    current = Stage.objects.select_for_update().get(pk=stage.pk)
    old = dates_of(current)
    new = {name: dates.get(name, old[name]) for name in DATES}
    if new == old:
        return stage
    for name, moment in new.items():
        setattr(stage, name, moment)
    check_stage_dates(stage)
    moves = plan_move(current, new, drops_own=drops_own, at=at)
    refuse_if_any(moves)
    moved = [move.round for move in moves if move.is_moved]
    write_own_dates(moves)
    Stage.objects.filter(pk=stage.pk).update(**new)
    act = acts.MOVED_DATES
    changes = {name: [old[name], new[name]] for name in DATES if old[name] != new[name]}
    record(stage, act, by=by, at=at, reason=reason, changes=changes)
    record_many(moved, act, by=by, at=at, reason=reason)
    stage.refresh_from_db()
    return stage


def refuse_if_any(moves) -> None:
    """Refuse with one sentence for each reason, naming rounds it holds for."""
    by_code: dict[str, tuple[str, list]] = {}
    for move in moves:
        for code, sentence in move.refusals.items():
            by_code.setdefault(code, (sentence, []))[1].append(move.round.office)
    errors = [
        ValidationError(f"{sentence} {names_of(offices)}", code=code)
        for code, (sentence, offices) in by_code.items()
    ]
    if errors:
        raise ValidationError(errors)


def names_of(offices) -> str:
    names = ", ".join(office.title for office in offices[:NAMED])
    more = len(offices) - NAMED
    if more <= 0:
        return gettext("It holds for: %(names)s.") % {"names": names}
    return ngettext(
        "It holds for: %(names)s and %(more)d more round.",
        "It holds for: %(names)s and %(more)d more rounds.",
        more,
    ) % {"names": names, "more": more}


def write_own_dates(moves) -> None:
    """Store the own dates that the move makes or gives up, with the reason."""
    changed = [move for move in moves if move.own != move.was_own]
    for move in changed:
        for name, moment in move.own.items():
            setattr(move.round, f"own_{name}", moment)
        if not any(move.own.values()):
            move.round.own_dates_reason = ""
        elif not move.round.own_dates_reason:
            move.round.own_dates_reason = gettext(
                "The round was past these dates when its stage's dates moved."
            )
    Round.objects.bulk_update(
        [move.round for move in changed],
        [*(f"own_{name}" for name in DATES), "own_dates_reason"],
    )
