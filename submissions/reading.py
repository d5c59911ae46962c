"""A frozen work as its readers see it: each field in their language, with its files.

Whoever shows a work (its office, staff, judges, the public) brings URLs of their own
for the files; below a file's URL its pages are at `pages/1/` and so on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contests import entry_form
from contests.entry_form import Kind
from contests.entry_form.file_types import FILE_TYPES

EXTENSIONS = {each.content_type: each.extensions[0] for each in FILE_TYPES.values()}
SHOWN_INLINE = ("application/pdf", "image/jpeg", "image/png", "video/mp4")


@dataclass(frozen=True)
class FileRead:
    """A file as a page shows it. `url` opens it, `download_url` saves it."""

    name: str
    size: int
    sha256: str
    content_type: str
    url: str
    page_urls: list[str]

    @property
    def download_url(self):
        return f"{self.url}?download=1"

    @property
    def preview_url(self):
        """Where the file's first page, or the picture itself, is shown small."""
        return f"{self.url}pages/1/?width=800"

    @property
    def is_picture(self):
        return self.content_type.startswith("image/")

    @property
    def is_video(self):
        return self.content_type.startswith("video/")

    @property
    def opens_in_a_browser(self):
        return self.content_type in SHOWN_INLINE


@dataclass(frozen=True)
class FieldRead:
    """A field with its answer, and the files attached under it."""

    shown: entry_form.Shown
    files: list[FileRead]

    @property
    def is_empty(self):
        return not self.files if self.shown.kind == Kind.FILES else self.shown.is_empty


def read(
    content: Mapping,
    file_url: Callable[[dict], str],
    *,
    names: Mapping[int, str] | None = None,
    **reader: bool,
) -> list[FieldRead]:
    """Return the fields of a version's content; `file_url` gives a file's own URL.

    `reader` says who reads: `is_public`, `is_blind`, `tells_phones`, as in
    `entry_form.shown`. `names` call files otherwise, by the key of the attachment.
    """
    names = names or {}
    files: dict[str, list[FileRead]] = {}
    for each in content["files"]:
        name = names.get(each["attachment"], each["name"])
        files.setdefault(each["field"], []).append(
            file_read(each, file_url(each), name)
        )
    fields = entry_form.shown(
        content["form"], content["title"], content["answers"], **reader
    )
    return [FieldRead(shown, files.get(shown.key, [])) for shown in fields]


def neutral_names(content: Mapping) -> dict[int, str]:
    """Return names for a version's files that tell nothing, by attachment.

    Numbered in the order in which they are frozen, those that are hidden too, so that
    a name stays the same on every page.
    """
    return {
        each["attachment"]: _("Document %(number)d") % {"number": number}
        + f".{EXTENSIONS[each['content_type']]}"
        for number, each in enumerate(content["files"], 1)
    }


def may_read_blind(content: Mapping, file: Mapping) -> bool:
    """Say whether a file is under a field that is shown where names are hidden."""
    return file["field"] in entry_form.keys_shown(content["form"], is_blind=True)


def file_read(each: Mapping, url: str, name: str) -> FileRead:
    return FileRead(
        name=name,
        size=each["size"],
        sha256=each["sha256"],
        content_type=each["content_type"],
        url=url,
        page_urls=[f"{url}pages/{n}/" for n in range(1, (each["pages"] or 0) + 1)],
    )
