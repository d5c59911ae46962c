"""Who may not enter a category, by its rules, each with the reason to show.

Entries compete with what was handed in, never with others' drafts, which are theirs
alone. A refusal names nobody's entry but one's own.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from contests.models import Stage
from offices.roles import LADDER
from submissions.models import Submission, Version
from submissions.naming import line_naming, line_of, people_answered
from submissions.workflow import GONE

# The award of the first place, as `results` records it on a submission.
WINNER = "winner"


@dataclass(frozen=True)
class Gap:
    """A requirement that is not met, and the form's field where it can be, if any."""

    field: str
    sentence: str
    code: str = "missing"


@dataclass(frozen=True)
class Named:
    """A person whom an entry names: in which field (or as its own), and as what."""

    field: str
    given_name: str
    surname: str

    @property
    def line(self):
        return line_of(self.given_name, self.surname)

    @property
    def name(self):
        return f"{self.given_name} {self.surname}"


def what_bars(entry, *, at) -> list[Gap]:
    """Return why the entry, loaded with its category, may not be handed in at all."""
    category = entry.category
    gaps = []
    if category.is_individual:
        gaps += bars_of_office(entry)
    if category.person_enters_once or category.winners_barred_years:
        named = people_of(entry)
        if category.person_enters_once and named:
            gaps += bars_of_people(entry, named)
        if category.winners_barred_years:
            gaps += bars_of_winners(entry, named, at)
    return gaps


def people_of(entry) -> list[Named]:
    """Return everybody whom the entry names as it stands, each once."""
    found = []
    if person := entry.honoured:
        found.append(Named("", person.given_name, person.surname))
    found += [
        Named(key, each.get("given_name", ""), each.get("surname", ""))
        for key, each in people_answered(entry.category.form, entry.answers)
    ]
    by_line: dict[str, Named] = {}
    for each in found:
        if each.line:
            by_line.setdefault(each.line, each)
    return list(by_line.values())


def bars_of_office(entry):
    """Return that the office has handed in all it may, if so."""
    most = entry.category.entries_per_office
    others = others_handed_in(entry).filter(entry__office=entry.office_id)
    if others.values("entry").distinct().count() < most:
        return []
    sentence = _(
        "This office may hand in %(most)d entries in this category, and has. Withdraw "
        "one of them first."
    )
    return [Gap("", sentence % {"most": most}, "barred")]


def others_handed_in(entry):
    """Return what is in the category's rounds of other entries than this one."""
    return (
        Submission.objects.filter(entry__category=entry.category_id)
        .exclude(entry=entry.pk)
        .exclude(state__in=GONE)
        .order_by()
    )


def bars_of_people(entry, named):
    """Return whoever of the people is in another entry that was handed in."""
    is_one_of_them = Q()
    for each in named:
        is_one_of_them |= Q(people__contains=f"\n{each.line}\n") | Q(
            submission__entry__person__given_name__iexact=each.given_name.strip(),
            submission__entry__person__surname__iexact=each.surname.strip(),
        )
    newest = Version.objects.filter(submission=OuterRef("submission"))
    others = Version.objects.filter(
        is_one_of_them,
        submission__in=others_handed_in(entry),
        pk=Subquery(newest.order_by("-number").values("pk")[:1]),
    ).values_list(
        "people",
        "submission__entry__person__given_name",
        "submission__entry__person__surname",
    )
    taken = set()
    for people, given_name, surname in others:
        taken.update(people.splitlines())
        taken.add(line_of(given_name or "", surname or ""))
    sentence = _(
        "“%(name)s” is in another entry of this category. A person may be in one only."
    )
    return [
        Gap(each.field, sentence % {"name": each.name}, "barred")
        for each in named
        if each.line in taken
    ]


def bars_of_winners(entry, named, at):
    """Return that the office, or one of the people, won too lately to enter again."""
    category = entry.category
    year, years = category.season.year, category.winners_barred_years
    wins = Submission.objects.filter(
        award=WINNER,
        round__public_from__lte=at,
        round__stage__level__in=LADDER[LADDER.index(category.winners_barred_level) :],
        entry__season__year__gte=year - years,
        entry__season__year__lt=year,
        entry__category__number=category.number,
        entry__category__is_individual=category.is_individual,
    ).order_by("-entry__season__year")
    if category.is_individual:
        # An entry of an earlier record has a name and no account.
        theirs = Q(entry__person=entry.person_id, entry__person__isnull=False)
        for each in named:
            theirs |= Q(accepted_version__people__contains=f"\n{each.line}\n")
    else:
        theirs = Q(entry__office=entry.office_id)
    sentence = _(
        "%(who)s won at the %(level)s of %(year)d. Winners may not enter again for "
        "%(years)d years, so the next time is %(again)d."
    )
    gaps = {}
    for win in wins.filter(theirs).select_related(
        "round__stage", "entry__season", "entry__person", "accepted_version"
    ):
        for field, who in winners(win, entry, named):
            won = win.entry.season.year
            words = {
                "who": who,
                "level": Stage.NAMES[win.round.stage.level],
                "year": won,
                "years": years,
                "again": won + years + 1,
            }
            gaps.setdefault(who, Gap(field, sentence % words, "barred"))
    return list(gaps.values())


def winners(win, entry, named):
    """Return who of this entry won there, with the field that names them."""
    if not entry.category.is_individual:
        return [("", entry.office.title)]
    if entry.person and win.entry.person_id == entry.person_id:
        return [("", entry.person.get_full_name())]
    people = win.accepted_version.people if win.accepted_version else ""
    if win.entry.person:
        people += line_naming(win.entry.person)
    return [(each.field, each.name) for each in named if f"\n{each.line}\n" in people]
