"""Which of a round's works a list has, in which order, and what it says of each.

The table, the spreadsheet and the archive of files all ask here, so that the same
filter gives the same works everywhere.
"""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy

from contests.ladder import in_area_then
from contests.screening_lists import CHECKLIST, lines_of
from offices.models import Office
from offices.roles import LADDER
from submissions.workflow import State
from ui.language import page_language
from ui.thai import sort_key

BY_NUMBER, BY_TITLE = "number", "title"
SORTS = {
    BY_NUMBER: (gettext_lazy("Number"), ("serial",)),
    "office": (gettext_lazy("Office"), ("entry__office__sort_key", "serial")),
    # Titles have no key of their own in the database: `in_order` sorts them.
    BY_TITLE: (gettext_lazy("Title of the entry"), ("serial",)),
    "first": (gettext_lazy("Handed in, the first first"), ("handed_in_at", "serial")),
    "last": (gettext_lazy("Handed in, the last first"), ("-handed_in_at", "-serial")),
}


def listed(works, wanted, round_):
    """Return the works of a round that a filter wants, with `latest` and `ticked`.

    `wanted` is what `forms.ScreeningFilter` gives; what is not in it is not asked.
    """
    lines = [line["key"] for line in lines_of(round_.stage.category, CHECKLIST)]
    found = works.with_ticked(lines).matching(wanted.get("q", ""))
    if state := wanted.get("state"):
        found = found.filter(state=state)
    if area := wanted.get("area"):
        season = round_.stage.category.season_id
        found = found.filter(in_area_then(area, season, "entry__office__"))
    if late := wanted.get("late"):
        found = found.filter(is_late=late == "yes")
    if checked := wanted.get("checked"):
        complete = Q(ticked=len(lines))
        found = found.filter(complete if checked == "yes" else ~complete)
    _label, order = SORTS.get(wanted.get("sort"), SORTS[BY_NUMBER])
    return found.order_by(*order)


def keys_in_order(found, wanted) -> list[int]:
    """Return the keys of what `listed` found, sorted; titles as a dictionary does."""
    if wanted.get("sort") != BY_TITLE:
        return list(found.values_list("pk", flat=True))
    titles = dict(found.values_list("pk", "title"))
    return sorted(titles, key=lambda pk: sort_key(titles[pk]))


def counted(works) -> list[tuple[str, str, int]]:
    """Return how many works there are of each state and office's path. One query."""
    return list(
        works.order_by()
        .values_list("state", "entry__office__path")
        .annotate(number=Count("pk"))
    )


def areas_of(counts, round_) -> list[Office]:
    """Return the areas below a round's that works came from, the highest first.

    Two levels down at most: more would be a list that nobody reads. One query.
    """
    codes = {code for _state, path, _n in counts for code in path.split(".") if code}
    place = LADDER.index(round_.office.level)
    levels = LADDER[max(0, place - 2) : place]
    found = Office.objects.filter(code__in=codes, level__in=levels) if codes else ()
    return sorted(found, key=lambda each: (-LADDER.index(each.level), each.sort_key))


def states_of(counts) -> dict[str, int]:
    """Return how many works there are in all and in each state."""
    states = dict.fromkeys(("all", *State.values), 0)
    for state, _path, number in counts:
        states[state] += number
        states["all"] += number
    return states


# Rows -----------------------------------------------------------------------------

FIELDS = (
    "pk",
    "number",
    "title",
    "handed_in_at",
    "is_late",
    "state",
    "open_until",
    "state_reason",
    "latest",
    "ticked",
    "entry__office__code",
    "entry__office__title_th",
    "entry__office__title_en",
    "entry__person__title",
    "entry__person__given_name",
    "entry__person__surname",
    "entry__person_name",
)


def rows_of(found, wanted, round_, *more) -> list[dict]:
    """Return a dict for each work that `listed` found, for `tables` and the paper.

    Plain values, since a round may have thousands. `more` names further columns of the
    query that are kept as they are. One query.
    """
    lines = len(lines_of(round_.stage.category, CHECKLIST))
    rows = [row_of(each, lines, more) for each in found.values(*FIELDS, *more)]
    if wanted.get("sort") == BY_TITLE:
        rows.sort(key=lambda row: sort_key(row["title"]))
    return rows


def row_of(each, lines, more) -> dict:
    given = (each["entry__person__title"] or "") + (
        each["entry__person__given_name"] or ""
    )
    is_open = each["state"] == State.RETURNED
    return {
        "pk": each["pk"],
        "number": each["number"],
        "title": each["title"],
        "office_code": each["entry__office__code"],
        "office": each[f"entry__office__title_{page_language()}"],
        "person": f"{given} {each['entry__person__surname'] or ''}".strip()
        or each["entry__person_name"],
        "handed_in_at": each["handed_in_at"],
        "is_late": each["is_late"],
        "state": each["state"],
        "open_until": each["open_until"] if is_open else None,
        "state_reason": each["state_reason"],
        "version": each["latest"],
        "ticked": each["ticked"],
        "lines": lines,
        **{name: each[name] for name in more},
    }
