"""A category's entry form changes, as far as people do not rely on it already."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.record import record
from contests import acts
from contests.entry_form import label_of
from contests.entry_form.changing import unsafe_changes
from contests.entry_form.wellformed import Fault, faults, with_keys
from contests.models import Category, Round


@transaction.atomic
def change_form(
    category: Category, fields: Sequence[dict], *, by, at: datetime | None = None
) -> Category:
    """Make `fields`, in their order, the entry form of the category.

    A field without a key is new and gets one never used in the form. Versions already
    handed in keep the form they were written with. Refuse with `FormRefused`; codes:
    those of `entry_form.wellformed`, and "field_in_use".
    """
    at = at or timezone.now()
    current = Category.objects.select_for_update().get(pk=category.pk)
    fields = with_keys(fields, current.form)
    refuse(faults(fields))
    if is_in_use(current, at=at):
        refuse(unsafe_changes(current.form, fields))
    if fields == current.form:
        return category
    changes = {
        key: [before and label_of(before), after and label_of(after)]
        for key, before, after in pairs(current.form, fields)
        if before != after
    }
    current.form, current.has_default_form = fields, False
    current.save(update_fields=["form", "has_default_form"])
    record(category, acts.CHANGED_FORM, by=by, at=at, changes=changes)
    category.refresh_from_db()
    return category


def is_in_use(category: Category, *, at: datetime) -> bool:
    """Say whether people rely on the form: a round has opened, or there are entries."""
    if category.has_entries:
        return True
    rounds = Round.objects.filter(stage__category=category).with_phase(at=at)
    return rounds.filter(opens__lte=at).exists()


def refuse(found: Sequence[Fault]) -> None:
    if found:
        raise FormRefused(found)


class FormRefused(ValidationError):
    """A form is not well-formed, or a change would not keep the answers: `faults`."""

    def __init__(self, found: Sequence[Fault]):
        super().__init__([ValidationError(each.sentence, each.code) for each in found])
        self.faults = found


def pairs(old, new):
    """Yield each key of either form with its field in the old and in the new one."""
    before = {each["key"]: each for each in old}
    after = {each["key"]: each for each in new}
    for key in before | after:
        yield key, before.get(key), after.get(key)
