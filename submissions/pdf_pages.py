"""Pages of a PDF as pictures. Imported when the first is asked for: it takes 23 MiB.

PDFium is not made for threads, so one page is drawn at a time in a process.
"""

from io import BytesIO
from threading import Lock

import pypdfium2

ONE_AT_A_TIME = Lock()
# A page that is a long strip is drawn narrower instead of taking the memory.
LONGEST_SIDE = 4
QUALITY = 82


def draw(file, number: int, width: int) -> bytes | None:
    """Return page `number` as a WebP picture `width` pixels wide, or None."""
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(file)
        try:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            page_width, page_height = page.get_size()
            scale = width / max(page_width, page_height / LONGEST_SIDE)
            picture = page.render(scale=scale).to_pil()
        finally:
            document.close()
    target = BytesIO()
    picture.convert("RGB").save(target, "WEBP", quality=QUALITY)
    return target.getvalue()
