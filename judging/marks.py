"""A mark as a judge types it: read exactly, refused with what to do instead."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.rules import points_text
from judging.rulebook import Row
from ui.thai import arabic_digits

# Thai digits count as digits. Nobody gives a mark of more than twelve characters.
TYPED = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
LONGEST = 12


def read(text: str) -> Decimal | None:
    """Read typed points; None where nothing was typed. Code `not_a_number`."""
    text = arabic_digits(text).strip()
    if not text:
        return None
    if len(text) > LONGEST or not TYPED.fullmatch(text):
        raise ValidationError(
            _("Give a number with digits and a point, such as 7 or 7.5."),
            code="not_a_number",
        )
    return Decimal(text)


def in_hundredths(points: Decimal | int | str, row: Row) -> int:
    """Return the points of a criterion in hundredths.

    Refuse what lies outside the full marks or off the step: codes `too_low`,
    `too_high`, `off_the_step`; and what is none of the levels: `no_level`.
    """
    hundredths = Decimal(points) * 100
    if row.levels and hundredths not in range(row.step, row.full + 1, row.step):
        raise ValidationError(_("Choose one of the five levels."), code="no_level")
    if hundredths < 0:
        raise ValidationError(_("Give 0 points or more."), code="too_low")
    if hundredths > row.full:
        raise ValidationError(
            _("Give at most %(full)s points: these are the full marks."),
            code="too_high",
            params={"full": row.full_points},
        )
    if hundredths % row.step:
        below = int(hundredths // row.step) * row.step
        above = below + row.step
        if above > row.full:
            raise ValidationError(
                _("Marks go in steps of %(step)s: give %(below)s."),
                code="off_the_step",
                params={"step": row.step_points, "below": points_text(below)},
            )
        raise ValidationError(
            _("Marks go in steps of %(step)s: give %(below)s or %(above)s."),
            code="off_the_step",
            params={
                "step": row.step_points,
                "below": points_text(below),
                "above": points_text(above),
            },
        )
    return int(hundredths)
