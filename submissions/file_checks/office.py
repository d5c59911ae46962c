"""Check a DOCX, PPTX or XLSX: a whole package, no macros, no bomb."""

import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.file_checks.looking import NO_PACKAGE, WITH_MACROS, contents_of
from submissions.file_checks.refusing import broken, encrypted

MOST_PARTS = 20_000
# Text packs to a tenth; what packs to a two-hundredth is no document.
LARGE = 100 * 1024 * 1024
LARGEST_RATIO = 200
LARGEST_UNPACKED = 2 * 1024 * 1024 * 1024
ENCRYPTED = 0x1


def check(file, name, kind):
    if WITH_MACROS[kind.code] in contents_of(file):
        raise macros(name, kind)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except NO_PACKAGE as error:
        raise broken(name) from error
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise encrypted(name)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise macros(name, kind)
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or (unpacked > LARGE and unpacked > LARGEST_RATIO * file.size)
    ):
        raise broken(name)
    return {}


def macros(name, kind) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” holds macros (small programs). Save it as %(kind)s without "
            "macros and attach that."
        ),
        code="macros",
        params={"name": name, "kind": kind.label},
    )
