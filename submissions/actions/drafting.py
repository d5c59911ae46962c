"""Entries while they are their owners' to work on."""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.models import Event
from audit.record import record, record_many
from contests.actions import record_entered
from contests.entry_form import TITLE
from contests.ladder import entry_round
from contests.phases import Phase, phase_of
from submissions.actions.holding import held_entry, held_office
from submissions.merging import fingerprints, merge, texts_of
from submissions.models import Entry, LateDoor
from submissions.workflow import State

SAVED = gettext_noop("Saved the draft")
# What one person saves within ten minutes of the clock is one act in the history.
SITTING = timedelta(minutes=10)


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


def new_entry(category, office, *, by, person, at, is_sample):
    entry = Entry(
        season=category.season,
        category=category,
        office=office,
        person=person,
        created_by=by,
        created_at=at,
        updated_by=by,
        updated_at=at,
        is_sample=is_sample,
    )
    return add_entries([entry], by=by, at=at)[0]


def add_entries(entries, *, by, at):
    """Add the rows, and say in words what the database refuses to have twice."""
    try:
        with transaction.atomic():
            entries = Entry.objects.bulk_create(entries)
    except IntegrityError as error:
        sentence = (
            _("This person has an entry in this season already.")
            if any(entry.honoured for entry in entries)
            else _("This office has an entry in this category already.")
        )
        raise ValidationError(sentence, code="duplicate") from error
    for category in {entry.category_id: entry.category for entry in entries}.values():
        record_entered(category)
    record_many(entries, gettext_noop("Began the entry"), by=by, at=at)
    return entries


@transaction.atomic
def save_entry(
    entry, *, by, answers, revision, title=None, began=None, over=(), at=None
):
    """Save the fields that are in `answers`, and the title if there is one.

    Each counts by the text that its writer began from: `began` has their fingerprints
    (`submissions.merging`); a field without one began from `revision`. What only one
    side changed is merged. What both changed is left as it is and named in `clashes`
    of the returned entry, while all the rest is saved. In the fields `over` the writer
    has seen the other's text and chosen their own.

    Allowed at any time, since nothing typed may be lost; only handing in has a
    deadline. Refuse with "discarded".

    No lock: where somebody saves between the look and the write, it looks again. Both
    databases do the same, and the usual save costs one UPDATE.
    """
    at = at or timezone.now()
    sent = answers if title is None else {**answers, TITLE: title}
    is_fresh = False
    while True:
        merged = merge_into(entry, sent, revision, began)
        if merged.changed and store(entry, merged.changed, by=by, at=at):
            break
        if is_fresh and not merged.changed:
            break
        entry, is_fresh = loaded_again(entry), True
        refuse_discarded(entry)
    entry.clashes = merged.clashes
    for key in merged.changed.keys() & over:
        record(
            entry,
            gettext_noop("Replaced a text that was saved meanwhile"),
            by=by,
            at=at,
            changes={key: [merged.stored.get(key), merged.changed[key]]},
        )
    return entry


def merge_into(entry, sent, revision, began):
    """Merge what was sent into the entry as it was loaded."""
    form, stored = entry.category.form, texts_of(entry)
    known = fingerprints(form, stored) if revision == entry.revision else {}
    return merge(form, stored, sent, {**known, **(began or {})})


def store(entry, changed, *, by, at):
    """Write the changed texts, unless the entry is another by now; say whether."""
    texts = {**texts_of(entry), **changed}
    columns = {
        "title": texts.pop(TITLE),
        "answers": texts,
        "revision": entry.revision + 1,
        "updated_by": by,
        "updated_at": at,
    }
    unchanged = Entry.objects.live().filter(pk=entry.pk, revision=entry.revision)
    if not unchanged.update(**columns):
        return False
    record_save(entry, by=by, at=at)
    for name, value in columns.items():
        setattr(entry, name, value)
    return True


def loaded_again(entry):
    """Return the entry as the database has it now, with the category it came with."""
    again = Entry.objects.get(pk=entry.pk)
    again.category = entry.category
    return again


def record_save(entry, *, by, at):
    """Record that `by` is writing: once a sitting, not for every pause for breath."""
    began = at - (at - datetime.min.replace(tzinfo=UTC)) % SITTING
    was_saved = entry.revision > 1
    if was_saved and entry.updated_by_id == by.pk and entry.updated_at >= began:
        return
    recorded = Event.objects.about(entry).filter(by=by, act=SAVED, at__gte=began)
    if not recorded.exists():
        revision = [entry.revision, entry.revision + 1]
        record(entry, SAVED, by=by, at=at, changes={"revision": revision})


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
