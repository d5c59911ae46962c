"""One entry: its form, its files, what is missing, and handing it in."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contests import entry_form
from contests.permissions import can_see_criteria
from contests.rules import is_blind, rules_of, shown_criteria
from submissions import actions, permissions
from submissions.desk import targets_of
from submissions.editing import edit_fields, sent_of
from submissions.file_checks.kinds import KINDS
from submissions.history import history_of
from submissions.merging import UNKNOWN
from submissions.models import Entry, Submission
from submissions.readiness import what_is_missing
from ui.keys import key_from


@dataclass
class Answer:
    """What the boxes hold: as stored, but where something keeps it from being stored.

    `errors` has what is wrong with a field, `clashes` names those that somebody else
    changed as well, and `began` the fingerprints of what these two began from.
    """

    title: str
    answers: dict
    errors: dict[str, list[str]] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    began: dict[str, str] = field(default_factory=dict)
    is_refused: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.errors or self.clashes or self.is_refused)


@require_http_methods(["GET", "POST"])
def entry(request, pk):
    entry = find(request, pk)
    if request.method == "GET":
        return show(request, entry, Answer(entry.title, entry.answers))
    if not permissions.can_edit(request.user, entry):
        raise PermissionDenied
    answer = save(request, entry)
    if not answer.is_whole:
        return show(request, find(request, pk), answer)
    messages.success(request, _("The draft is saved."))
    if "hand-in" in request.POST:
        return redirect("submissions:entry-hand-in", pk=entry.pk)
    return redirect("submissions:entry", pk=entry.pk)


def find(request, pk):
    """Return the entry that the person may work on, or answer 404."""
    mine = Entry.objects.visible_to(request.user).for_list()
    shown = mine.with_uploads_of(request.user, at=timezone.now())
    return get_object_or_404(shown, pk=pk)


# Saving ---------------------------------------------------------------------------


def save(request, entry) -> Answer:
    """Save what can be saved: texts, each good file; return what is left to mend."""
    sent = sent_of(entry.category.form, request.POST)
    refused_files = attach_all(request, entry)
    take_off(request, entry)
    try:
        entry = actions.save_entry(
            entry,
            by=request.user,
            answers=sent.texts,
            revision=revision_of(request),
            began=sent.began,
            over=sent.over,
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return answer_to(entry, sent, held_back=sent.typed, is_refused=True)
    answer = answer_to(
        entry,
        sent,
        held_back=sent.errors.keys() | entry.clashes,
        clashes=entry.clashes,
    )
    for key, sentences in refused_files.items():
        answer.errors.setdefault(key, []).extend(sentences)
    if answer.errors:
        messages.warning(
            request, _("The draft is saved, but for what is marked below. Mend that.")
        )
    return answer


def answer_to(entry, sent, *, held_back, **more) -> Answer:
    """Return the stored texts, with those that are held back as they were typed."""
    typed = {key: sent.typed[key] for key in held_back}
    answers = {**entry.answers, **typed}
    return Answer(
        answers.pop(entry_form.TITLE, entry.title),
        answers,
        errors=dict(sent.errors),
        began={key: sent.began.get(key, UNKNOWN) for key in held_back},
        **more,
    )


def revision_of(request) -> int:
    """Return the revision that the person began from; 0, which none has, if garbled."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def attach_all(request, entry) -> dict[str, list[str]]:
    """Attach every file that was sent; return what was refused, by field."""
    refused: dict[str, list[str]] = {}
    for each in entry_form.file_fields(entry.category.form):
        for upload in request.FILES.getlist(each["key"]):
            try:
                actions.attach(entry, each["key"], upload, by=request.user)
            except ValidationError as refusal:
                refused.setdefault(each["key"], []).extend(refusal.messages)
    return refused


def take_off(request, entry):
    """Take off the file whose button was pressed, if it is still there."""
    pk = key_from(request.POST.get("take-off", ""))
    # The scan of a paper entry stays: the page has no field to attach another under.
    there = entry.attachments.kept().exclude(field=Entry.SCAN)
    attachment = there.filter(pk=pk).first() if pk else None
    if attachment:
        actions.remove_attachment(attachment, by=request.user)
        messages.info(request, _("“%(name)s” was taken off.") % {"name": attachment})


@require_POST
def attach(request, pk):
    """Take the files of one field while the rest of the form is being filled in."""
    entry = find(request, pk)
    if not permissions.can_edit(request.user, entry):
        raise PermissionDenied
    errors = attach_all(request, entry)
    if not request.htmx:
        for sentences in errors.values():
            for sentence in sentences:
                messages.error(request, sentence)
        return redirect("submissions:entry", pk=entry.pk)
    return show_field(request, entry, next(iter(request.FILES), ""), errors)


def show_field(request, entry, key, errors=None):
    """Render one field as it is now, and what is still missing, as part of the page."""
    answer = Answer(entry.title, entry.answers, errors or {})
    mine = entry.uploads.filter(by=request.user).to_show(at=timezone.now())
    uploads = {key: mine.filter(field=key)}
    fields = fields_of(entry, answer, uploads)
    context = {
        "entry": entry,
        "field": next((each for each in fields if each.shown.key == key), None),
        "missing": what_is_missing(entry, entry.kept_files),
        "is_part": True,
    }
    return render(request, "submissions/entry.html#uploaded", context)


# Showing --------------------------------------------------------------------------


def show(request, entry, answer):
    """Render the form with what was typed or stored, and all that stands beside it."""
    now = timezone.now()
    submissions = list(
        Submission.objects.visible_to(request.user, at=now)
        .filter(entry=entry)
        .for_list()
    )
    targets = targets_of(entry, submissions, at=now)
    shown_round = targets[0].round if targets else None
    sees_rules = shown_round and can_see_criteria(request.user, shown_round, at=now)
    rows = rules_of(shown_round)["criteria"] if sees_rules else []
    context = {
        "entry": entry,
        "fields": fields_of(entry, answer),
        "has_clashes": bool(answer.clashes),
        "handed_in_at": max((each.handed_in_at for each in submissions), default=None),
        "missing": what_is_missing(entry, entry.kept_files),
        "targets": targets,
        "target": targets[0] if targets else None,
        "blind": bool(shown_round) and is_blind(shown_round),
        "criteria": shown_criteria(rows),
        "may_take_over": permissions.can_take_over(request.user, entry),
        "may_edit": permissions.can_edit(request.user, entry),
        "may_hand_in": permissions.can_hand_in(request.user, entry),
        "may_discard": all(each.state == "withdrawn" for each in submissions),
        "kinds": KINDS.values(),
        "events": history_of(entry, *submissions, at=now),
    }
    return render(request, "submissions/entry.html", context)


def fields_of(entry, answer, uploads=None):
    """Return the form's fields; load the kept files onto the entry, in one query.

    `uploads` are files on their way, by field. A page leaves them to its script.
    """
    entry.kept_files = list(entry.attachments.kept().select_related("stored"))
    files = {}
    for attachment in entry.kept_files:
        files.setdefault(attachment.field, []).append(attachment)
    form = entry.category.form
    stored = entry_form.shown(form, entry.title, entry.answers)
    return edit_fields(
        form,
        answer.title,
        answer.answers,
        errors=answer.errors,
        files=files,
        uploads=uploads or {},
        theirs={each.key: each for each in stored if each.key in answer.clashes},
        began=answer.began,
    )
