"""The receipt of a version in words: on paper and by mail, both always in Thai."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ui import thai
from ui.paper import pdf, sample_mark
from ui.templatetags.ui import filesize


def receipt_path(submission, version) -> str:
    """Return the path of the receipt's page."""
    return reverse("submissions:receipt", args=[submission.pk, version.number])


def receipt_pdf(submission, version) -> bytes:
    """Return the receipt as PDF, with Thai digits but for what a person may key in.

    `submission` is loaded as for a list, `version` with who handed it in.
    """
    with override("th"):
        data = in_words(submission, version)
    return pdf(
        "submissions/papers/receipt.typ",
        data,
        at=version.handed_in_at,
        qr=f"{settings.SITE_URL}{receipt_path(submission, version)}",
    )


def in_words(submission, version) -> dict:
    content, round_ = version.content, submission.round
    category = round_.stage.category
    digits = thai.thai_digits
    return {
        "heading": _("Receipt"),
        "contest": digits(category.season.name),
        "title": content["title"],
        "sample": sample_mark(is_sample=submission.entry.is_sample),
        "facts": [
            {"label": label, "lines": lines}
            for label, lines in facts_of(submission, version)
        ],
        "files_label": _("Files"),
        "no_files": _("No files"),
        "columns": [_("Name"), _("Size"), "SHA-256"],
        "files": [
            {
                "name": each["name"],
                "size": digits(filesize(each["size"])),
                "sha256": each["sha256"],
            }
            for each in [*content["files"], *content.get("paper", {}).get("scans", [])]
        ],
        "digest_label": _("Fingerprint of the whole (SHA-256)"),
        "digest": version.digest,
        "digest_help": _(
            "It changes if a single letter changes. The portal keeps this version as "
            "it is."
        ),
        "qr": _("QR code of the receipt's page"),
        "foot": f"{submission.number} · {settings.SITE_URL}",
    }


def facts_of(submission, version) -> list[tuple[str, list[str]]]:
    """Return what the receipt states, as labels and lines."""
    content, round_ = version.content, submission.round
    category = round_.stage.category
    digits = thai.thai_digits
    facts = [
        (_("Number"), [submission.number]),
        (_("Version"), [digits(str(version.number))]),
        (_("Received on"), moments_of(version)),
        (_("Entering office"), [content["office"]["title_th"]]),
    ]
    if content["person"]:
        facts.append((_("Whose knowledge it is"), [content["person"]["name"]]))
    if paper := content.get("paper"):
        facts.append((_("From paper"), [_("Entered by %(by)s") % {"by": paper["by"]}]))
    return [
        *facts,
        (_("Handed in by"), [str(version.handed_in_by)]),
        (_("Category"), [category.name]),
        (_("Round"), [f"{round_.stage.name} · {round_.office.title}"]),
    ]


def moments_of(version) -> list[str]:
    """Say when it was handed in, that it was late, that it came in the grace."""
    digits = thai.thai_digits
    lines = [digits(thai.full_moment(version.handed_in_at))]
    if version.is_late:
        lines.append(_("Late"))
    if version.came_in_grace:
        lines.append(
            digits(
                _(
                    "Begun before the deadline (%(due)s); all of it arrived at "
                    "%(arrived)s, within the grace. It counts as handed in on time."
                )
                % {
                    "due": thai.short_second(version.due_at),
                    "arrived": thai.short_second(version.arrived_at),
                }
            )
        )
    return lines


def receipt_letter(submission, version) -> tuple[str, str]:
    """Return subject and text of the mail that carries the receipt, in Thai."""
    with override("th"):
        subject = _("Receipt %(number)s, version %(version)s: %(title)s") % {
            "number": submission.number,
            "version": version.number,
            "title": version.content["title"],
        }
        words = in_words(submission, version)
        text = render_to_string("submissions/mail/receipt.txt", words).strip()
    return subject, text
