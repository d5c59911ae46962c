"""What the home page draws: a ladder for each category that runs, and the country."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from results.public import country

STATES = {"finished": "done", "open": "current", "judged": "current"}


def ladder_of(category):
    """Return the stages of a `results.public.CategoryGlance` as steps for a picture."""
    return [
        {
            "label": stage.level_name,
            "state": STATES.get(stage.state, "todo"),
            "note": note_of(stage),
            "moment": moment_of(stage),
        }
        for stage in category.stages
    ]


def note_of(stage):
    """Say in a few words what the stage's rounds are doing."""
    if stage.state == "open":
        return _("open for entries until")
    if stage.state == "judged":
        return ngettext(
            "%(n)d round being judged", "%(n)d rounds being judged", stage.being_judged
        ) % {"n": stage.being_judged}
    if stage.state == "upcoming":
        return _("opens")
    return ngettext(
        "%(n)d result published", "%(n)d results published", stage.published
    ) % {"n": stage.published}


def moment_of(stage):
    """Return the date that goes with the note."""
    return {"open": stage.closes_at, "upcoming": stage.opens_at}.get(stage.state)


def ladders(seasons):
    """Return (season, [(category, steps), …]) of each season that runs."""
    return [
        (season, [(category, ladder_of(category)) for category in season.categories])
        for season in seasons
    ]


def country_section(seasons, asked, *, at):
    """Return what the map of the country shows, and what else it could."""
    choices = country.choices_of(seasons)
    choice = country.chosen(choices, asked)
    shown = choice and country.country_of(
        choice.year, choice.number, runs=choice.runs, at=at
    )
    return {"map_choices": choices, "map_choice": choice, "country": shown}
