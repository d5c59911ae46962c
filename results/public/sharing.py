"""What a link to a public page shows where it is shared: a sentence and a picture."""

import hashlib
import json
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from results.public.pages import PublicResult
from ui.thai import long_date

# More winners than that are counted.
NAMED = 3


def sentence_of(result: PublicResult) -> str:
    """Say who was placed, in one line."""
    if result.is_withdrawn:
        return _("This result was withdrawn and no longer stands.")
    said = [
        _("%(award)s: %(name)s") % {"award": each.award_name, "name": each.who.name}
        for each in result.placed[:NAMED]
    ]
    return " · ".join([_("Sample data"), *said] if result.is_sample else said)


def picture_of(result: PublicResult) -> dict:
    """Return the data of `results/picture.typ`, in Thai like the papers.

    Whoever fetches it has no language: it is the server of the place it is shared at.
    """
    with override("th"):
        card = result.card
        winners = () if result.is_withdrawn else card.winners
        return {
            **site_picture(),
            "title": card.category,
            "badge": _("Sample data") if result.is_sample else "",
            "award": award_of(result),
            "name": names_of([who.name for who in winners]) or card.area,
            "note": note_of(winners),
            "contest": card.category,
            "where": _("%(level)s · %(area)s · %(day)s")
            % {
                "level": card.level_name,
                "area": card.area,
                "day": long_date(card.public_from, "th"),
            },
        }


def award_of(result: PublicResult) -> str:
    if result.is_withdrawn:
        return _("Withdrawn")
    return next((e.award_name for e in result.placed if e.award == "winner"), "")


def names_of(names: Sequence[str]) -> str:
    """Return the names in one line; of many the first, and how many more there are."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return _("%(names)s and %(more)d more") % {
        "names": ", ".join(names[:NAMED]),
        "more": len(names) - NAMED,
    }


def note_of(winners) -> str:
    """Say where a person who won serves."""
    return winners[0].place if len(winners) == 1 else ""


def site_picture() -> dict:
    """Return the data of the picture of every other page."""
    with override("th"):
        return {
            "title": "KM Challenge",
            "site": "KM Challenge",
            "badge": "",
            "award": "",
            "name": _("Knowledge contest of the Community Development Department"),
            "note": "",
            "contest": _("Knowledge that wins, kept for all to use"),
            "where": _("Community Development Department, Ministry of Interior"),
        }


def version_of(picture: dict) -> str:
    """Return a digest of what a picture shows, for its address.

    Where links are shared, pictures are kept by address for long; one that shows other
    words, such as a corrected name, needs another.
    """
    shown = json.dumps(picture, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:12]
