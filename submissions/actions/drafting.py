"""Entries while they are their owners' to work on."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.actions import record_entered
from contests.ladder import entry_round
from contests.phases import Phase, phase_of
from submissions.actions.holding import held_entry, held_office
from submissions.models import Entry, LateDoor
from submissions.workflow import State


@transaction.atomic
def create_entry(category, office, *, by, person=None, is_sample=False, at=None):
    """Begin an entry of the office, or of `person` in an individual category.

    Refuse with "person", "not_entered_here", "not_open", "enough" or "duplicate".
    """
    at = at or timezone.now()
    held_office(office)
    refuse_wrong_person(category, office, person)
    refuse_where_nothing_is_open(category, office, at)
    live = Entry.objects.live().filter(category=category, office=office)
    if live.count() >= category.entries_per_office:
        raise ValidationError(
            _("This office has all the entries in this category that it may have."),
            code="enough",
        )
    return new_entry(category, office, by=by, person=person, is_sample=is_sample, at=at)


def refuse_wrong_person(category, office, person):
    """Refuse an individual entry without a person of the office, and the reverse."""
    if not category.is_individual:
        if person is not None:
            raise ValidationError(
                _("This category is entered by offices, not by persons."), code="person"
            )
    elif person is None:
        raise ValidationError(_("Say whose knowledge it is."), code="person")
    elif not person.memberships.live().filter(office=office).exists():
        raise ValidationError(
            _("This person does not belong to the office any more. Choose another."),
            code="person",
        )


def refuse_where_nothing_is_open(category, office, at):
    """Refuse where no round takes an entry of this office in the category now."""
    doors = LateDoor.objects.open_at(at).filter(
        office=office, round__stage__category=category
    )
    if doors.exists():
        return
    round_ = entry_round(category, office)
    if round_ is None:
        raise ValidationError(
            _("This office does not enter this category."), code="not_entered_here"
        )
    phase = phase_of(round_, at=at)
    if phase == Phase.UPCOMING:
        raise ValidationError(
            _("This round is not open yet. Come back when it opens."), code="not_open"
        )
    if phase != Phase.OPEN:
        raise ValidationError(
            _("This round is closed. Ask the staff of the round for the late door."),
            code="not_open",
        )


def new_entry(category, office, *, by, person, at, is_sample, title="", answers=None):
    """Add the row, and say in words what the database refuses to have twice."""
    try:
        with transaction.atomic():
            entry = Entry.objects.create(
                season=category.season,
                category=category,
                office=office,
                person=person,
                title=title,
                answers=answers or {},
                created_by=by,
                created_at=at,
                updated_by=by,
                updated_at=at,
                is_sample=is_sample,
            )
    except IntegrityError as error:
        sentence = (
            _("This person has an entry in this season already.")
            if person
            else _("This office has an entry in this category already.")
        )
        raise ValidationError(sentence, code="duplicate") from error
    record_entered(category)
    record(entry, gettext_noop("Began the entry"), by=by, at=at)
    return entry


@transaction.atomic
def save_entry(entry, *, by, title, answers, revision, at=None):
    """Save the draft over the `revision` that the person began from.

    Allowed at any time, since nothing typed may be lost; only handing in has a
    deadline. Refuse with "stale" where a colleague saved in between.
    """
    at = at or timezone.now()
    unchanged = Entry.objects.live().filter(pk=entry.pk, revision=revision)
    if not unchanged.update(
        title=title,
        answers=answers,
        revision=revision + 1,
        updated_by=by,
        updated_at=at,
    ):
        refuse_discarded(held_entry(entry))
        raise ValidationError(
            _(
                "A colleague saved this entry while you were writing. Compare the two "
                "texts, then save again."
            ),
            code="stale",
        )
    entry.refresh_from_db()
    record(
        entry,
        gettext_noop("Saved the draft"),
        by=by,
        at=at,
        changes={"revision": [revision, revision + 1]},
    )
    return entry


def refuse_discarded(entry):
    if entry.discarded_at:
        raise ValidationError(
            _("This entry was discarded. Restore it to work on it again."),
            code="discarded",
        )


@transaction.atomic
def discard_entry(entry, *, by, at=None):
    """Put a draft away, so that another can be begun. It can be restored."""
    at = at or timezone.now()
    entry = held_entry(entry)
    refuse_discarded(entry)
    if entry.submissions.exclude(state=State.WITHDRAWN).exists():
        raise ValidationError(
            _("This entry was handed in. Withdraw it first, with a reason."),
            code="handed_in",
        )
    Entry.objects.filter(pk=entry.pk).update(discarded_at=at)
    entry.discarded_at = at
    record(entry, gettext_noop("Discarded the entry"), by=by, at=at)
    return entry


@transaction.atomic
def restore_entry(entry, *, by, at=None):
    """Take a discarded entry back, unless another has taken its place."""
    at = at or timezone.now()
    category = entry.category
    held_office(entry.office)
    live = Entry.objects.live().filter(category=category, office=entry.office_id)
    taken = ValidationError(
        _("Another entry has taken its place. Discard that one first."), code="taken"
    )
    if live.exclude(pk=entry.pk).count() >= category.entries_per_office:
        raise taken
    try:
        with transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(discarded_at=None)
    except IntegrityError as error:
        raise taken from error
    entry.refresh_from_db()
    record(entry, gettext_noop("Restored the entry"), by=by, at=at)
    return entry
