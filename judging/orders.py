"""An appointment order as a value, from which a paper is printed. Pure; always Thai."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.utils.translation import override

from judging.models import AppointmentOrder, Judge
from offices.roles import Level

# What a panel does, proposed for a first order; staff change it.
DUTIES = (
    "1. พิจารณาตรวจสอบและให้คะแนนผลงานตามหลักเกณฑ์และเกณฑ์การให้คะแนนที่กำหนด\n"
    "2. สรุปผลคะแนนและจัดลำดับผลงานเพื่อประกาศผลการคัดเลือก\n"
    "3. ปฏิบัติหน้าที่อื่นตามที่ได้รับมอบหมาย"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the committee: "1. นาย… ตำแหน่ง… ประธานกรรมการ"."""

    number: int
    name: str
    position: str
    capacity: str


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """All that an order says, in Thai; days are dates, to be written by the paper."""

    office: str
    number: str
    subject: str
    committee: tuple[Member, ...]
    duties: tuple[str, ...]
    dated_on: date | None
    signer_name: str
    signer_position: str
    version: int
    is_issued: bool
    is_sample: bool


def paper_of(order: AppointmentOrder, seats: Iterable[Judge]) -> OrderPaper:
    """Return what an order says; its round comes with stage, season and office.

    `seats` are those of the panel today (`judging.progress.seats_of`); an order that is
    issued keeps the committee and the names that it had.
    """
    round_ = order.round
    members = committee_of(seats) if order.committee is None else order.committee
    return OrderPaper(
        office=order.office_title or round_.office.title_th,
        number=order.number,
        subject=order.subject or subject_of(round_),
        committee=tuple(Member(**member) for member in members),
        duties=tuple(line for line in order.duties.splitlines() if line.strip()),
        dated_on=order.dated_on,
        signer_name=order.signer_name,
        signer_position=order.signer_position,
        version=order.version,
        is_issued=order.issued_at is not None,
        is_sample=round_.stage.category.season.is_sample,
    )


def committee_of(seats: Iterable[Judge]) -> list[dict]:
    """Return the rows of those who sit today, as an order keeps them.

    Whoever declined or left is not named; whoever has not answered yet is.
    """
    with override("th"):
        return [
            asdict(
                Member(
                    number, seat.user.get_full_name(), seat.position, str(seat.title)
                )
            )
            for number, seat in enumerate(
                (seat for seat in seats if seat.left_at is None), 1
            )
        ]


def fingerprint(committee: list[dict]) -> str:
    """Return what tells one committee from another: the one that somebody saw."""
    text = json.dumps(committee, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def subject_of(round_) -> str:
    """Return what the order is about."""
    category, office = round_.stage.category, round_.office
    area = {
        Level.DISTRICT: f" อำเภอ{office.name_th}",
        Level.PROVINCE: f" จังหวัด{office.name_th}",
        Level.REGION: f" {office.title_th}",
    }.get(office.level, "")
    with override("th"):
        return (
            f"แต่งตั้งคณะกรรมการตัดสิน{category.season.name_th} {category.name_th} "
            f"{round_.stage.name}{area}"
        )


def what_is_missing(order: AppointmentOrder, seats: Iterable[Judge]) -> list[str]:
    """Return the names of the fields that an order lacks, and "committee"."""
    fields = ("number", "dated_on", "duties", "signer_name", "signer_position")
    missing = [name for name in fields if not getattr(order, name)]
    if not committee_of(seats):
        missing.append("committee")
    return missing
