"""Small real files of each kind, and bad ones, made on the spot."""

import zipfile
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PARTS = {
    "docx": "wordprocessingml.document.main+xml",
    "pptx": "presentationml.presentation.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
}
PROGRAM = b"MZ\x90\x00" + bytes(500)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def pdf(pages=1, **options):
    """A PDF of blank pages; `options` go to the writer."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    target = BytesIO()
    document.save(target, **options)
    return target.getvalue()


def acting_pdf(change):
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def office(kind="docx", *, main="", extra=()):
    """An Office package: its list of contents, and further (name, content) parts."""
    main = main or f"application/vnd.openxmlformats-officedocument.{PARTS[kind]}"
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>'
        )
        for name, content in extra:
            package.writestr(name, content)
    return target.getvalue()


def picture(kind="JPEG", size=(60, 40), *, exif=None, **options):
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, exif=exif or b"", **options)
    return target.getvalue()


def where_taken(orientation=1):
    """Metadata of a telephone: position, model, orientation."""
    exif = Image.Exif()
    exif[0x0110] = "Phone"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (15.0, 7.0, 0.0)})
    return exif.tobytes()


def box(kind, body=b""):
    return (len(body) + 8).to_bytes(4) + kind + body


def mp4(brand=b"isom"):
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", bytes(8)) + box(b"mdat")


def png_chunk(kind, body):
    checksum = zlib.crc32(kind + body)
    return len(body).to_bytes(4) + kind + body + checksum.to_bytes(4)
