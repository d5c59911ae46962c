"""A photograph made small. Imported when the first is asked for."""

from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

ONE_AT_A_TIME = Lock()
# A PNG cannot be unpacked small: a larger one would take 100 MB, and is shown itself.
LARGEST_PNG = 25_000_000
QUALITY = 82


def draw(file, _page: int, width: int) -> bytes | None:
    """Return the picture upright and at most `width` pixels wide, as WebP, or None."""
    with ONE_AT_A_TIME, Image.open(file, formats=["JPEG", "PNG"]) as picture:
        if picture.format == "PNG" and picture.width * picture.height > LARGEST_PNG:
            return None
        # Turned by its orientation, what is high now may be wide then.
        picture.draft("RGB", (width, width))
        picture = ImageOps.exif_transpose(picture)
        has_holes = picture.has_transparency_data
        picture = picture.convert("RGBA" if has_holes else "RGB")
        picture.thumbnail((width, picture.height))
    target = BytesIO()
    picture.save(target, "WEBP", quality=QUALITY)
    return target.getvalue()
