from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from submissions import file_checks
from submissions.file_checks import kinds
from tests.submissions import files
from tests.submissions.files import upload


def code_of(name, content):
    with pytest.raises(ValidationError) as refused:
        file_checks.check(upload(name, content))
    assert name.split(".")[0] in refused.value.messages[0]
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("รายงาน.pdf", files.pdf(), "application/pdf"),
        ("เรื่อง.docx", files.office("docx"), kinds.KINDS["docx"].content_type),
        ("สไลด์.PPTX", files.office("pptx"), kinds.KINDS["pptx"].content_type),
        ("ตาราง.xlsx", files.office("xlsx"), kinds.KINDS["xlsx"].content_type),
        ("ภาพ.jpg", files.picture(), "image/jpeg"),
        ("ภาพ.jpeg", files.picture(progressive=True), "image/jpeg"),
        ("ภาพ.png", files.picture("PNG"), "image/png"),
        ("คลิป.mp4", files.mp4(), "video/mp4"),
    ],
)
def test_a_sound_file_of_each_kind_is_taken(name, content, content_type):
    checked = file_checks.check(upload(name, content))

    assert (checked.name, checked.content_type) == (name, content_type)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.pdf", b"", "empty"),
        ("program.exe", files.PROGRAM, "type"),
        ("program", files.PROGRAM, "type"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "type"),
        ("macros.docm", files.office("docx"), "type"),
        ("renamed.pdf", files.PROGRAM, "mismatch"),
        ("renamed.docx", files.PROGRAM, "mismatch"),
        ("renamed.jpg", files.PROGRAM, "mismatch"),
        ("renamed.mp4", files.PROGRAM, "mismatch"),
        ("picture.pdf", files.picture(), "mismatch"),
        ("sheet.docx", files.office("xlsx"), "mismatch"),
        ("zip.docx", files.office(main="text/plain"), "mismatch"),
        ("film.mp4", files.mp4(brand=b"qt  "), "mismatch"),
        ("broken.pdf", b"%PDF-1.7\n" + b"x" * 500, "broken"),
        ("cut.docx", files.office("docx")[:-30], "broken"),
        ("cut.jpg", files.picture()[:-30], "broken"),
        ("cut.png", files.picture("PNG")[:-6], "broken"),
        ("cut.mp4", files.mp4()[:-4], "broken"),
        ("no-index.mp4", files.box(b"ftyp", b"isom"), "broken"),
        ("locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "encrypted"),
        (
            "macros.docx",
            files.office(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "macros",
        ),
        (
            "hidden-macros.docx",
            files.office("docx", extra=[("word/vbaProject.bin", b"x")]),
            "macros",
        ),
    ],
)
def test_a_bad_file_is_refused(name, content, code):
    assert code_of(name, content) == code


def test_an_oversize_file_is_refused(monkeypatch):
    small = {"pdf": kinds.Kind("pdf", "PDF", ("pdf",), "application/pdf", 100)}
    monkeypatch.setattr(kinds, "KINDS", small)

    assert code_of("large.pdf", files.pdf()) == "too_large"


def test_a_pdf_that_needs_a_password_is_refused():
    locked = files.pdf(encryption=pikepdf.Encryption(user="x", owner="y"))
    printable = files.pdf(encryption=pikepdf.Encryption(user="", owner="y"))

    assert code_of("locked.pdf", locked) == "encrypted"
    assert file_checks.check(upload("printable.pdf", printable)).pages == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.__setitem__(
            "/OpenAction",
            pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)"),
        ),
        lambda pdf: pdf.attachments.__setitem__("x.exe", files.PROGRAM),
        lambda pdf: pdf.Root.__setitem__(
            "/AcroForm", pikepdf.Dictionary(XFA=pikepdf.Array([]))
        ),
    ],
    ids=["script", "attachment", "form"],
)
def test_a_pdf_that_acts_or_carries_files_is_refused(change):
    assert code_of("active.pdf", files.acting_pdf(change)) == "active"


def test_a_pdf_that_opens_at_a_page_is_taken():
    def open_at(pdf):
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name("/Fit")])

    checked = file_checks.check(upload("a.pdf", files.acting_pdf(open_at)))

    assert checked.pages == 1


def test_the_pages_of_a_pdf_are_counted():
    assert file_checks.check(upload("a.pdf", files.pdf(pages=3))).pages == 3


def test_a_package_that_unpacks_to_too_much_is_refused():
    bomb = files.office("docx", extra=[("word/a.xml", bytes(120 * 1024 * 1024))])

    assert code_of("bomb.docx", bomb) == "broken"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_loses_where_it_was_taken_and_looks_the_same(kind):
    name = f"a.{kind.lower()}"
    content = files.picture(kind, exif=files.where_taken(orientation=6))

    kept = file_checks.check(upload(name, content)).file.read()

    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(kept))
    assert before.getexif().get_ifd(0x8825)
    assert not after.getexif().get_ifd(0x8825)
    assert dict(after.getexif()) == ({0x0112: 6} if kind == "JPEG" else {})
    assert after.tobytes() == before.tobytes()


def test_what_follows_the_end_of_a_picture_is_left_behind():
    content = files.picture()

    kept = file_checks.check(upload("a.jpg", content + files.PROGRAM)).file.read()

    assert len(kept) <= len(content)


def test_a_damaged_picture_is_refused():
    content = bytearray(files.picture("PNG", size=(300, 300)))
    content[60] ^= 1

    assert code_of("damaged.png", bytes(content)) == "broken"


def test_a_picture_of_too_many_pixels_is_refused():
    header = (60_000).to_bytes(4) + (60_000).to_bytes(4) + bytes([8, 2, 0, 0, 0])
    content = (
        b"\x89PNG\r\n\x1a\n"
        + files.png_chunk(b"IHDR", header)
        + files.png_chunk(b"IDAT", b"x")
        + files.png_chunk(b"IEND", b"")
    )

    assert code_of("huge.png", content) == "pixels"


def test_a_picture_under_the_other_kinds_name_gets_its_own():
    checked = file_checks.check(upload("ภาพ.png", files.picture("JPEG")))

    assert (checked.name, checked.content_type) == ("ภาพ.png.jpg", "image/jpeg")
