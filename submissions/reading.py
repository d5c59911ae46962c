"""A frozen work as its readers see it: each field in their language, with its files.

Whoever shows a work (its office, staff, judges, the public) brings URLs of their own
for the files; below a file's URL its pages are at `pages/1/` and so on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contests import entry_form
from contests.entry_form import Kind

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
    content: Mapping, file_url: Callable[[dict], str], **reader: bool
) -> list[FieldRead]:
    """Return the fields of a version's content; `file_url` gives a file's own URL.

    `reader` says who reads: `is_public`, `is_blind`, `tells_phones`, as in
    `entry_form.shown`.
    """
    files: dict[str, list[FileRead]] = {}
    for each in content["files"]:
        files.setdefault(each["field"], []).append(file_read(each, file_url(each)))
    fields = entry_form.shown(
        content["form"], content["title"], content["answers"], **reader
    )
    return [FieldRead(shown, files.get(shown.key, [])) for shown in fields]


def file_read(each: Mapping, url: str) -> FileRead:
    return FileRead(
        name=each["name"],
        size=each["size"],
        sha256=each["sha256"],
        content_type=each["content_type"],
        url=url,
        page_urls=[f"{url}pages/{n}/" for n in range(1, (each["pages"] or 0) + 1)],
    )
