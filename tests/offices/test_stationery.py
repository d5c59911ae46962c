"""An office's letterhead and who signs its papers."""

import io
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from audit.models import Event
from offices import actions
from offices.keeping import keep, kept
from offices.letterheads import for_paper, head_of
from offices.models import Letterhead, Signer
from offices.trying import sheet_of
from tests.factories import make_letterhead, make_signer
from ui.typesetting import FONTS

SIGNER = {"name": "นายสมชาย ใจดี", "position": "พัฒนาการจังหวัดศรีสะเกษ"}
NOW = datetime(2026, 5, 6, tzinfo=UTC)
REGULAR, BOLD = (FONTS / f"Sarabun-{weight}.ttf" for weight in ("Regular", "Bold"))


def picture(size=(300, 200), kind="PNG", mode="RGB"):
    drawn = io.BytesIO()
    Image.new(mode, size, "navy").save(drawn, kind)
    return drawn.getvalue()


def upload(content, name="file.png"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def province(offices):
    return offices["33"]


@pytest.fixture
def own_page(client, staff, province):
    client.force_login(staff)
    return reverse("offices:letterhead", args=[province.code])


def test_what_staff_set_stands_on_the_sheet(client, own_page, province, paper_of):
    typed = {
        "address": "ศาลากลางจังหวัด\nโทร. 0 4561 0000",
        "number_prefix": "ศก ๐๐๑๙/",
        "emblem": upload(picture()),
        "certificate_background": upload(picture((1000, 700), "JPEG"), "b.jpg"),
        "font": upload(REGULAR.read_bytes(), "font.ttf"),
        "bold_font": upload(BOLD.read_bytes(), "bold.ttf"),
    }
    assert client.post(own_page, typed).status_code == 302
    client.post(reverse("offices:add-signer", args=["33"]), SIGNER)

    sheet = paper_of(
        client.get(reverse("offices:letterhead-sheet", args=["33"])).content
    )

    sheet.says("โทร. ๐ ๔๕๖๑ ๐๐๐๐", "ศก ๐๐๑๙/๑๒๓", "(นายสมชาย ใจดี)", SIGNER["position"])
    assert sheet.pages == 2
    head = Letterhead.objects.get()
    assert head.font_family == "Sarabun"
    assert Image.open(io.BytesIO(kept(head.emblem))).size == (300, 200)
    assert Event.objects.about(province).count() == 2


def test_a_sheet_is_shown_as_pictures(client, own_page):
    shown = client.get(reverse("offices:letterhead-picture", args=["33", 2]))

    assert Image.open(io.BytesIO(shown.content)).size == (1123, 794)
    assert (
        client.get(reverse("offices:letterhead-picture", args=["33", 3])).status_code
        == 404
    )


def test_a_sheet_without_any_setting_has_dots_to_fill_in(province, paper_of):
    sheet = paper_of(sheet_of(province, at=NOW))

    sheet.looks_like("sheet")
    sheet.says("ประกาศ ณ วันที่ ๖ พฤษภาคม พ.ศ. ๒๕๖๙", "(....")


@pytest.mark.parametrize(
    ("field", "content", "code"),
    [
        ("emblem", b"<svg/>", "not_a_picture"),
        ("emblem", picture()[:200], "not_a_picture"),
        ("emblem", picture((4000, 3001), mode="1"), "pixels"),
        ("certificate_background", b"x" * (5 * 2**20 + 1), "large"),
        ("font", b"OTTO but no more", "not_a_font"),
    ],
)
def test_a_file_that_will_not_do_is_refused_beside_its_field(
    client, own_page, field, content, code
):
    answer = client.post(own_page, {"address": "ที่อยู่", field: upload(content)})

    [error] = answer.context["form"].errors.as_data()[field]
    assert error.code == code
    assert "ที่อยู่" in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_a_font_without_thai_is_refused(client, own_page, latin_font):
    answer = client.post(own_page, {"font": upload(latin_font, "f.ttf")})

    [error] = answer.context["form"].errors.as_data()["font"]
    assert error.code == "no_thai"


@pytest.fixture
def latin_font():
    """The only font here that is no Thai one: the icons of Playwright's own pages."""
    [folder] = find_spec("playwright").submodule_search_locations
    return next(Path(folder).rglob("codicon*.ttf")).read_bytes()


def test_what_was_uploaded_is_taken_off_by_a_tick(client, own_page, province):
    emblem = keep(picture(), ".png")
    make_letterhead(province, emblem=emblem)

    client.post(own_page, {"no_emblem": "on"})

    assert Letterhead.objects.get().emblem == ""
    assert default_storage.exists(emblem)  # a paper of before bears it still


def test_the_same_file_is_kept_once(settings):
    assert keep(b"same", ".png") == keep(b"same", ".png")
    assert len(default_storage.listdir("letterheads")[1]) == 1


def test_one_signs_the_announcements(staff, province):
    first = actions.add_signer(province, by=staff, signs_first=True, **SIGNER)
    second = actions.add_signer(province, by=staff, signs_first=True, **SIGNER)

    first.refresh_from_db()
    assert (first.signs_first, second.signs_first) == (False, True)
    assert head_of(province).signer == ["(นายสมชาย ใจดี)", SIGNER["position"]]


def test_who_acts_has_it_on_a_line_between(province):
    signer = make_signer(
        province,
        acting="in_place_of",
        acts_for="พัฒนาการจังหวัดศรีสะเกษ",
        position="ผอ.กลุ่มงาน",
    )

    assert for_paper(head_of(province)).data["signer"]["lines"] == [
        f"({signer.name})",
        "ผอ.กลุ่มงาน",
        "รักษาราชการแทน",
        "พัฒนาการจังหวัดศรีสะเกษ",
    ]


def test_acting_without_a_position_is_refused_by_the_page(client, own_page):
    answer = client.post(
        reverse("offices:add-signer", args=["33"]), {**SIGNER, "acting": "holding"}
    )

    assert answer.context["form"].errors
    assert not Signer.objects.exists()


def test_whoever_signs_no_more_is_gone_from_new_papers(staff, province):
    signer = make_signer(province, signs_first=True)

    actions.end_signer(signer, by=staff)

    assert head_of(province).signer == []
    with pytest.raises(ValidationError):
        actions.end_signer(signer, by=staff)


@pytest.mark.parametrize(
    "columns",
    [
        {"acting": "holding"},
        {"acts_for": "พัฒนาการ"},
        {"acting": "never", "acts_for": "x"},
    ],
)
def test_the_database_refuses_half_an_acting(province, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_signer(province, **columns)


def test_the_database_refuses_two_first_and_a_first_that_ended(province, offices):
    make_signer(province, signs_first=True)

    for office, columns in ((province, {}), (offices["34"], {"ended_at": NOW})):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_signer(office, signs_first=True, **columns)


def test_the_database_refuses_a_font_without_its_family(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_letterhead(province, font="f.otf")


def test_the_page_keeps_to_its_queries(queries_do_not_grow, own_page, province):
    queries_do_not_grow(own_page, lambda: make_signer(province))
