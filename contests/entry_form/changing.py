"""Which changes of a form keep the answers that people have given, and which do not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contests.entry_form.fields import (
    MOST_FILES,
    SETTINGS,
    TITLE,
    Kind,
    is_hidden_when_blind,
    is_public,
    most_rows,
)
from contests.entry_form.file_types import FILE_TYPES
from contests.entry_form.limits import number_of
from contests.entry_form.wellformed import Fault

# Limits that may be raised or taken off, not lowered or set anew.
CEILINGS = ("most_characters", "most_words", "mb_each", "mb_total", "most")


def unsafe_changes(old: list[dict], new: list[dict]) -> list[Fault]:
    """Return every change that could spoil an answer, a file, or what was promised.

    Safe are words, the order, new fields that are not required, and whatever takes
    more than before.
    """
    before = {each["key"]: each for each in old}
    found = []
    for place, each in enumerate(new):
        was = before.pop(each["key"], None)
        found += [
            Fault("field_in_use", place, each["key"], column, sentence)
            for column, sentence in (spoilt(was, each) if was else spoilt_by_new(each))
        ]
    for key in before:
        sentence = _("People have filled this in: taking it away would lose it.")
        found.append(Fault("field_in_use", None, key, "DELETE", sentence))
    return found


def spoilt_by_new(each) -> Iterator[tuple[str, str | Promise]]:
    if each["required"]:
        yield (
            "required",
            _(
                "People have begun without this field: it can be added, but not as "
                "required."
            ),
        )


def spoilt(was: Mapping, each: Mapping) -> Iterator[tuple[str, str | Promise]]:
    """Yield the columns of a field whose change is not safe, and why."""
    if each["kind"] != was["kind"]:
        yield "kind", _("The answers were given in the old kind and would not fit.")
        return
    if each["required"] and not was["required"]:
        yield (
            "required",
            _("Who left this empty, as was allowed, could not hand in any more."),
        )
    if is_public(each) and not is_public(was):
        yield "is_public", _("People filled this in as what is not published.")
    if is_hidden_when_blind(was) and not is_hidden_when_blind(each):
        yield (
            "is_hidden_when_blind",
            _("People filled this in as what judges do not see when they judge blind."),
        )
    yield from narrowed(was, each)


def narrowed(was, each):
    """Yield the settings that would take less than before."""
    sentence = _("An answer that is right today could be too much.")
    for name in CEILINGS:
        limit, limit_before = (as_number(form.get(name)) for form in (each, was))
        if limit is not None and (limit_before is None or limit < limit_before):
            yield name, sentence
    if "most_rows" in SETTINGS[each["kind"]] and most_rows(each) < most_rows(was):
        yield "most_rows", sentence
    if each["kind"] == Kind.FILES:
        files, before = (form.get("most_files", MOST_FILES) for form in (each, was))
        if files < before:
            yield "most_files", sentence
        if not types(was) <= types(each):
            yield "types", _("Files of this type may be attached already.")
    least, least_before = (as_number(form.get("least")) for form in (each, was))
    if least is not None and (least_before is None or least > least_before):
        yield "least", _("An answer that is right today could be too little.")
    if each.get("is_whole") and not was.get("is_whole"):
        yield "is_whole", _("An answer may have a fraction already.")
    if not values(was) <= values(each):
        yield "options", _("Somebody may have chosen what is taken away.")
    if was.get("has_other") and not each.get("has_other"):
        yield "has_other", _("Somebody may have written something else.")


def as_number(limit):
    return number_of(limit) if isinstance(limit, str) else limit


def types(each):
    return set(each.get("types") or FILE_TYPES)


def values(each):
    return {option["value"] for option in each.get("options", ())}


# What the page says beforehand --------------------------------------------------------


@dataclass(frozen=True)
class Safety:
    """What may still be changed of a field in use, and what not and why."""

    safe: list[str | Promise]
    unsafe: list[tuple[str | Promise, str | Promise]]


def safety_of(each: Mapping) -> Safety:
    """Return it of a field as it is stored."""
    safe = [_("label, help and place")]
    kept = _("the answers are kept in the shape of the kind")
    unsafe = [(_("the kind"), kept)]
    if each["key"] != TITLE:
        lost = _("what was filled in would be lost")
        unsafe.append((_("taking it away"), lost))
        if each["required"]:
            safe.append(_("no longer required"))
        else:
            unsafe.append((_("required"), _("who left it empty could not hand in")))
        if is_public(each):
            safe.append(_("no longer public"))
        else:
            unsafe.append((_("public"), _("it was filled in as not public")))
        if not is_hidden_when_blind(each):
            safe.append(_("hidden in blind judging"))
        else:
            shown = _("it was filled in as hidden")
            unsafe.append((_("shown in blind judging"), shown))
    if "options" in each:
        safe.append(_("more to choose from, other words for what there is"))
        unsafe.append((_("less to choose from"), _("somebody may have chosen it")))
    limits = set(SETTINGS[each["kind"]]) - {"options", "has_other"}
    if limits:
        safe.append(_("wider limits"))
        unsafe.append((_("tighter limits"), _("an answer could be too much already")))
    return Safety(safe, unsafe)
