"""What a judge keeps for themselves: a note, and marks whose place was closed.

No value of either goes into the record: others read parts of that.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from judging.actions.keeping import Kept, within
from judging.devices import Differed, Origin
from judging.models import MarkSetAside, Note


@transaction.atomic
def keep_note(
    submission, text, *, by, origin: Origin | None = None, at=None
) -> tuple[str, Differed | None]:
    """Keep a judge's own note on an entry they may read, also after they have signed.

    Return what is held, and what another device of theirs had, if it differed.
    """
    at = at or timezone.now()
    key = {"user": by, "submission_id": submission.pk}
    notes = Note.objects.select_for_update()
    note = notes.filter(**key).first() or Note(**key, written_at=None, text="")
    before, result = note.text, Kept()
    note.text, note.written_at = result.settle(
        "note",
        "note",
        note.text,
        within(text),
        origin,
        held_at=note.written_at,
        at=at,
        shown=str,
    )
    if note.text != before:
        Note.objects.bulk_create(
            [note],
            update_conflicts=True,
            unique_fields=["user", "submission"],
            update_fields=["text", "written_at"],
        ) if note.pk is None else note.save()
    return note.text, result.differed.get("note")


@transaction.atomic
def set_aside(seat, submission, values: Mapping[str, str], *, why, by, at=None):
    """Keep what was given after its place was closed, for the judge's eyes alone.

    `seat` is the judge's, perhaps one they left; its history says that something was
    set aside, not what. The same sent twice is set aside once.
    """
    at = at or timezone.now()
    mine = MarkSetAside.objects.filter(user=by, submission_id=submission.pk)
    held = dict(mine.values_list("field", "value"))
    if all(held.get(name) == value for name, value in values.items()):
        return
    MarkSetAside.objects.bulk_create(
        [
            MarkSetAside(
                user=by,
                submission_id=submission.pk,
                field=name,
                value=value,
                why=why,
                set_aside_at=at,
            )
            for name, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "submission", "field"],
        update_fields=["value", "why", "set_aside_at"],
    )
    record(
        seat,
        gettext_noop("Gave marks that came too late; they are set aside"),
        by=by,
        at=at,
        changes={"entry": [None, submission.number]},
    )


def forget_set_aside(submission, *, by):
    """Throw away what was set aside of an entry; it is its judge's alone."""
    MarkSetAside.objects.filter(user=by, submission=submission).delete()
