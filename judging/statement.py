"""What a judge states against the list of who enters, as the forms of their answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

# What a reason may hold, in characters.
LONGEST_REASON = 2000
# Up to so many names each have a box for the reason at once; of more, a box comes with
# the page that asks why, so that no browser sends more fields than the portal takes.
MOST_BOXES = 400


class NameRow:
    """A name on the list of who enters, and what the judge said of it."""

    def __init__(self, name, *, stated, is_new, data):
        self.name = name
        # The conflict that is on record already.
        self.stated = stated
        self.is_new = is_new
        self.is_ticked = f"with_{name.key}" in data
        self.reason = data.get(f"why_{name.key}", "").replace("\0", "").strip()
        self.error = ""

    def check(self):
        """Find what is wrong with it; return whether it is right."""
        if self.stated:
            return True
        if self.is_ticked and not self.reason:
            self.error = _("Say what the conflict is.")
        elif self.reason and not self.is_ticked:
            self.error = _("Tick the box as well, or empty the reason.")
        elif len(self.reason) > LONGEST_REASON:
            self.error = _("Shorten the reason.")
        return not self.error


class ConflictsForm(forms.Form):
    """The conflicts that a judge states: `with_o3` for a tick, `why_o3` for its reason.

    `seen` is the moment of the list before the judge; names that came while they read
    are still new to them.
    """

    seen = forms.CharField(required=False)

    def __init__(self, names, seat, stated, data=None, *, at):
        super().__init__(data)
        held = {conflict.key: conflict for conflict in stated}
        since = seat.names_seen_at

        def rows(these):
            return [
                NameRow(
                    name,
                    stated=held.get(name.key),
                    is_new=bool(since) and name.arrived_at > since,
                    data=self.data,
                )
                for name in these
            ]

        self.offices, self.people = rows(names.offices), rows(names.people)
        self.rows = self.offices + self.people
        self.has_boxes = len(self.rows) <= MOST_BOXES
        self.has_new = any(row.is_new for row in self.rows)
        self.shown_at = self.data.get("seen") or at.isoformat()
        self.earliest = since or seat.appointed_at

    def clean(self):
        right = [row.check() for row in self.rows]
        if not all(right):
            raise ValidationError(
                _("Something is missing beside a name below."), code="names"
            )

    def conflicts(self) -> dict[str, str]:
        """Return the reasons by the keys of what was ticked."""
        return {
            row.name.key: row.reason
            for row in self.rows
            if row.is_ticked and not row.stated
        }

    def names_seen_at(self):
        """Return the moment of the list that the judge saw."""
        try:
            moment = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            moment = None
        return moment if moment and is_aware(moment) else self.earliest


class AcceptForm(ConflictsForm):
    """The same with the rules of conduct: an appointment is accepted."""

    agrees = forms.BooleanField(
        label=_("I have read the rules of conduct and agree to them"),
        error_messages={"required": _("Read the rules of conduct and agree to them.")},
    )
