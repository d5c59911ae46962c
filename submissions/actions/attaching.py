"""Files of an entry: attached under a field of its form, and taken off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.entry_form import file_fields
from submissions.actions.drafting import refuse_discarded
from submissions.actions.holding import held_entry
from submissions.file_checks import check, promised
from submissions.file_limits import refuse_before_checking, refuse_beyond
from submissions.file_names import harmless
from submissions.models import Attachment, Entry
from submissions.storing import store


def attach(entry, field, upload, *, by, at=None):
    """Check an uploaded file, keep it, and put it under a field of the entry's form.

    Refuse with the codes of `submissions.file_checks` and `submissions.file_limits`, or
    "field" and "twice". Not atomic as a whole: 200 MB are checked and kept before the
    database is asked to write, since on SQLite nobody else could write meanwhile.
    """
    at = at or timezone.now()
    stored, name = check_and_keep(upload, at=at, asked=field_of(entry, field))
    return add_attachment(entry, field, stored, name, by=by, at=at)


def check_and_keep(upload, *, at, asked=None):
    """Check an uploaded file and keep it; return its row, and its harmless name.

    Under the limits of the field `asked`, if any: as it came, and as it is kept, since
    a picture is kept without metadata.
    """
    if asked:
        refuse_before_checking(asked, harmless(upload.name), upload.size)
    checked = check(upload)
    try:
        if asked:
            refuse_before_checking(asked, checked.name, checked.file.size)
        stored = store(checked, at=at)
    finally:
        if checked.file is not upload:
            checked.file.close()
    return stored, checked.name


def refuse_promise(entry, field, name, size):
    """Refuse, before it comes in, a file that could never be attached."""
    refuse_before_checking(field_of(entry, field), harmless(name), size)
    promised(name, size)


def field_of(entry, key):
    """Return the field of the entry's form under whose key files are attached."""
    for each in file_fields(entry.category.form):
        if each["key"] == key:
            return each
    raise ValidationError(_("This field takes no files."), code="field")


@transaction.atomic
def add_attachment(entry, field, stored, name, *, by, at):
    """Add the row of a file that was kept."""
    entry = held_entry(entry)
    refuse_discarded(entry)
    there = entry.attachments.kept().filter(field=field)
    if there.filter(stored=stored).exists():
        raise ValidationError(
            _("“%(name)s” is attached here already."),
            code="twice",
            params={"name": name},
        )
    # The scan of an entry from paper belongs to no field of the form.
    if field != Entry.SCAN:
        asked = field_of(entry, field)
        refuse_before_checking(asked, name, stored.size)
        sizes = list(there.values_list("stored__size", flat=True))
        refuse_beyond(asked, sizes, name, stored.size)
    attachment = Attachment.objects.create(
        entry=entry,
        field=field,
        stored=stored,
        name=name,
        uploaded_by=by,
        uploaded_at=at,
    )
    touch(entry, by=by, at=at)
    record(
        entry,
        gettext_noop("Attached a file"),
        by=by,
        at=at,
        changes={field: ["", name]},
    )
    return attachment


@transaction.atomic
def remove_attachment(attachment, *, by, at=None):
    """Take a file off the entry; versions that hold it keep it."""
    at = at or timezone.now()
    kept = Attachment.objects.kept().filter(pk=attachment.pk)
    if not kept.update(removed_at=at):
        raise ValidationError(_("This file was taken off already."), code="stale")
    attachment.refresh_from_db()
    touch(attachment.entry, by=by, at=at)
    record(
        attachment.entry,
        gettext_noop("Took a file off"),
        by=by,
        at=at,
        changes={attachment.field: [attachment.name, ""]},
    )
    return attachment


def touch(entry, *, by, at):
    """Note who worked on the entry last, without a new revision of its texts."""
    Entry.objects.filter(pk=entry.pk).update(updated_by=by, updated_at=at)
