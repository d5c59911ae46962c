"""The whole country from the lists: how many, what they are called, in which order."""

import pytest
from django.core.management import call_command
from django.utils.translation import override

from audit.models import Event
from offices import loading
from offices.models import Office
from offices.roles import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    loading.load_offices()


def test_the_country_has_973_offices(country):
    levels = {
        level: Office.objects.filter(level=level).count() for level in Level.values
    }

    assert levels == {"department": 1, "region": 18, "province": 76, "district": 878}


def test_loading_again_changes_nothing_and_costs_one_reading(
    country, django_assert_num_queries
):
    before = list(Office.objects.order_by("pk").values())

    # A savepoint around, one SELECT.
    with django_assert_num_queries(3):
        assert loading.load_offices() == (0, 0)

    assert list(Office.objects.order_by("pk").values()) == before


def test_the_first_loading_costs_a_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert loading.load_offices() == (973, 0)


def test_the_command_says_what_it_did(capsys):
    call_command("load_offices")

    assert capsys.readouterr().out == "Offices: 973 made, 0 changed.\n"


@pytest.mark.parametrize(
    ("code", "title_th", "title_en", "path"),
    [
        (
            "3317",
            "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ",
            "Phu Sing District CD Office, Si Sa Ket",
            "CDD.R14.33.3317.",
        ),
        (
            "1401",
            "สำนักงานพัฒนาชุมชนอำเภอพระนครศรีอยุธยา จังหวัดพระนครศรีอยุธยา",
            "Phra Nakhon Si Ayutthaya District CD Office, Phra Nakhon Si Ayutthaya",
            "CDD.R01.14.1401.",
        ),
        (
            "3301",
            "สำนักงานพัฒนาชุมชนอำเภอเมืองศรีสะเกษ จังหวัดศรีสะเกษ",
            "Mueang Si Sa Ket District CD Office, Si Sa Ket",
            "CDD.R14.33.3301.",
        ),
        (
            "33",
            "สำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ",
            "Si Sa Ket Provincial CD Office",
            "CDD.R14.33.",
        ),
        (
            "R14",
            "เขตตรวจราชการที่ 14 (กลุ่มจังหวัดภาคตะวันออกเฉียงเหนือตอนล่าง 2)",
            "Inspection Region 14 (Lower Northeastern 2 Provincial Cluster)",
            "CDD.R14.",
        ),
        ("CDD", "กรมการพัฒนาชุมชน", "Community Development Department", "CDD."),
    ],
)
def test_an_office_has_its_whole_name_in_both_languages(
    country, code, title_th, title_en, path
):
    office = Office.objects.get(code=code)

    with override("th"):
        assert office.title == title_th
    with override("en"):
        assert office.title == title_en
    assert office.path == path


def test_lists_are_in_thai_dictionary_order(country):
    upper = Office.objects.filter(level=Level.PROVINCE)[:6]
    names = [office.name_th for office in upper]
    assert names == [
        "กระบี่",
        "กาญจนบุรี",
        "กาฬสินธุ์",
        "กำแพงเพชร",
        "ขอนแก่น",
        "จันทบุรี",
    ]
    numbers = [o.code for o in Office.objects.filter(level=Level.REGION)]
    assert numbers == [f"R{number:02}" for number in range(1, 19)]


def test_no_two_titles_are_the_same_and_five_are_told_apart_by_their_province(country):
    assert len(set(Office.objects.values_list("title_th", flat=True))) == 973
    assert len(set(Office.objects.values_list("title_en", flat=True))) == 973
    same = Office.objects.filter(name_th="เฉลิมพระเกียรติ").select_related("parent")
    provinces = [office.parent.name_th for office in same]
    assert provinces == ["นครราชสีมา", "นครศรีธรรมราช", "น่าน", "บุรีรัมย์", "สระบุรี"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ภูสิง", {"3317"}),
        ("อำเภอภูสิงห์ จังหวัดศรีสะเกษ", {"3317"}),
        ("สพอ.พยุห์", {"3320"}),
        ("phu sing", {"3317"}),
        ("๓๓๑๗", {"3317"}),
        ("เฉลิมพระเกียรติ", {"1913", "8023", "3032", "3123", "5515"}),
        ("เฉลิมพระเกียรติ น่าน", {"5515"}),
        ("ไม่มีที่นี่", set()),
    ],
)
def test_an_office_is_found_as_people_write_it(country, text, codes):
    assert {office.code for office in Office.objects.named(text)} == codes


def test_an_office_knows_its_area_in_one_query(country, django_assert_num_queries):
    region = Office.objects.get(code="R14")
    district = Office.objects.get(code="3317")

    with django_assert_num_queries(2):
        assert Office.objects.in_areas_of([region]).count() == 1 + 4 + 63
        assert [o.code for o in Office.objects.above(district)] == ["CDD", "R14", "33"]

    assert region.contains(district)
    assert not district.contains(region)


def test_a_province_that_moves_takes_its_districts_along(country):
    Office.objects.filter(code="33").update(
        parent=Office.objects.get(code="R13"), path="CDD.R13.33."
    )
    Office.objects.filter(code="3317").update(path="CDD.R13.33.3317.")

    made, changed = loading.load_offices()

    assert (made, changed) == (0, 2)
    assert Office.objects.get(code="33").parent.code == "R14"
    assert Office.objects.get(code="3317").path == "CDD.R14.33.3317."
    moved = Event.objects.about(Office.objects.get(code="33")).get()
    assert (moved.act, moved.by) == ("Moved in the office tree", None)
