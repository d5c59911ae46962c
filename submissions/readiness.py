"""What keeps an entry from being handed in, as it stands: all of it at once."""

from django.utils import timezone
from django.utils.translation import gettext as _

from contests import entry_form
from submissions.eligibility import Gap, what_bars


def what_is_missing(entry, attachments, *, at=None) -> list[Gap]:
    """Return every gap of an entry, loaded with its category, with its kept files.

    What bars its office or people comes first: there nothing that is filled in helps.
    Three queries at most, by the rules of the category.
    """
    there = {attachment.field for attachment in attachments}
    gaps = entry_form.what_is_missing(
        entry.category.form,
        entry.title,
        entry.answers,
        there,
    )
    if entry.paper_by_id and entry.SCAN not in there:
        gaps.append(("", _("Attach the scan of the paper.")))
    return [
        *what_bars(entry, at=at or timezone.now()),
        *(Gap(field, sentence) for field, sentence in gaps),
    ]
