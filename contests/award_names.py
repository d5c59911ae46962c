"""What awards are called: a stage's own names in both languages, or else the usual.

A result keeps the names that it was sealed with; a stage's are for those to come.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.sentences import in_both

LANGUAGES = ("th", "en")
LONGEST = 80


class Award(models.TextChoices):
    """What a placing is given, as a word for the machine, with its usual name.

    The runner-up's number is the rank less one.
    """

    WINNER = "winner", _("Winner")
    RUNNER_UP_1 = "runner_up_1", _("Runner-up 1")
    RUNNER_UP_2 = "runner_up_2", _("Runner-up 2")
    RUNNER_UP_3 = "runner_up_3", _("Runner-up 3")
    MENTION = "mention", _("Honourable mention")
    PARTICIPANT = "participant", _("Participant")


def names_of(own: Mapping) -> dict[str, dict[str, str]]:
    """Return {award: {"th": …, "en": …}}, the usual name where `own` has none."""
    return {
        award.value: {**in_both(award.label), **own.get(award.value, {})}
        for award in Award
    }


def own_names(names: Mapping) -> dict[str, dict[str, str]]:
    """Return of `names` what differs from the usual, as a stage keeps it."""
    usual = names_of({})
    own = {}
    for award in Award:
        given = names.get(award.value, {})
        if differing := {
            language: given[language].strip()
            for language in LANGUAGES
            if given.get(language, "").strip()
            and given[language].strip() != usual[award.value][language]
        }:
            own[award.value] = differing
    return own
