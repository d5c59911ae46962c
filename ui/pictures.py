"""A picture that somebody uploaded, drawn anew: smaller, and nothing else in it."""

from importlib import import_module
from io import BytesIO
from threading import Lock

ONE_AT_A_TIME = Lock()
FORMATS = ("PNG", "JPEG", "WEBP")
# Unpacked, one of these takes a worker 48 MB.
LARGEST = 12_000_000
QUALITY = 88


class NotAPicture(ValueError):
    """The bytes are no whole picture of a kind that is known here."""


class TooManyPixels(ValueError):
    """It would take too much memory to unpack."""


def drawn_anew(file, longest: int, *, as_photograph: bool = False) -> tuple[bytes, str]:
    """Return the picture upright, no side longer than `longest`, and its suffix.

    PNG, which keeps holes and sharp lines; a photograph without holes is JPEG.
    """
    image = import_module("PIL.Image")
    try:
        with ONE_AT_A_TIME, image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > LARGEST:
                raise TooManyPixels
            picture.draft("RGB", (longest, longest))
            picture = import_module("PIL.ImageOps").exif_transpose(picture)
            has_holes = picture.has_transparency_data
            picture = picture.convert("RGBA" if has_holes else "RGB")
            picture.thumbnail((longest, longest))
    except TooManyPixels:
        raise
    # What Pillow raises for damaged pictures, depending on where it is damaged.
    except (OSError, ValueError, SyntaxError, image.DecompressionBombError) as error:
        raise NotAPicture from error
    drawn = BytesIO()
    if as_photograph and not has_holes:
        picture.save(drawn, "JPEG", quality=QUALITY)
        return drawn.getvalue(), ".jpg"
    picture.save(drawn, "PNG", optimize=True)
    return drawn.getvalue(), ".png"
