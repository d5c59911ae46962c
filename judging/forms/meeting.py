"""What people type of a meeting of a panel: who came, and what its minutes say."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from judging.actions.meeting import ITEM_TEXTS, TEXTS, is_told, writes_over
from judging.forms.reasons import reason_field
from judging.models import Attendance, Session
from ui import thai


class ClockField(forms.CharField):
    """A time of day, in either digits, with a point or a colon."""

    def clean(self, value):
        value = thai.arabic_digits(super().clean(value)).strip()
        if not value:
            return None
        found = re.fullmatch(r"([0-9]{1,2})[.:]?([0-9]{2})(?:\s*น\.?)?", value)
        try:
            return time(int(found[1]), int(found[2]))
        except (TypeError, ValueError):
            raise ValidationError(
                _("Write the time as hours and minutes, such as 16.30."), code="time"
            ) from None


def ask_why(form, session, at):
    """Have a form ask for a reason once the result is public."""
    form.asks_why = is_told(session.round, at=at)
    if form.asks_why:
        form.fields["reason"] = reason_field()
        form.fields["reason"].widget.attrs["class"] = "form-control"


# What is noted of each seat.
LINE = ("state", "time", "note")


class AttendanceForm(forms.Form):
    """A line for each seat: whether its person came, at what time, a note.

    Only the lines that were changed in this window are noted, so that a page which was
    opened earlier takes nothing back.
    """

    def __init__(self, session, came, data=None, *, at):
        """`came` is each seat with its note or None; `at` is now.

        Who comes now came now, on the day of the session; later nobody knows when.
        """
        super().__init__(data)
        ask_why(self, session, at)
        began = session.begun_at or session.meets_at
        self.day = thai.in_bangkok(began).date()
        now = at if thai.in_bangkok(at).date() == self.day else None
        self.seats = [seat for seat, _note in came]
        for seat, note in came:
            self.fields[f"state_{seat.pk}"] = forms.ChoiceField(
                label=seat.user.get_full_name(),
                choices=[("", _("Not noted")), *Attendance.State.choices],
                required=False,
                initial=note.state if note else "",
                show_hidden_initial=True,
            )
            arrived = note.arrived_at if note else now
            self.fields[f"time_{seat.pk}"] = ClockField(
                label=_("Came at"),
                required=False,
                max_length=10,
                initial=f"{thai.in_bangkok(arrived):%H.%M}" if arrived else "",
                show_hidden_initial=True,
            )
            self.fields[f"note_{seat.pk}"] = forms.CharField(
                label=_("Note"),
                required=False,
                max_length=200,
                initial=note.note if note else "",
                show_hidden_initial=True,
            )
        self.noted = {seat.pk: note for seat, note in came if note}

    @property
    def rows(self):
        """Return each seat, its three boxes, and, hidden, what they began from."""
        rows = []
        for seat in self.seats:
            boxes = [self[f"{name}_{seat.pk}"] for name in LINE]
            began = [box.as_hidden(only_initial=True) for box in boxes]
            rows.append((seat, *boxes, began))
        return rows

    def given(self):
        """Return what is noted of each seat, as `note_attendance` takes it."""
        return {
            seat.pk: (
                state,
                self.moment(seat.pk),
                self.cleaned_data[f"note_{seat.pk}"],
            )
            for seat in self.seats
            if (state := self.cleaned_data[f"state_{seat.pk}"])
            and self.is_changed(seat.pk)
        }

    def is_changed(self, pk):
        return any(f"{name}_{pk}" in self.changed_data for name in LINE)

    def moment(self, pk):
        """Return when they came, on the day of the session; exact where untouched."""
        clock = self.cleaned_data[f"time_{pk}"]
        note = self.noted.get(pk)
        if clock is None:
            return None
        before = note and note.arrived_at and thai.in_bangkok(note.arrived_at)
        if before and (before.hour, before.minute) == (clock.hour, clock.minute):
            return note.arrived_at
        return datetime.combine(self.day, clock, thai.BANGKOK)


def box(rows):
    """Return a box of so many rows; of one line where there are none."""
    attrs = {"class": "form-control"}
    return forms.Textarea({**attrs, "rows": rows}) if rows else forms.TextInput(attrs)


class MinutesForm(forms.Form):
    """The texts of the minutes. Only what was changed in this window is written.

    So two people may write at once, each their own part.
    """

    def __init__(self, session, agenda, data=None, *, at):
        super().__init__(data)
        ask_why(self, session, at)
        self.agenda = agenda
        boxes = {"title": 0, "text": 4, "resolution": 2}
        labels = {
            "title": _("Title of the item"),
            "text": _("What was said"),
            "resolution": _("Resolution of the meeting"),
        }
        for item in agenda:
            for name in ITEM_TEXTS:
                self.fields[f"{name}_{item.number}"] = forms.CharField(
                    label=labels[name],
                    required=name == "title",
                    max_length=200 if name == "title" else 20_000,
                    widget=box(boxes[name]),
                    initial=getattr(item, name),
                    show_hidden_initial=True,
                )
        for name in TEXTS:
            field = Session._meta.get_field(name)
            is_long = field.max_length is None
            self.fields[name] = forms.CharField(
                label=field.verbose_name,
                required=False,
                max_length=20_000 if is_long else field.max_length,
                widget=box(3 if is_long else 0),
                initial=getattr(session, name),
                show_hidden_initial=True,
            )

    @property
    def items(self):
        """Return each agenda item with its boxes, for the page."""
        return [
            (item, [self[f"{name}_{item.number}"] for name in ITEM_TEXTS])
            for item in self.agenda
        ]

    @property
    def ends(self):
        return [self[name] for name in TEXTS]

    def clean(self):
        """Refuse a text that somebody else has changed since this window opened.

        Theirs is shown, and from then on is what this window began from.
        """
        for name in set(self.changed_data) & set(self.cleaned_data):
            field = self.fields[name]
            if not field.show_hidden_initial:
                continue
            began = self[name].html_initial_name
            held, mine = field.initial, self.cleaned_data[name]
            if not writes_over(self.data.get(began), held, mine):
                continue
            self.data = {**self.data.dict(), began: held}
            self.add_error(
                name,
                ValidationError(
                    _(
                        "Somebody else has written here meanwhile: “%(theirs)s”. Put "
                        "both together, then save."
                    ),
                    code="differs",
                    params={"theirs": held or "–"},
                ),
            )

    def began(self):
        """Return what the texts were in this window, as `write_minutes` takes it."""
        names = {name: name for name in TEXTS} | {
            f"{item.number} {name}": f"{name}_{item.number}"
            for item in self.agenda
            for name in ITEM_TEXTS
        }
        return {
            key: self.data.get(self[name].html_initial_name)
            for key, name in names.items()
        }

    def texts(self):
        changed = set(self.changed_data)
        return {name: self.cleaned_data[name] for name in TEXTS if name in changed}

    def item_texts(self):
        changed = set(self.changed_data)
        return {
            item.number: {
                name: self.cleaned_data[key]
                for name in ITEM_TEXTS
                if (key := f"{name}_{item.number}") in changed
            }
            for item in self.agenda
        }
