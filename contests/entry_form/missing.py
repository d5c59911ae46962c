"""Every gap that keeps an entry from being handed in."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from contests.entry_form.fields import (
    NEEDED_OF_A_PERSON,
    PERSON,
    TITLE,
    Kind,
    is_empty,
    label_of,
)
from contests.entry_form.limits import beyond


def what_is_missing(
    form: list[dict], title: str, answers: Mapping, files: Collection[str]
) -> list[tuple[str, str]]:
    """Return every gap that keeps the entry from being handed in, as (key, sentence).

    `files` are the keys of the fields under which at least one file is attached.
    """
    gaps = []
    for each in form:
        key = each["key"]
        if each["kind"] == Kind.FILES:
            if each["required"] and key not in files:
                sentence = _("Attach a file under “%(field)s”.")
                gaps.append((key, sentence % {"field": label_of(each)}))
            continue
        value = title if key == TITLE else answers.get(key)
        if is_empty(each["kind"], value):
            if each["required"]:
                sentence = _("Fill in “%(field)s”.")
                gaps.append((key, sentence % {"field": label_of(each)}))
        else:
            gaps += [(key, sentence) for sentence in beyond(each, value)]
            if each["kind"] == Kind.PEOPLE:
                gaps += [(key, sentence) for sentence in gaps_of_people(each, value)]
    return gaps


def gaps_of_people(each, people):
    for number, person in enumerate(people, 1):
        columns = [
            str(PERSON[column]) for column in NEEDED_OF_A_PERSON if not person[column]
        ]
        if columns:
            yield _("“%(field)s”, person %(number)d: fill in %(columns)s.") % {
                "field": label_of(each),
                "number": number,
                "columns": ", ".join(columns),
            }
