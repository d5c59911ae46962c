"""Put on the library's shelves what belongs there, and take off what does not.

Whatever changes what the public may read of an entry calls `reshelve` in the same
transaction. An embargo is in the rows: they say from when until when they are shown.
"""

from collections import defaultdict
from itertools import count, islice

from django.db import transaction
from django.db.models import Max, Q

from contests.models import RegionProvince
from offices.roles import LADDER
from results.library import grams
from results.library.private import public_content
from results.library.shelving import Label, labels_in, region_of, shelved_row
from results.models import Award, Consent, Placing, Shelved, Tagging, Term
from results.querysets import standing_removals
from results.workflow import State
from submissions.models import Submission
from submissions.workflow import State as SubmissionState

AT_ONCE = 100


def reshelve(entries, *, at_once=AT_ONCE):
    """Make the rows of these entries anew, as the records say.

    An entry is in the library by each accepted submission that a published result
    placed with an award or, where its office agrees, without one; from the moment the
    result is public until a result further up is.
    """
    entries = iter(set(entries))
    while some := list(islice(entries, at_once)):
        reshelve_some(some)


@transaction.atomic
def reshelve_some(entries):
    grams.hold()
    gone = list(Shelved.objects.filter(entry__in=entries))
    numbers = {row.submission_id: row.number for row in gone}
    come = rows_of(entries, moments_of(entries), numbers)
    Shelved.objects.filter(entry__in=entries).delete()
    Shelved.objects.bulk_create(come)
    grams.rewrite(gone, come)


def rows_of(entries, moments, numbers):
    """Return the unsaved rows of the submissions in `moments`; a number is for good."""
    if not moments:
        return []
    regions = {
        (season, province): region
        for season, province, region in RegionProvince.objects.filter(
            season__entries__in=entries
        )
        .distinct()
        .values_list("season", "province__code", "region__code")
    }
    tags = defaultdict(list)
    for each in Tagging.objects.filter(entry__in=entries).select_related("tag"):
        if each.tag.retired_at is None:
            tags[each.entry_id].append(each.tag)
    works = list(
        Submission.objects.filter(pk__in=moments)
        .select_related("entry__office", "entry__person", "entry__category__season")
        .select_related("accepted_version")
        .prefetch_related(standing_removals("entry__"))
        .order_by("pk")
    )
    fresh = count((Shelved.objects.aggregate(last=Max("number"))["last"] or 0) + 1)
    labels = {
        work.pk: labels_in(public_content(work.accepted_version.content))
        for work in works
    }
    terms = terms_named(label for each in labels.values() for label in each)
    rows = []
    for work in works:
        public_from, public_until = moments[work.pk]
        row = shelved_row(
            work,
            number=numbers.get(work.pk) or next(fresh),
            terms=[*(terms[each] for each in labels[work.pk]), *tags[work.entry_id]],
            region=region_of(work.entry, regions),
            public_from=public_from,
            public_until=public_until,
        )
        if row is not None:
            rows.append(row)
    return rows


def moments_of(entries) -> dict:
    """Return from when until when each submission is shown. One query."""
    placings = (
        placings_to_show()
        .filter(submission__entry__in=entries)
        .values_list(
            "submission",
            "submission__entry",
            "result__round__stage__level",
            "result__public_from",
        )
        .order_by("submission")
    )
    by_entry = defaultdict(list)
    for submission, entry, level, public_from in placings:
        by_entry[entry].append((LADDER.index(level), submission, public_from))
    moments = {}
    for works in by_entry.values():
        until = None
        for _rung, submission, public_from in sorted(works, reverse=True):
            if until is None or public_from < until:
                moments[submission] = (public_from, until)
                until = public_from
    return moments


def placings_to_show():
    """Return what won an award, or is agreed to be shown, however long the embargo."""
    agreed = Consent.objects.standing().values("submission")
    return Placing.objects.filter(
        ~Q(award=Award.PARTICIPANT) | Q(submission__in=agreed),
        submission__state=SubmissionState.ACCEPTED,
        result__state=State.PUBLISHED,
    )


def terms_named(labels) -> dict[Label, Term]:
    """Return the terms of these labels, made where they are new. Three queries."""
    labels = set(labels)
    if not labels:
        return {}
    # Once a term is there its English name stays.
    Term.objects.bulk_create(
        [
            Term(kind=each.kind, name_th=each.name_th, name_en=each.name_en)
            for each in sorted(labels, key=lambda each: (each.kind, each.name_th))
        ],
        ignore_conflicts=True,
    )
    terms = Term.objects.filter(name_th__in={each.name_th for each in labels})
    found = {(term.kind, term.name_th): term for term in terms}
    return {each: found[each.kind, each.name_th] for each in labels}


def reshelve_all():
    """Make the whole library anew, as after a release that reads it differently."""
    placed = placings_to_show().values_list("submission__entry", flat=True)
    reshelve({*placed, *Shelved.objects.values_list("entry", flat=True)})
