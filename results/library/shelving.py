"""How an accepted version becomes a row of the library: texts, letters and facets.

In Thai, whoever publishes it: the row is the same for all readers.
"""

from dataclasses import dataclass

from django.utils.translation import override

from contests import entry_form
from contests.entry_form import TITLE, Kind
from offices.roles import Level
from results.library.letters import BETWEEN, exact_of, letters_of
from results.library.private import public_content
from results.models import Shelved
from results.public.names import is_taken_off, taken_off
from submissions.models import Submission

# The field whose choice is an item's knowledge area, and that of its tools.
KNOWLEDGE_FIELD = "knowledge_category"
TOOLS_FIELD = "tools"
LONGEST_SUMMARY = 400


@dataclass(frozen=True)
class Label:
    """A knowledge area or tool as the form names it."""

    kind: str
    name_th: str
    name_en: str


def labels_in(content) -> list[Label]:
    """Return the knowledge area and tools that a public content chose from its form."""
    kinds = {KNOWLEDGE_FIELD: "knowledge", TOOLS_FIELD: "tool"}
    found = []
    for each in content["form"]:
        if each["key"] not in kinds or each["kind"] not in (Kind.CHOICE, Kind.CHOICES):
            continue
        answer = content["answers"].get(each["key"]) or ""
        chosen = [answer] if isinstance(answer, str) else answer["chosen"]
        found += [
            Label(kinds[each["key"]], option["label_th"], option["label_en"])
            for option in each.get("options", [])
            if option["value"] in chosen
        ]
    return found


def shelved_row(
    submission: Submission,
    *,
    number: int,
    terms,
    region: str,
    public_from,
    public_until,
) -> Shelved | None:
    """Return the unsaved row, or None for a work of which nothing may be read.

    `terms` are the saved ones of its labels, and the department's tags.
    """
    entry = submission.entry
    content = public_content(submission.accepted_version.content, taken_off(entry))
    if not content["title"]:
        return None
    texts = texts_of(content)
    summary = next((text for kind, text in texts if kind == Kind.LONGTEXT), "")
    office, person = entry.office, entry.honoured
    labels = [office.title_th, office.title_en]
    for term in terms:
        labels += [term.name_th, term.name_en]
    if person and not is_taken_off(entry, person):
        labels.append(person.get_full_name())
    parts = [
        content["title"],
        BETWEEN.join(labels),
        summary[:LONGEST_SUMMARY],
        BETWEEN.join(text for _kind, text in texts),
    ]
    letters, ends = "", []
    for part in parts:
        letters += lines_of([part], letters_of)
        ends.append(len(letters))
    codes = office.codes
    facets = [
        str(entry.category.season.year),
        str(entry.category.number),
        region,
        codes[2] if len(codes) > 2 else "",
        ",".join(f"{term.kind}:{term.pk}" for term in terms),
    ]
    return Shelved(
        submission=submission,
        entry=entry,
        public_from=public_from,
        public_until=public_until,
        number=number,
        facets="|".join(facets),
        letters=letters,
        title_ends=ends[0],
        labels_end=ends[1],
        summary_ends=ends[2],
        exact=lines_of(parts[:3], exact_of),
        title=content["title"],
        summary=shortened(summary),
        text=BETWEEN.join(text for _kind, text in texts),
    )


def lines_of(parts, reduced) -> str:
    """Return every line of the parts reduced, each ended by BETWEEN."""
    lines = (reduced(line) for part in parts for line in part.split(BETWEEN))
    return "".join(f"{line}{BETWEEN}" for line in lines if line)


def texts_of(content) -> list[tuple[str, str]]:
    """Return (kind, text) of every answer that can be read, in the form's order."""
    texts = []
    with override("th"):
        shown = entry_form.shown(
            content["form"], content["title"], content["answers"], is_public=True
        )
    for each in shown:
        if each.key == TITLE or each.is_empty:
            continue
        if each.kind in (Kind.LINKS, Kind.VIDEOS):
            text = BETWEEN.join(link["label"] for link in each.value)
        else:
            text = each.text or BETWEEN.join(each.items) or str(each.value)
        if text:
            texts.append((each.kind, text))
    return texts


def shortened(text: str) -> str:
    """Return the beginning of a text, not cut inside a word that has a space after."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_SUMMARY:
        return text
    head, space, _tail = text[:LONGEST_SUMMARY].rpartition(" ")
    return f"{head if space else text[:LONGEST_SUMMARY]} …"


def region_of(entry, regions: dict) -> str:
    """Return the code of the region in which the entry's office lay that season.

    `regions` maps (season, code of the province) to a region's code.
    """
    office = entry.office
    if office.level == Level.DEPARTMENT:
        return ""
    if office.level == Level.REGION:
        return office.code
    province = office.codes[2]
    return regions.get((entry.season_id, province), office.codes[1])
