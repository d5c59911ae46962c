"""Sentences that are stored once and read in either language.

The source string is English and marked with `gettext_noop`. What fills it is kept as
JSON: a text, a number, {"th": …, "en": …} for what differs by language, or a day or
moment, which is shown as the reader's language writes it. Pure but for the language.
"""

from datetime import date, datetime

from django.utils.translation import gettext, override

from ui import thai
from ui.language import page_language


def keepable(params):
    """Return `params` as JSON can keep them; days and moments become marked texts."""
    return {name: _keepable(value) for name, value in params.items()}


def _keepable(value):
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, dict | int):
        return value
    return str(value)


def fill(message, params):
    """Return the sentence in the language of the page."""
    language = page_language()
    shown = {name: _shown(value, language) for name, value in params.items()}
    text = gettext(message)
    return text % shown if shown else text


def _shown(value, language):
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return thai.full_moment(datetime.fromisoformat(value["moment"]), language)
    if "day" in value:
        return thai.long_date(date.fromisoformat(value["day"]), language)
    return value.get(language, "")


def in_both(text):
    """Return a lazily translated text in both languages, to be kept."""
    both = {}
    for language in ("th", "en"):
        with override(language):
            both[language] = str(text)
    return both


def name_of(thing):
    """Return the name of what has one in both languages, to be kept."""
    return {"th": thing.name_th, "en": thing.name_en}


def titles_of(office):
    """Return the title of an office in both languages, to be kept."""
    return {"th": office.title_th, "en": office.title_en}
