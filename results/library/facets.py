"""The facets beside what was found: each value with its name, count and link."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from contests.models import Category
from offices.models import Office
from results.library.grams import FACETS
from results.library.searching import Asked, Found
from results.models import Term
from ui.keys import key_from


@dataclass(frozen=True)
class Choice:
    value: str
    name: str
    count: int
    is_chosen: bool
    # Where it is chosen; of the chosen one, where it is not any more.
    url: str


@dataclass(frozen=True)
class Facet:
    """A facet with its values, the chosen one among them."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((each for each in self.choices if each.is_chosen), None)


def facets_of(found: Found, asked: Asked) -> list[Facet]:
    """Return the facets that have anything to choose. Three queries."""
    labels = {
        "season": _("Year"),
        "category": _("Category"),
        "region": _("Inspection region"),
        "province": _("Province"),
        "knowledge": _("Knowledge area"),
        "tool": _("Tool"),
        "tag": _("Tag"),
    }
    names = names_of(found, asked)
    facets = [
        facet_of(name, labels[name], found.counts[name], names, asked)
        for name in FACETS
    ]
    return [facet for facet in facets if facet.choices]


def facet_of(name, label, counts, names, asked) -> Facet:
    chosen = asked.chosen.get(name)
    values = {value: counts[value] for value in counts}
    if chosen and (name, chosen) in names:
        values.setdefault(chosen, 0)
    rest = asked.without(name)
    ordered = sorted(values, key=lambda value: names.get((name, value), ("", value)))
    if name == "season":
        ordered.reverse()
    return Facet(
        name=name,
        label=label,
        choices=tuple(
            Choice(
                value=value,
                name=names.get((name, value), ("", value))[1],
                count=values[value],
                is_chosen=value == chosen,
                url=f"?{rest}" if value == chosen else f"?{rest}{name}={value}",
            )
            for value in ordered
        ),
    )


def names_of(found: Found, asked: Asked) -> dict:
    """Return (what to sort by, name) of each value of each facet, chosen ones too."""
    names = {}
    for year in found.counts["season"]:
        names["season", year] = (year, year)
    chosen = asked.chosen
    if year := chosen.get("season"):
        names["season", year] = (year, year)
    # Of the years that are found: another year may call another contest by the number.
    categories = Category.objects.filter(
        number__in=keys_in(found.counts["category"], chosen.get("category")),
        season__year__in=keys_in([year] if year else found.counts["season"]),
    )
    for category in categories.order_by("season__year"):
        # The last year's name stands for all.
        value = str(category.number)
        names["category", value] = (value, category.name)
    codes = [*found.counts["region"], *found.counts["province"]]
    codes += [chosen[name] for name in ("region", "province") if name in chosen]
    for office in Office.objects.filter(code__in=codes):
        for name in ("region", "province"):
            order = office.code if name == "region" else office.sort_key
            names[name, office.code] = (order, office.name)
    terms = keys_in(
        *(found.counts[kind] for kind in Term.Kind.values),
        *(chosen.get(kind) for kind in Term.Kind.values),
    )
    for term in Term.objects.filter(pk__in=terms):
        names[term.kind, str(term.pk)] = (term.name, term.name)
    return names


def keys_in(*values) -> list[int]:
    """Return the numbers among texts, some of which anybody may have typed."""
    return [
        key_from(text)
        for each in values
        for text in ([each] if isinstance(each, str) else each or ())
    ]
