"""Is an uploaded file what it says, whole, and harmless? By its structure.

A file is refused with a ValidationError that says what to do: "empty", "type",
"too_large", "mismatch", "broken", "encrypted", "macros", "active" or "pixels". Nothing
here holds a file in memory. The checks of PDFs need a library of 18 MiB, which a
process loads with its first PDF.
"""

from dataclasses import dataclass, replace
from importlib import import_module

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.file_checks.kinds import (
    KINDS,
    REPLACEMENTS,
    Kind,
    extension_of,
    kind_of,
    megabytes,
)
from submissions.file_checks.looking import (
    MAIN_PARTS,
    is_compound,
    is_cut_off_package,
    kind_inside,
)
from submissions.file_checks.refusing import broken, encrypted
from submissions.file_names import harmless

CHECKS = {
    "pdf": "submissions.file_checks.pdf",
    "docx": "submissions.file_checks.office",
    "pptx": "submissions.file_checks.office",
    "xlsx": "submissions.file_checks.office",
    "jpeg": "submissions.file_checks.jpeg",
    "png": "submissions.file_checks.png",
    "mp4": "submissions.file_checks.mp4",
}


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: `file` is what to keep, a picture without metadata."""

    file: object
    name: str
    content_type: str
    pages: int | None = None


def check(upload) -> Checked:
    """Return what of `upload`, an opened Django file, may be kept; or refuse it."""
    name = harmless(upload.name)
    said = promised(name, upload.size)
    found = kind_inside(upload)
    if found in PICTURES and said in PICTURES and found != said:
        said, name = found, f"{name}.{found.extensions[0]}"
    if found != said:
        raise mismatch(upload, name, said)
    upload.seek(0)
    checked = Checked(file=upload, name=name, content_type=said.content_type)
    found = import_module(CHECKS[said.code]).check(upload, name, said)
    upload.seek(0)
    return replace(checked, **found)


def promised(name, size) -> Kind:
    """Return the kind that a name claims, or refuse: "empty", "type" or "too_large"."""
    if not size:
        raise ValidationError(
            _(
                "“%(name)s” is empty. Open it and see whether it was saved, then "
                "attach it again."
            ),
            code="empty",
            params={"name": name},
        )
    said = kind_of(name)
    if said is None:
        raise refusal_of_type(name)
    if size > said.limit:
        raise too_large(name, size, said)
    return said


PICTURES = [KINDS["jpeg"], KINDS["png"]]


def refusal_of_type(name) -> ValidationError:
    """Say which files are taken, and for a known other format what to save it as."""
    extension = extension_of(name)
    if extension in REPLACEMENTS:
        sentence = _("“%(name)s” is not taken. Save it as %(format)s and attach that.")
        params = {"name": name, "format": REPLACEMENTS[extension]}
    else:
        sentence = _(
            "“%(name)s” is not taken. Attach PDF, DOCX, PPTX, XLSX, JPEG, PNG or MP4."
        )
        params = {"name": name}
    return ValidationError(sentence, code="type", params=params)


def too_large(name, size, said: Kind) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” has %(size)s MB; a %(kind)s may have up to %(limit)s MB. Make "
            "it smaller; a video can also be put on the web and linked."
        ),
        code="too_large",
        params={
            "name": name,
            "size": megabytes(size),
            "kind": said.label,
            "limit": megabytes(said.limit),
        },
    )


def mismatch(upload, name, said: Kind) -> ValidationError:
    """Say why the content is not what the name says."""
    if said.code in MAIN_PARTS and is_compound(upload):
        return encrypted(name)
    if said.code in MAIN_PARTS and is_cut_off_package(upload):
        return broken(name)
    return ValidationError(
        _(
            "“%(name)s” is not a %(kind)s inside, whatever its name says. Open it in "
            "the program that made it and save it as %(kind)s."
        ),
        code="mismatch",
        params={"name": name, "kind": said.label},
    )
