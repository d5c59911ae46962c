"""What the checks of both kinds of picture share: a copy to write, and its size."""

import zlib

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.temp import NamedTemporaryFile
from django.utils.translation import gettext_lazy as _

from submissions.file_checks.refusing import broken

MEGAPIXEL = 1_000_000
LARGEST = 60 * MEGAPIXEL


def stripped(file, name, strip):
    """Return `file` as `strip(source, target)` copies it, without hidden metadata.

    Lossless and in small pieces: a picture is never unpacked at once, since one of 60
    megapixels would take a worker 180 MB. `strip` returns width and height, and raises
    ValueError, IndexError, EOFError or zlib.error for what is no whole picture.
    """
    target = NamedTemporaryFile(suffix=".picture")
    try:
        width, height = strip(file, target)
    except (ValueError, EOFError, IndexError, zlib.error) as error:
        target.close()
        raise broken(name) from error
    if not width * height:
        target.close()
        raise broken(name)
    if width * height > LARGEST:
        target.close()
        raise ValidationError(
            _(
                "“%(name)s” has %(size)d megapixels; pictures may have up to "
                "%(limit)d. Make it smaller and attach that."
            ),
            code="pixels",
            params={
                "name": name,
                "size": -(-width * height // MEGAPIXEL),
                "limit": LARGEST // MEGAPIXEL,
            },
        )
    target.flush()
    target.seek(0)
    return {"file": File(target)}


def exactly(file, length) -> bytes:
    """Read `length` bytes, or raise EOFError."""
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return data
