"""The limits that a form sets to its answers: told beforehand, and when overstepped.

A draft may overstep them, since nothing typed may be lost; handing in may not.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.entry_form.fields import (
    MOST_FILES,
    MOST_ROWS,
    Kind,
    label_of,
    localised,
    most_rows,
)
from contests.entry_form.file_types import FILE_TYPES
from contests.entry_form.video_links import SERVICES
from ui.counting import count_characters, count_words

NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")


def limits_of(each: Mapping) -> list[str]:
    """Return in words what the field takes, to be read before it is filled in."""
    kind = each["kind"]
    if kind == Kind.NUMBER:
        return list(bounds_of(each))
    if kind == Kind.FILES:
        return list(limits_of_files(each))
    sentences = []
    if most := each.get("most_characters"):
        sentences.append(_("up to %(most)s characters") % {"most": f"{most:,}"})
    if most := each.get("most_words"):
        sentences.append(_("up to %(most)s words") % {"most": f"{most:,}"})
    if kind == Kind.VIDEOS:
        services = ", ".join(SERVICES)
        sentences.append(_("Links of %(services)s") % {"services": services})
    if kind in MOST_ROWS and (most := each.get("most_rows")):
        sentences.append(rows_in_words(kind, most))
    return sentences


def bounds_of(each) -> Iterator[str]:
    if each.get("is_whole"):
        yield _("A whole number")
    if least := each.get("least"):
        yield _("at least %(number)s") % {"number": number_in_words(each, least)}
    if most := each.get("most"):
        yield _("at most %(number)s") % {"number": number_in_words(each, most)}


def limits_of_files(each) -> Iterator[str]:
    yield labels_of_types(each)
    most = each.get("most_files") or MOST_FILES
    yield ngettext("up to %(most)d file", "up to %(most)d files", most) % {"most": most}
    if mb := each.get("mb_each"):
        yield _("up to %(mb)d MB each") % {"mb": mb}
    if mb := each.get("mb_total"):
        yield _("up to %(mb)d MB together") % {"mb": mb}


def types_of(each: Mapping) -> list:
    """Return the types of files that the field takes."""
    codes = each.get("types") or FILE_TYPES
    return [known for code, known in FILE_TYPES.items() if code in codes]


def labels_of_types(each: Mapping) -> str:
    return ", ".join(known.label for known in types_of(each))


def rows_in_words(kind, most):
    if kind == Kind.LIST:
        words = ngettext("up to %(most)d point", "up to %(most)d points", most)
    elif kind == Kind.PEOPLE:
        words = ngettext("up to %(most)d person", "up to %(most)d people", most)
    else:
        words = ngettext("up to %(most)d link", "up to %(most)d links", most)
    return words % {"most": most}


def number_in_words(each: Mapping, value: str) -> str:
    """Write a stored number with its thousands apart and its unit behind it."""
    number = number_of(value)
    if number is None:
        return value
    unit = localised(each, "unit")
    return f"{number:,f} {unit}" if unit else f"{number:,f}"


def number_of(value: str) -> Decimal | None:
    """Read a number as it is stored; None for anything else, however large."""
    return Decimal(value) if NUMBER.fullmatch(value) else None


# What oversteps -----------------------------------------------------------------------


def count_of(each: Mapping, text: str) -> tuple[str, int, int] | None:
    """Return the unit, the count and the limit of a text that has a limit."""
    if most := each.get("most_characters"):
        return "characters", count_characters(text), most
    if most := each.get("most_words"):
        return "words", count_words(text), most
    return None


def beyond(each: Mapping, value) -> list[str]:
    """Return a sentence for each limit that an answer of the right shape oversteps."""
    kind = each["kind"]
    if kind == Kind.LONGTEXT:
        return too_long(each, value)
    if kind == Kind.NUMBER:
        return out_of_bounds(each, value)
    if kind in MOST_ROWS and len(value) > (most := most_rows(each)):
        sentence = _("“%(field)s”: there are %(number)d rows; leave at most %(most)d.")
        params = {"field": label_of(each), "number": len(value), "most": most}
        return [sentence % params]
    return []


def too_long(each, text):
    counted = count_of(each, text)
    if counted is None or counted[1] <= counted[2]:
        return []
    unit, number, most = counted
    if unit == "characters":
        sentence = _("“%(field)s” has %(number)d characters; shorten it to %(most)d.")
    else:
        sentence = _("“%(field)s” has about %(number)d words; shorten it to %(most)d.")
    return [sentence % {"field": label_of(each), "number": number, "most": most}]


def out_of_bounds(each, value):
    number = number_of(value)
    if number is None:
        return []
    params = {"field": label_of(each)}
    if (least := each.get("least")) and number < Decimal(least):
        params["number"] = number_in_words(each, least)
        return [_("“%(field)s” is at least %(number)s.") % params]
    if (most := each.get("most")) and number > Decimal(most):
        params["number"] = number_in_words(each, most)
        return [_("“%(field)s” is at most %(number)s.") % params]
    return []
