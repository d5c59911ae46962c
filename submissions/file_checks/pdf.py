"""Check a PDF: it opens without a password, has pages, and does nothing by itself."""

import zipfile

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.file_checks.refusing import broken, encrypted

ACTING = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"}
# Notes on a page that hold a file, or something that plays.
CARRYING = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"}


def check(file, name, kind):
    try:
        with pikepdf.open(source_of(file)) as pdf:
            pages = len(pdf.pages)
            active = is_active(pdf.Root) or any(
                page_acts(page.obj) for page in pdf.pages
            )
    except pikepdf.PasswordError as error:
        raise encrypted(name) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise broken(name) from error
    if not pages:
        raise broken(name)
    # Read from its end, the same bytes would be an archive of anything.
    if active or zipfile.is_zipfile(source_of(file)):
        raise ValidationError(
            _(
                "“%(name)s” holds scripts, forms or other files. Print it to a new PDF "
                "and attach that; attach other files one by one."
            ),
            code="active",
            params={"name": name},
        )
    return {"pages": pages}


def source_of(file):
    """Return the path of a file that was spooled to disk, or else its bytes' reader."""
    if hasattr(file, "temporary_file_path"):
        return file.temporary_file_path()
    return file.file


def is_active(root) -> bool:
    """Say whether a document acts when it is opened, or carries other files."""
    names = root.get("/Names", {})
    form = root.get("/AcroForm", {})
    return (
        acts(root.get("/OpenAction"))
        or "/AA" in root
        or "/JavaScript" in names
        or "/XFA" in form
        or "/AF" in root
        or carries(names.get("/EmbeddedFiles", {}))
    )


def page_acts(page) -> bool:
    """Say whether a page, or something on it that is pressed, runs or holds more."""
    if "/AA" in page:
        return True
    return any(
        isinstance(note, pikepdf.Dictionary)
        and (
            "/AA" in note
            or acts(note.get("/A"))
            or str(note.get("/Subtype", "")) in CARRYING
        )
        for note in page.get("/Annots", [])
    )


def acts(action) -> bool:
    """Say whether an action does more than go to a page."""
    if not isinstance(action, pikepdf.Dictionary):
        return False
    return str(action.get("/S", "")) in ACTING


def carries(tree) -> bool:
    return bool(len(tree.get("/Names", [])) or len(tree.get("/Kids", [])))
