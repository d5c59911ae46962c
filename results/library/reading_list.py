"""A reading list as PDF: what to read, in which order, and where it is found."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from results.library.items import ItemCard
from ui import thai
from ui.paper import pdf

# One paper holds no more, and a URL neither.
MOST = 50


def reading_list_path(pks: Sequence[int], name="reading-list") -> str:
    items = "&".join(f"item={pk}" for pk in pks)
    return f"{reverse(f'library:{name}')}?{items}"


def reading_list_pdf(cards_in_thai: Sequence[ItemCard], *, at: datetime) -> bytes:
    """Return the paper, in Thai as all papers are."""
    with override("th"):
        data = in_words(cards_in_thai, at=at)
    path = reading_list_path([card.pk for card in cards_in_thai])
    return pdf(
        "results/papers/reading_list.typ",
        data,
        at=at,
        qr=f"{settings.SITE_URL}{path}",
    )


def in_words(cards: Sequence[ItemCard], *, at: datetime) -> dict:
    digits = thai.thai_digits
    count = ngettext("%(n)d item", "%(n)d items", len(cards)) % {"n": len(cards)}
    return {
        "heading": _("Reading list"),
        "library": _("Knowledge library"),
        "lead": f"{digits(count)} · {digits(thai.long_date(at))}",
        "qr": _("QR code of the list"),
        "foot": f"{_('Knowledge library')} · {settings.SITE_URL}",
        "items": [
            {
                "title": card.plain_title,
                "who": " · ".join(
                    dict.fromkeys([card.who.name, card.who.office_title])
                ),
                "facts": " · ".join(
                    [
                        card.category,
                        digits(str(card.year)),
                        *(
                            f"{each.award_name} {each.level_name}"
                            for each in card.awards
                        ),
                    ]
                ),
                "sample": _("Made-up sample data") if card.is_sample else "",
                "summary": card.summary,
                "url": settings.SITE_URL + reverse("library:item", args=[card.pk]),
            }
            for card in cards
        ],
    }
