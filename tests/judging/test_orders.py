"""The order that appoints a panel: written, issued, kept."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from judging import actions
from judging.models import AppointmentOrder
from judging.orders import DUTIES, Member, committee_of, fingerprint, paper_of
from judging.papers import order as order_paper
from judging.progress import seats_of
from tests.factories import make_judge, make_order
from tests.papers import copied

WHOLE = {
    "number": "๑๒๓/๒๕๖๙",
    "dated_on": date(2026, 3, 2),
    "duties": "1. ให้คะแนน\n\n2. สรุปผล",
    "signer_name": "นางสาวตัวอย่าง ทดสอบ",
    "signer_position": "พัฒนาการจังหวัดศรีสะเกษ",
}


def seen(round_):
    return fingerprint(committee_of(seats_of(round_)))


def issue(round_, staff):
    return actions.issue_order(round_, by=staff, seen=seen(round_))


def test_an_issued_order_keeps_its_committee_and_the_next_is_a_version(panel, staff):
    round_ = panel.round
    panel.chair.committee_title = "ประธาน"
    panel.chair.save()
    actions.write_order(round_, by=staff, **WHOLE)
    first = issue(round_, staff)
    actions.leave(panel.judge, by=staff, reason="Ill.")

    paper = paper_of(first, seats_of(round_))
    assert [member.number for member in paper.committee] == [1, 2, 3]
    name = panel.chair.user.get_full_name()
    assert paper.committee[0] == Member(1, name, "", "ประธาน")
    assert paper.duties == ("1. ให้คะแนน", "2. สรุปผล")
    assert (paper.number, paper.dated_on) == (WHOLE["number"], WHOLE["dated_on"])
    assert (paper.office, paper.is_issued) == (round_.office.title_th, True)

    second = actions.write_order(round_, by=staff, number="๑๒๔/๒๕๖๙")
    assert (second.version, second.signer_name) == (2, WHOLE["signer_name"])
    assert len(paper_of(second, seats_of(round_)).committee) == 2
    first.refresh_from_db()
    assert len(first.committee) == 3


def test_an_issued_order_keeps_its_subject_when_names_change(panel, staff):
    actions.write_order(panel.round, by=staff, **WHOLE)
    order = issue(panel.round, staff)
    before = paper_of(order, ())
    category = panel.round.stage.category
    type(category).objects.filter(pk=category.pk).update(name_th="ชื่อใหม่")
    type(panel.round.office).objects.filter(pk=panel.round.office_id).update(
        title_th="สำนักงานใหม่"
    )

    round_ = "round__stage__category__season", "round__office"
    order = AppointmentOrder.objects.select_related(*round_).get(pk=order.pk)

    assert paper_of(order, ()) == before


def refused(code, round_, staff, **given):
    with pytest.raises(ValidationError) as refusal:
        actions.issue_order(round_, by=staff, **{"seen": seen(round_), **given})
    assert refusal.value.code == code


def test_what_is_not_whole_or_has_changed_is_not_issued(panel, staff):
    refused("no_draft", panel.round, staff)
    actions.write_order(panel.round, by=staff, **{**WHOLE, "signer_name": ""})
    refused("incomplete", panel.round, staff)
    actions.write_order(panel.round, by=staff, **WHOLE)
    before = seen(panel.round)
    make_judge(panel.round)
    refused("changed", panel.round, staff, seen=before)
    issue(panel.round, staff)
    refused("no_draft", panel.round, staff)


def test_the_database_keeps_one_draft_and_issued_orders_whole(panel, staff):
    def breaks(act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    order = make_order(panel.round)
    breaks(lambda: make_order(panel.round, version=2))
    breaks(lambda: make_order(panel.round))
    rows = AppointmentOrder.objects.filter(pk=order.pk)
    breaks(lambda: rows.update(committee=[]))
    breaks(
        lambda: rows.update(
            committee=[], issued_at=panel.chair.appointed_at, issued_by=staff
        )
    )


def test_staff_write_and_issue_it_on_its_page(panel, staff, client):
    url = reverse("judging:order", args=[panel.round.pk])
    client.force_login(staff)
    day, month, year = "2", "3", "2569"
    typed = {**WHOLE, "dated_on_day": day, "dated_on_month": month}
    typed |= {"dated_on_year": year}

    assert client.get(url).context["missing"]
    client.post(url, typed)
    page = client.get(url)
    assert page.context["missing"] == []
    client.post(
        reverse("judging:issue-order", args=[panel.round.pk]),
        {"seen": page.context["seen"]},
    )

    [(order, paper)] = client.get(url).context["papers"]
    assert (order.issued_by, paper.dated_on) == (staff, date(2026, 3, 2))


def test_the_orders_page_costs_the_same_for_one_and_for_five(
    queries_do_not_grow, panel, staff
):
    def issue_another():
        make_judge(panel.round)
        actions.write_order(panel.round, by=staff, **WHOLE)
        issue(panel.round, staff)

    url = reverse("judging:order", args=[panel.round.pk])
    assert queries_do_not_grow(url, issue_another, by=staff) <= 12


# On paper -----------------------------------------------------------------------------


def test_the_order_on_paper(panel, staff, client_of, paper_of):
    for number, seat in enumerate((panel.chair, panel.judge, panel.other_judge), 1):
        seat.user.given_name, seat.user.surname = "นายตัวอย่าง", f"ทดสอบ {number}"
        seat.user.save()
        seat.position = "นักวิชาการพัฒนาชุมชนชำนาญการ"
        seat.committee_title = "ประธานกรรมการ" if seat.is_chair else "กรรมการ"
        seat.save()
    duties = DUTIES.replace("1.", "๑.")
    actions.write_order(panel.round, by=staff, **WHOLE | {"duties": duties})
    client, where = client_of(staff), [panel.round.pk]

    draft = client.get(reverse("judging:order-draft", args=where))
    assert "ร่าง" in copied(draft.content)
    order = issue(panel.round, staff)
    answer = client.get(reverse("judging:order-paper", args=[*where, order.version]))

    paper = paper_of(answer.content)
    paper.looks_like("order")
    paper.says(
        "คำสั่งสำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ",
        "ที่ ๑๒๓/๒๕๖๙",
        "นายตัวอย่าง ทดสอบ 1",
        "ประธานกรรมการ",
        "มีหน้าที่ ดังนี้",
        "สั่ง ณ วันที่ ๒ มีนาคม พ.ศ. ๒๕๖๙",
        "(นางสาวตัวอย่าง ทดสอบ)",
    )


def test_the_number_of_a_region_is_in_thai_digits(panel, staff):
    panel.round.office.title_th = "เขตตรวจราชการที่ 14"
    order = actions.write_order(panel.round, by=staff, **WHOLE)
    order.round = panel.round

    said = order_paper.in_words(paper_of(order, seats_of(panel.round)), panel.round)

    assert "๑๔" in said["title"]
    assert "๑๔" in said["reason"]
    assert not any(digit in said["title"] + said["reason"] for digit in "0123456789")
