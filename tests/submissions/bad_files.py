"""Files that nobody should keep, or not as they are: made here, each of its own kind.

BAD are refused, each with the code that it must have; HARMLESS are taken, changed.
"""

import zipfile
import zlib
from io import BytesIO

import pikepdf

from tests.submissions import files
from tests.submissions.files import PROGRAM, box, mp4, office, pdf, picture, png_chunk

MB = 1024 * 1024
HTML = b"<html><script>alert(1)</script></html>"
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
MACROS = "application/vnd.ms-{}.macroEnabled.main+xml"


def script_at_opening(document):
    document.Root.OpenAction = SCRIPT


def script_by_name(document):
    document.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([]))
    )


def launch(document):
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name("/Launch"), F="cmd.exe"
    )


def acts_on_the_page(document):
    document.pages[0].obj.AA = pikepdf.Dictionary(O=SCRIPT)


def acts_on_every_event(document):
    document.Root.AA = pikepdf.Dictionary(WC=SCRIPT)


def button(document):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name("/Link"), A=SCRIPT)
    document.pages[0].obj.Annots = pikepdf.Array([note])


def pinned_file(document):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name("/FileAttachment"))
    document.pages[0].obj.Annots = pikepdf.Array([note])


def film_on_the_page(document):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name("/RichMedia"))
    document.pages[0].obj.Annots = pikepdf.Array([note])


def carried_file(document):
    document.attachments["x.exe"] = PROGRAM


def form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array([]))


def acting(change):
    return files.acting_pdf(change)


def zipped(*parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts:
            package.writestr(name, content)
    return target.getvalue()


def png(width, height, data, *, colours=2, packed=None):
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, colours, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(data) if packed is None else packed)
        + png_chunk(b"IEND", b"")
    )


def huge_jpeg():
    """A JPEG whose header claims 60,000 pixels each way."""
    whole = bytearray(picture())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = b"\xea\x60\xea\x60"
    return bytes(whole)


def scrambled_jpeg():
    """A JPEG whose frame and scan name components that do not exist."""
    whole = bytearray(picture(size=(300, 300)))
    at = whole.index(b"\xff\xc4")
    whole[at + 5 : at + 21] = b"\xff" * 16
    return bytes(whole)


def encrypted_part():
    """A package whose part says that it is encrypted."""
    whole = bytearray(office("docx", extra=[("word/document.xml", "x")]))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


# Name, content, the code of the refusal.
BAD = {
    "nothing": ("empty.pdf", b"", "empty"),
    "a program": ("setup.exe", PROGRAM, "type"),
    "a program of two names": ("report.pdf.exe", PROGRAM, "type"),
    "a program without a name": ("setup", PROGRAM, "type"),
    "a shortcut": ("แผนงาน.pdf.lnk", b"L\0\0\0" + bytes(80), "type"),
    "a page": ("index.html", HTML, "type"),
    "a drawing with a script": ("logo.svg", b"<svg onload='x()'/>", "type"),
    "an archive": ("all.zip", zipped(("a.exe", PROGRAM)), "type"),
    "a document with macros by name": ("plan.docm", office("docx"), "type"),
    "an old document": ("plan.doc", files.PROGRAM, "type"),
    "a name turned round": ("รายงาน\u202efdp.exe", PROGRAM, "type"),
    "a name that ends in dots": ("setup.exe...", PROGRAM, "type"),
    "a program as PDF": ("renamed.pdf", PROGRAM, "mismatch"),
    "a program as DOCX": ("renamed.docx", PROGRAM, "mismatch"),
    "a program as JPEG": ("renamed.jpg", PROGRAM, "mismatch"),
    "a program as PNG": ("renamed.png", PROGRAM, "mismatch"),
    "a program as MP4": ("renamed.mp4", PROGRAM, "mismatch"),
    "a page as PDF": ("page.pdf", HTML, "mismatch"),
    "a page before a PDF": ("polyglot.pdf", HTML + pdf(), "mismatch"),
    "a program before a document": ("self.docx", PROGRAM + office("docx"), "mismatch"),
    "a picture as PDF": ("photo.pdf", picture(), "mismatch"),
    "a table as a document": ("table.docx", office("xlsx"), "mismatch"),
    "an archive as a document": ("zip.docx", zipped(("a.exe", PROGRAM)), "mismatch"),
    "a document of nothing": ("hollow.docx", zipped(), "mismatch"),
    "a film of another kind": ("film.mp4", mp4(brand=b"qt  "), "mismatch"),
    "a PDF of noise": ("noise.pdf", b"%PDF-1.7\n" + b"x" * 500, "broken"),
    "a PDF cut off": ("cut.pdf", pdf()[:200], "broken"),
    "a PDF without pages": ("blank.pdf", pdf(pages=0), "broken"),
    "a document cut off": ("cut.docx", office("docx")[:-30], "broken"),
    "a photo cut off": ("cut.jpg", picture()[:-30], "broken"),
    "a photo whose tables are damaged": ("bad.jpg", scrambled_jpeg(), "broken"),
    "a picture cut off": ("cut.png", picture("PNG")[:-6], "broken"),
    "a picture with too few lines": ("few.png", png(50, 50, bytes(99)), "broken"),
    "a picture with a bomb in its lines": (
        "bomb.png",
        png(10, 10, bytes(20 * MB)),
        "broken",
    ),
    "a picture of noise": ("noise.png", png(9, 9, b"", packed=b"noise"), "broken"),
    "a picture of unknown colours": (
        "colours.png",
        png(9, 9, b"", colours=5),
        "broken",
    ),
    "a film cut off": ("cut.mp4", mp4()[:-4], "broken"),
    "a film without an index": ("no-index.mp4", box(b"ftyp", b"isom"), "broken"),
    "a document that is a bomb": (
        "bomb.docx",
        office("docx", extra=[("word/a.xml", bytes(120 * MB))]),
        "broken",
    ),
    "a locked PDF": (
        "locked.pdf",
        pdf(encryption=pikepdf.Encryption(user="x", owner="y")),
        "encrypted",
    ),
    "a locked document": (
        "locked.docx",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99),
        "encrypted",
    ),
    "a document with a locked part": ("part.docx", encrypted_part(), "encrypted"),
    "a document with macros": (
        "macros.docx",
        office(main=MACROS.format("word.document")),
        "macros",
    ),
    "slides with macros": (
        "macros.pptx",
        office("pptx", main=MACROS.format("powerpoint.presentation")),
        "macros",
    ),
    "a table with macros": (
        "macros.xlsx",
        office("xlsx", main=MACROS.format("excel.sheet")),
        "macros",
    ),
    "macros in a document that hides them": (
        "hidden.docx",
        office("docx", extra=[("word/vbaProject.bin", b"x")]),
        "macros",
    ),
    "a PDF that runs a script when opened": (
        "script.pdf",
        acting(script_at_opening),
        "active",
    ),
    "a PDF with scripts by name": ("named.pdf", acting(script_by_name), "active"),
    "a PDF that starts a program": ("launch.pdf", acting(launch), "active"),
    "a PDF whose page acts": ("page-acts.pdf", acting(acts_on_the_page), "active"),
    "a PDF that acts when closed": (
        "closing.pdf",
        acting(acts_on_every_event),
        "active",
    ),
    "a PDF with a button": ("button.pdf", acting(button), "active"),
    "a PDF with a file pinned on": ("pinned.pdf", acting(pinned_file), "active"),
    "a PDF with a film on it": ("film.pdf", acting(film_on_the_page), "active"),
    "a PDF that carries a program": ("carrier.pdf", acting(carried_file), "active"),
    "a PDF with a form that computes": ("form.pdf", acting(form), "active"),
    "a PDF with an archive at its end": (
        "both.pdf",
        pdf() + zipped(("a.exe", PROGRAM)),
        "active",
    ),
    "a picture of too many pixels": (
        "huge.png",
        png(60_000, 60_000, b"x"),
        "pixels",
    ),
    "a photo of too many pixels": ("huge.jpg", huge_jpeg(), "pixels"),
}

# Name, content, the name under which it is kept.
HARMLESS = {
    "a path upwards": ("../../etc/passwd.pdf", pdf(), "passwd.pdf"),
    "a path of Windows": ("C:\\งาน\\แผน.pdf", pdf(), "แผน.pdf"),
    "a name turned round": ("ก\u202eข\u202c.pdf", pdf(), "กข.pdf"),
    "control characters": ("ก\x07ข\x1bค\x7f.pdf", pdf(), "กขค.pdf"),
    "a name of 300 letters": ("ก" * 300 + ".pdf", pdf(), "ก" * 76 + ".pdf"),
    "a name for a shell": ('$(rm -rf "x")|.pdf', pdf(), "$(rm -rf _x_)_.pdf"),
    "a photo with a program behind it": ("ภาพ.jpg", picture() + PROGRAM, "ภาพ.jpg"),
    "a photo that tells where": (
        "ที่.jpg",
        picture(exif=files.where_taken()),
        "ที่.jpg",
    ),
    "a picture with a program behind it": (
        "ภาพ.png",
        picture("PNG") + PROGRAM,
        "ภาพ.png",
    ),
    "a photo named as a picture": ("ภาพ.png", picture(), "ภาพ.png.jpg"),
}
