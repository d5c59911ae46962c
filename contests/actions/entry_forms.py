"""A category's entry form changes, as far as people do not rely on it already."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import record
from contests import acts
from contests.entry_form import TITLE, Kind, label_of
from contests.models import Category, Round


@transaction.atomic
def change_form(
    category: Category, fields: Sequence[dict], *, by, at: datetime | None = None
) -> Category:
    """Make `fields`, in their order, the entry form of the category.

    A field without a key is new and gets one never used in the form. Versions already
    handed in keep the form they were written with. Codes: `no_title`, `no_options`,
    `field_in_use`.
    """
    at = at or timezone.now()
    current = Category.objects.select_for_update().get(pk=category.pk)
    fields = with_keys(fields, current.form)
    check_form(fields)
    opened = Round.objects.filter(stage__category=current).with_phase(at=at)
    if opened.filter(opens__lte=at).exists():
        check_nothing_is_taken(current.form, fields)
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


def with_keys(fields, old) -> list[dict]:
    known = {each["key"] for each in old}
    free = (key for number in range(1, 10_000) if (key := f"f{number}") not in known)
    return [
        {**each, "key": each["key"] if each.get("key") in known else next(free)}
        for each in fields
    ]


def pairs(old, new):
    """Yield each key of either form with its field in the old and in the new one."""
    before = {each["key"]: each for each in old}
    after = {each["key"]: each for each in new}
    for key in before | after:
        yield key, before.get(key), after.get(key)


def check_form(fields) -> None:
    titles = [each for each in fields if each["key"] == TITLE]
    if len(titles) != 1 or titles[0]["kind"] != Kind.TEXT or not titles[0]["required"]:
        raise ValidationError(
            _("Every entry has a title: keep that field, on one line and required."),
            code="no_title",
        )
    for each in fields:
        if each["kind"] in (Kind.CHOICE, Kind.CHOICES) and not each.get("options"):
            raise ValidationError(
                _("Give “%(field)s” something to choose from."),
                code="no_options",
                params={"field": label_of(each)},
            )


def check_nothing_is_taken(old, new) -> None:
    """Refuse to take away, once a round has opened, what people are filling in."""
    for _key, before, after in pairs(old, new):
        if before is None:
            spoilt = after["required"]
        else:
            spoilt = (
                after is None
                or after["kind"] != before["kind"]
                or (after["required"] and not before["required"])
                or not values_of(before) <= values_of(after)
            )
        if spoilt:
            raise ValidationError(
                _(
                    "“%(field)s”: a round of this category has opened, and people are "
                    "filling in the form. Words can still be changed and fields that "
                    "are not required added; nothing can be taken away, change its "
                    "kind or become required."
                ),
                code="field_in_use",
                params={"field": label_of(before or after)},
            )


def values_of(each) -> set[str]:
    return {option["value"] for option in each.get("options", [])}
