"""Saving a draft while it is being written: what `static/js/drafts.js` talks to."""

import json

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from submissions import actions
from submissions.editing import edit_fields, sent_of
from submissions.merging import fingerprints, texts_of
from submissions.models import Entry
from submissions.readiness import what_is_missing
from ui import thai
from ui.language import page_language


@require_POST
def autosave(request, pk):
    """Save the fields that changed; answer with what the page has to know of it."""
    now = timezone.now()
    entry = find(request.user, pk)
    data = boxes_of(request)
    if data.get("signed-in", str(request.user.pk)) != str(request.user.pk):
        # Somebody else signed in in this browser since the page was opened.
        return refused(
            _("Somebody else is signed in in this browser. Sign in as yourself again."),
            status=403,
        )
    sent = sent_of(entry.category.form, data, keys=data.getlist("sent-field"))
    try:
        entry = actions.save_entry(
            entry,
            by=request.user,
            answers=sent.texts,
            revision=0,
            began=sent.began,
            over=sent.over,
            at=now,
        )
    except ValidationError as refusal:
        return refused(" ".join(refusal.messages), status=409)
    return JsonResponse(outcome(entry, sent, at=now))


def find(user, pk) -> Entry:
    """Return the entry that the person may write in: the usual one, their own, at once.

    Only what staff typed from paper costs a second look.
    """
    entries = Entry.objects.select_related("category")
    own = entries.owned_by(user).filter(pk=pk).first()
    return own or get_object_or_404(entries.visible_to(user), pk=pk)


def boxes_of(request) -> MultiValueDict:
    """Return names and values of the boxes, as the form would send them.

    They come as a JSON list of pairs, which is read in a fraction of the time that a
    form takes, and shorter in Thai. What is no such list has no boxes.
    """
    data = MultiValueDict()
    try:
        for name, value in json.loads(request.body):
            # Half a character, which JSON may hold and no database takes.
            data.appendlist(name, value.encode(errors="replace").decode())
    except (ValueError, TypeError, AttributeError):
        return MultiValueDict()
    return data


def refused(sentence, *, status):
    return JsonResponse({"refused": sentence}, status=status)


def outcome(entry, sent, *, at) -> dict:
    """Say what became of each field, what others changed, and what is missing yet.

    Nothing but that list is rendered where nobody else writes: it has to be fast.
    """
    form = entry.category.form
    now, mine = fingerprints(form, texts_of(entry)), fingerprints(form, sent.texts)
    stored = {key: now[key] for key in sent.texts if mine[key] == now[key]}
    # What is in the boxes as it was, but was changed by others meanwhile.
    held_back = sent.errors.keys() | entry.clashes
    fresh = {
        key
        for key, began in sent.began.items()
        if key not in stored and key not in held_back and now[key] != began
    }
    clock = thai.clock_time(at, page_language())
    missing = what_is_missing(entry, entry.attachments.kept().only("entry", "field"))
    return {
        "now": at.isoformat(),
        "state": _("Saved %(time)s") % {"time": clock},
        "stored": stored,
        "errors": sent.errors,
        "clashes": rendered(entry, entry.clashes, "submissions/_theirs.html"),
        "fresh": rendered(entry, fresh | entry.clashes, "submissions/_edit_field.html"),
        "readiness": render_to_string(
            "submissions/entry.html#readiness", {"missing": missing}
        ),
    }


def rendered(entry, keys, template) -> dict[str, str]:
    """Return the fields with these keys as they are stored, each rendered."""
    if not keys:
        return {}
    fields = edit_fields(entry.category.form, entry.title, entry.answers, only=keys)
    return {
        each.shown.key: render_to_string(template, {"field": each, "entry": entry})
        for each in fields
    }
