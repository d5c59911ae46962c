"""Saving a draft while it is being written: what `static/js/drafts.js` talks to."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from submissions import actions, permissions
from submissions.editing import edit_fields, sent_of
from submissions.merging import fingerprints, texts_of
from submissions.readiness import what_is_missing
from submissions.views.entry import find
from ui import thai
from ui.language import page_language


@require_POST
def autosave(request, pk):
    """Save the fields that changed; answer with what the page has to know of it."""
    now = timezone.now()
    entry = find(request, pk)
    if not permissions.can_edit(request.user, entry):
        raise PermissionDenied
    if request.POST.get("signed-in", str(request.user.pk)) != str(request.user.pk):
        # Somebody else signed in in this browser since the page was opened.
        return refused(
            _("Somebody else is signed in in this browser. Sign in as yourself again."),
            status=403,
        )
    keys = request.POST.getlist("sent-field")
    sent = sent_of(entry.category.form, request.POST, keys=keys)
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
    missing = what_is_missing(entry, list(entry.attachments.kept()))
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
