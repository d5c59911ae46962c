"""The staff put on record what took part without the portal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.ladder import entry_round
from contests.phases import phase_of
from submissions.actions.drafting import new_entry
from submissions.actions.holding import held_round, required
from submissions.actions.screening import leads_to
from submissions.actions.versions import add_version, new_submission
from submissions.freezing import digest_of, frozen_content
from submissions.models import Entry
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
    return put_on_record(
        round_,
        office,
        title=title,
        by=by,
        reason=reason,
        answers=answers,
        person=person,
        is_sample=is_sample,
        at=at,
    )


def put_on_record(
    round_,
    office,
    *,
    title,
    by,
    reason,
    at,
    answers=None,
    person=None,
    person_name="",
    is_sample=False,
    advanced_from=None,
):
    """Put an accepted work into a held round; its caller knows that it belongs there.

    `person_name` is whom an earlier record names without an account; `advanced_from`
    the submission below by which it came. Refuse with "here_already".
    """
    category = round_.stage.category
    entry = entry_of(category, office, person=person, person_name=person_name)
    if entry is None:
        entry = new_entry(
            category,
            office,
            by=by,
            at=at,
            is_sample=is_sample,
            title=title,
            answers=answers,
            person=person,
            person_name=person_name,
        )
    elif entry.submissions.filter(round=round_).exists():
        raise ValidationError(
            _("%(office)s has an entry in this round already."),
            code="here_already",
            params={"office": office.title},
        )
    content = frozen_content(entry, [])
    content |= {"title": title, "answers": answers or {}}
    submission = new_submission(
        entry,
        round_,
        title=title,
        handed_in_at=at,
        named_reason=reason,
        advanced_from=advanced_from,
    )
    version = add_version(
        submission, content, digest_of(content), by=by, at=at, number=1
    )
    submission.accepted_version = version
    submission.state = State.ACCEPTED
    submission.save(update_fields=["accepted_version", "state"])
    record(
        submission,
        gettext_noop("Entered for the record"),
        by=by,
        reason=reason,
        at=at,
        changes={"state": ["", State.ACCEPTED]},
    )
    return submission


def entry_of(category, office, *, person, person_name) -> Entry | None:
    """Return the live entry of whom it is, however a record spells the name."""
    entries = Entry.objects.live().filter(
        category=category, office=office, person=person
    )
    if not person_name:
        return entries.filter(person_name="").first()
    line = line_in(person_name)
    named = entries.exclude(person_name="")
    return next((each for each in named if line_in(each.person_name) == line), None)
