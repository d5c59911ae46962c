"""Which other entries a version's text is like: for the staff of its round."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from contests.entry_form import label_of
from submissions import permissions
from submissions.likeness.likest import Like, likest
from submissions.models import Submission


@dataclass(frozen=True)
class Row:
    """A like entry as the page shows it; `may_open` says whether it has a link."""

    like: Like
    sides: list[dict]
    may_open: bool


@require_GET
def likeness(request, pk, number):
    now, user = timezone.now(), request.user
    works = Submission.objects.visible_to(user, at=now).for_list()
    work = get_object_or_404(works, pk=pk)
    if not permissions.can_see_screening(user, work.round):
        raise PermissionDenied
    versions = work.versions.select_related("text", "submission")
    version = get_object_or_404(versions, number=number)
    text = getattr(version, "text", None)
    likes = likest(version, at=now) if text else []
    seen = Submission.objects.visible_to(user, at=now)
    seen = set(
        seen.filter(pk__in=[like.version.submission_id for like in likes]).values_list(
            "pk", flat=True
        )
    )
    context = {
        "submission": work,
        "version": version,
        "read": text,
        "rows": [
            Row(like, sides(version, like), like.version.submission_id in seen)
            for like in likes
        ],
    }
    return render(request, "submissions/likeness.html", context)


def sides(version, like):
    """Return each shared passage with the names of the places where it stands."""
    return [
        {
            "mine": passage.mine,
            "mine_source": name_of(passage.mine.source, version),
            "theirs": passage.theirs,
            "theirs_source": name_of(passage.theirs.source, like.version),
        }
        for passage in like.passages
    ]


def name_of(source, version) -> str:
    """Return what readers call a part of the text: the field's label, or the file."""
    kind, _, key = source.partition(":")
    if kind == "file":
        return key
    form = version.content["form"]
    return next((label_of(each) for each in form if each["key"] == key), key)
