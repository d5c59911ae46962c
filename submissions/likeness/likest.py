"""Which entries are likest to a version, by the fingerprints that both have."""

from dataclasses import dataclass

from django.db.models import Count

from submissions.likeness.passages import Passage, passages
from submissions.models import Fingerprint, Version
from submissions.querysets import shown_at

# What stands in more versions than this is a set phrase or a letterhead, and says
# nothing.
COMMON = 40
MOST_SHOWN = 5
MOST_PASSAGES = 12


@dataclass(frozen=True)
class Like:
    """An entry that shares text. `percent` of this version's fingerprints are in it."""

    version: Version
    percent: int
    passages: list[Passage]


def likest(version, *, at) -> list[Like]:
    """Return the entries likest to a version whose text was read. Four queries.

    Of each other entry the version that shares most; none of the same entry, and none
    that an embargo hides: what stands here must not change by what went up unseen.
    """
    mine = Fingerprint.objects.filter(version=version)
    known = (
        Fingerprint.objects.filter(value__in=mine.values("value"))
        .values("value")
        .annotate(number=Count("pk"))
        .filter(number__lte=COMMON)
    )
    others = (
        Fingerprint.objects.filter(
            shown_at(at, "version__submission__"), value__in=known.values("value")
        )
        .exclude(version__submission__entry=version.submission.entry_id)
        .values("version", "version__submission__entry")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-version")
    )
    best = {}
    for row in others[: MOST_SHOWN * 10]:
        best.setdefault(row["version__submission__entry"], row)
    chosen = list(best.values())[:MOST_SHOWN]
    versions = Version.objects.select_related(
        "text", "submission__entry__category__season", "submission__entry__office"
    ).in_bulk([row["version"] for row in chosen])
    total = mine.count()
    return [
        Like(
            version=other,
            percent=round(100 * row["shared"] / total),
            passages=passages(version.text.parts, other.text.parts)[:MOST_PASSAGES],
        )
        for row in chosen
        if (other := versions[row["version"]])
    ]
