"""The staff put on record what took part without the portal."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record_many
from contests.ladder import entry_round
from contests.models import Round
from contests.phases import phase_of
from offices.models import Office, User
from submissions.actions.drafting import add_entries
from submissions.actions.holding import held_round, required
from submissions.actions.screening import leads_to
from submissions.actions.versions import add_versions, new_submissions
from submissions.freezing import frozen_content
from submissions.models import Entry, Submission, Version
from submissions.naming import line_in
from submissions.ways_in import refuse_ended
from submissions.workflow import State


@transaction.atomic
def enter_for_record(
    round_,
    office,
    *,
    title,
    by,
    reason,
    answers=None,
    person=None,
    is_sample=False,
    at=None,
):
    """Put on record what took part without the portal: a past year's, or a sample.

    Accepted at once, whatever the dates and the form ask. Refuse with
    "not_of_this_round" or "here_already".
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(round_)
    refuse_ended(phase_of(round_, at=at))
    if not leads_to(entry_round(round_.stage.category, office), round_):
        raise ValidationError(
            _("%(office)s does not enter this round."),
            code="not_of_this_round",
            params={"office": office.title},
        )
    work = Work(round_, office, title, reason, answers=answers, person=person)
    return put_on_record([work], by=by, is_sample=is_sample, at=at)[0]


@dataclass(frozen=True)
class Work:
    """What is to stand on record as accepted in a held round, and why.

    `person_name` is whom an earlier record names without an account; `came_from` the
    primary key of the submission below by which it came.
    """

    round: Round
    office: Office
    title: str
    reason: str
    answers: dict | None = None
    person: User | None = None
    person_name: str = ""
    came_from: int | None = None

    @property
    def whose(self) -> tuple:
        """The same for whom it is, however a record spells the name."""
        name = line_in(self.person_name)
        person = self.person.pk if self.person else None
        return self.round.stage.category_id, self.office.pk, person, name


def put_on_record(works: list[Work], *, by, at, is_sample=False) -> list[Submission]:
    """Put accepted works into rounds; the caller knows that they belong there.

    Each is of somebody else within its category. The same few queries for 1 as for
    500. Refuse with "here_already" or "duplicate".
    """
    entries = entries_of(works)
    refuse_here_already(works, entries)
    missing = [work for work in works if work.whose not in entries]
    entries |= new_entries(missing, by=by, at=at, is_sample=is_sample)
    submissions = new_submissions(
        (
            entries[work.whose],
            work.round,
            {
                "title": work.title,
                "handed_in_at": at,
                "named_reason": work.reason,
                "advanced_from_id": work.came_from,
            },
        )
        for work in works
    )
    accept_as_it_is(
        [
            (submission, {"title": work.title, "answers": work.answers or {}})
            for submission, work in zip(submissions, works, strict=True)
        ],
        by=by,
        at=at,
    )
    for reason in dict.fromkeys(work.reason for work in works):
        record_many(
            [each for each in submissions if each.named_reason == reason],
            gettext_noop("Entered for the record"),
            by=by,
            reason=reason,
            at=at,
            changes={"state": ["", State.ACCEPTED]},
        )
    return submissions


def entries_of(works) -> dict[tuple, Entry]:
    """Return the live entries there are of these works, by whose they are."""
    live = Entry.objects.live().filter(
        category__in={work.round.stage.category_id for work in works},
        office__in={work.office.pk for work in works},
    )
    found = {}
    wanted = {work.whose for work in works}
    for entry in live.select_related("category__season", "office", "person"):
        name = line_in(entry.person_name)
        whose = (entry.category_id, entry.office_id, entry.person_id, name)
        if whose in wanted:
            found.setdefault(whose, entry)
    return found


def refuse_here_already(works, entries):
    here = set(
        Submission.objects.filter(
            entry__in=entries.values(), round__in={work.round.pk for work in works}
        ).values_list("entry", "round")
    )
    for work in works:
        entry = entries.get(work.whose)
        if entry and (entry.pk, work.round.pk) in here:
            raise ValidationError(
                _("%(office)s has an entry in this round already."),
                code="here_already",
                params={"office": work.office.title},
            )


def new_entries(works, *, by, at, is_sample) -> dict[tuple, Entry]:
    made = add_entries(
        [
            Entry(
                season=work.round.stage.category.season,
                category=work.round.stage.category,
                office=work.office,
                person=work.person,
                person_name=work.person_name,
                title=work.title,
                answers=work.answers or {},
                created_by=by,
                created_at=at,
                updated_by=by,
                updated_at=at,
                is_sample=is_sample,
            )
            for work in works
        ],
        by=by,
        at=at,
    )
    return {work.whose: entry for work, entry in zip(works, made, strict=True)}


def accept_as_it_is(pairs, *, by, at):
    """Freeze a first version of each submission with its own content, and accept it."""
    versions = add_versions(
        (
            (submission, frozen_content(submission.entry, []) | own)
            for submission, own in pairs
        ),
        by=by,
        at=at,
    )
    first = Version.objects.filter(submission=OuterRef("pk"), number=1)
    Submission.objects.filter(pk__in=[each.submission_id for each in versions]).update(
        state=State.ACCEPTED, accepted_version=Subquery(first.values("pk"))
    )
    for (submission, _own), version in zip(pairs, versions, strict=True):
        submission.state, submission.accepted_version = State.ACCEPTED, version
