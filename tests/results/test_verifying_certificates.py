"""Everybody verifies a certificate by its code, and learns no more than its paper."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from results import actions
from results.codes import LENGTH, SIGNS, grouped, new_code, read_code
from results.models import Certificate
from tests.factories import make_certificate


@pytest.fixture
def certificate(published):
    placing = published.placings.for_list().get(rank=1)
    placing.result = published
    return make_certificate(placing, name="สำนักงานพัฒนาชุมชนอำเภอภูสิงห์")


@pytest.fixture(autouse=True)
def nobody_tried_yet(db):
    cache.clear()


def page_of(client, certificate, **query):
    url = reverse("verify:certificate", args=[certificate.code])
    return client.get(url, query)


# The code -------------------------------------------------------------------------


def test_a_code_is_read_however_it_is_typed():
    code = "2345679ACEF"
    code += next(sign for sign in SIGNS if read_code(code + sign))

    assert read_code(grouped(code)) == code
    assert read_code(f" {grouped(code).lower().replace('-', ' ')} ") == code
    assert read_code(code.replace("2", "๒").replace("5", "s")) == code


def test_one_wrong_sign_or_two_that_changed_places_make_no_code():
    code = new_code()
    wrong = {code[:n] + sign + code[n + 1 :] for n in range(LENGTH) for sign in SIGNS}
    swapped = {
        code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(LENGTH - 1)
    }

    assert {each for each in wrong | swapped if read_code(each)} == {code}


# The page -------------------------------------------------------------------------


def test_the_page_says_what_was_awarded_and_that_it_stands(client, certificate):
    answer = page_of(client, certificate)
    page = answer.content.decode()

    for words in (
        certificate.full_number,
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์",
        "ชนะเลิศ",
        "สำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ",
        grouped(certificate.code),
    ):
        assert words in page
    assert answer.context["certificate"].standing == "stands"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_a_typed_code_leads_there(client, certificate):
    typed = grouped(certificate.code).lower()

    answer = client.get(reverse("verify:form"), {"code": typed}, follow=True)

    assert answer.context["certificate"].number == certificate.full_number


@pytest.mark.parametrize("is_public", [True, False])
def test_a_cancelled_one_says_so_and_why_only_if_that_is_public(
    is_public, client, certificate, staff
):
    actions.cancel_certificate(
        certificate, by=staff, reason="ออกซ้ำกัน", is_public=is_public
    )

    answer = page_of(client, certificate)

    assert answer.context["certificate"].standing == "cancelled"
    assert ("ออกซ้ำกัน" in answer.content.decode()) == is_public


def test_one_of_a_withdrawn_result_no_longer_stands(
    client, certificate, published, staff
):
    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    answer = page_of(client, certificate)

    assert answer.context["certificate"].standing == "withdrawn"
    assert "คะแนนผิด" in answer.content.decode()


def test_an_earlier_paper_is_told_of_the_newer_version(client, certificate, staff):
    actions.correct_certificate(
        certificate, name="ชื่อที่ถูก", detail="", by=staff, reason="สะกดผิด"
    )

    earlier = page_of(client, certificate, v=1)
    latest = page_of(client, certificate, v=2)

    assert (earlier.context["is_earlier"], latest.context["is_earlier"]) == (
        True,
        False,
    )
    for answer in (earlier, latest):
        assert "ชื่อที่ถูก" in answer.content.decode()
        assert "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์" not in answer.content.decode()


def test_under_an_embargo_it_is_as_if_there_were_none(client, embargoed, now):
    certificate = make_certificate(embargoed.placings.get(rank=1))
    missing = Certificate(code=new_code())
    page_of(client, missing)

    with time_machine.travel(now, tick=False):
        with CaptureQueriesContext(connection) as for_unknown:
            unknown = page_of(client, missing)
        with CaptureQueriesContext(connection) as for_hidden:
            hidden = page_of(client, certificate)

    code = certificate.code.encode()
    assert unknown.status_code == hidden.status_code == 404
    assert hidden.content.replace(code, missing.code.encode()) == unknown.content
    assert len(for_unknown) == len(for_hidden) <= 12
    with time_machine.travel(embargoed.public_from):
        assert page_of(client, certificate).status_code == 200


def test_verifying_costs_four_queries(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(4):
        page_of(client, certificate)


def test_who_guesses_is_stopped_and_who_has_the_paper_is_not(client, certificate):
    for _n in range(20):
        assert page_of(client, certificate).status_code == 200
    for _n in range(20):
        assert page_of(client, Certificate(code=new_code())).status_code == 404

    assert page_of(client, Certificate(code=new_code())).status_code == 429
    refused = page_of(client, certificate)
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
