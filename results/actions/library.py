"""What offices and the department do with the library: agree, use, tag, keep a list."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from results.actions.shelving import reshelve
from results.models import (
    Award,
    Consent,
    Placing,
    ReadingItem,
    Shelved,
    Tagging,
    Term,
    Use,
)
from results.public.contacts import without_contacts


def made_once(make, sentence):
    """Return what `make` creates; refuse ("twice") where there is one already."""
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as error:
        raise ValidationError(sentence, code="twice") from error


# An entry without an award --------------------------------------------------------


@transaction.atomic
def agree_to_show(submission, *, by, at=None):
    """Let the library show an accepted entry that won no award.

    Only once its result is public: before, nobody may learn that it is out (rule 8).
    Codes: "not_public", "twice".
    """
    at = at or timezone.now()
    placed = Placing.objects.public(at=at).filter(submission=submission)
    if not placed.filter(award=Award.PARTICIPANT).exists():
        raise ValidationError(
            _(
                "This can be said once the result is published, of an entry without an "
                "award. What won one is in the library anyway."
            ),
            code="not_public",
        )
    consent = made_once(
        lambda: Consent.objects.create(submission=submission, by=by, at=at),
        _("The office has agreed already."),
    )
    record(
        submission,
        gettext_noop("Agreed to show the entry in the library"),
        by=by,
        at=at,
    )
    reshelve([submission.entry_id])
    return consent


@transaction.atomic
def take_consent_back(submission, *, by, at=None):
    """Take the entry out of the library again. Code: "gone"."""
    at = at or timezone.now()
    end(Consent.objects.standing().filter(submission=submission), at=at)
    record(submission, gettext_noop("Took the entry out of the library"), by=by, at=at)
    reshelve([submission.entry_id])
    return submission


def end(standing, *, at):
    """End what stands; refuse where somebody has done so a moment ago."""
    if not standing.update(ended_at=at):
        raise ValidationError(_("This has been taken back already."), code="gone")


# Use ------------------------------------------------------------------------------


@transaction.atomic
def put_to_use(entry, office, *, note, by, at=None):
    """Say that an office put an item to use, and how. Codes: "not_there", "twice"."""
    at = at or timezone.now()
    refuse_off_shelf(entry, at=at)
    use = made_once(
        lambda: Use.objects.create(
            entry=entry, office=office, note=without_contacts(note), by=by, at=at
        ),
        _("This office has said so already."),
    )
    record(entry, gettext_noop("Put the knowledge to use"), by=by, reason=note, at=at)
    return use


@transaction.atomic
def take_use_back(use, *, by, at=None):
    """Take it back; the record keeps it. Code: "gone"."""
    at = at or timezone.now()
    end(Use.objects.standing().filter(pk=use.pk), at=at)
    act = gettext_noop("Took back that the knowledge is put to use")
    record(use.entry, act, by=by, at=at)
    return use


def refuse_off_shelf(entry, *, at):
    if not Shelved.objects.public(at=at).filter(entry=entry).exists():
        raise ValidationError(
            _("This is not in the library any more."), code="not_there"
        )


# Tags -----------------------------------------------------------------------------


@transaction.atomic
def add_tag(*, name_th, name_en, by, at=None):
    """Add a tag to the department's list; one that was retired comes back."""
    at = at or timezone.now()
    tag, _made = Term.objects.update_or_create(
        kind=Term.Kind.TAG,
        name_th=name_th,
        defaults={"name_en": name_en, "retired_at": None},
    )
    record(tag, gettext_noop("Added the tag"), by=by, at=at)
    reshelve_tagged(tag)
    return tag


@transaction.atomic
def retire_tag(tag, *, by, at=None):
    """Take a tag off the list and off the library's pages; where it was is kept."""
    at = at or timezone.now()
    Term.objects.filter(pk=tag.pk).update(retired_at=at)
    record(tag, gettext_noop("Retired the tag"), by=by, at=at)
    reshelve_tagged(tag)
    return tag


def reshelve_tagged(tag):
    reshelve(Tagging.objects.filter(tag=tag).values_list("entry", flat=True))


@transaction.atomic
def put_tags(entry, tags, *, by, at=None):
    """Let the item have exactly these tags."""
    at = at or timezone.now()
    before = {each.tag_id: each for each in Tagging.objects.filter(entry=entry)}
    wanted = {tag.pk for tag in tags}
    Tagging.objects.filter(entry=entry).exclude(tag__in=wanted).delete()
    Tagging.objects.bulk_create(
        [
            Tagging(entry=entry, tag=tag, by=by, at=at)
            for tag in tags
            if tag.pk not in before
        ],
        ignore_conflicts=True,
    )
    names = dict(Term.objects.filter(pk__in=before).values_list("pk", "name_th"))
    record(
        entry,
        gettext_noop("Changed the tags"),
        by=by,
        at=at,
        changes={
            "tags": [
                ", ".join(sorted(names.values())),
                ", ".join(sorted(tag.name_th for tag in tags)),
            ]
        },
    )
    reshelve([entry.pk])
    return entry


# A person's own list --------------------------------------------------------------


@transaction.atomic
def keep_on_list(entries, *, by, at=None):
    """Put entries on a person's reading list; those on it stay where they are."""
    at = at or timezone.now()
    ReadingItem.objects.bulk_create(
        [ReadingItem(user=by, entry_id=pk, at=at) for pk in entries],
        ignore_conflicts=True,
    )


@transaction.atomic
def take_off_list(entries, *, by):
    ReadingItem.objects.filter(user=by, entry__in=entries).delete()
