"""Make the offices of the whole country from the lists in `offices/data`.

973 offices: the department, 18 inspection regions, 76 provinces and 878 districts.
"""

import csv
from collections import Counter
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from audit.record import record_many
from offices.models import Office
from offices.roles import Level
from ui.thai import sort_key

DATA = Path(__file__).parent / "data"
ROOT = "CDD"
FIELDS = (
    "level",
    "parent",
    "path",
    "name_th",
    "name_en",
    "title_th",
    "title_en",
    "sort_key",
)


def _read(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _department():
    return Office(
        level=Level.DEPARTMENT,
        code=ROOT,
        path=f"{ROOT}.",
        name_th="กรมการพัฒนาชุมชน",
        name_en="Community Development Department",
        title_th="กรมการพัฒนาชุมชน",
        title_en="Community Development Department",
        sort_key=sort_key("กรมการพัฒนาชุมชน"),
    )


def _region(row):
    name_th = f"เขตตรวจราชการที่ {row['no']}"
    return Office(
        level=Level.REGION,
        code=f"R{int(row['no']):02}",
        name_th=name_th,
        name_en=f"Inspection Region {row['no']}",
        title_th=row["name_th"],
        title_en=row["name_en"],
        sort_key=sort_key(name_th),
    )


def _province(row):
    th, en = row["province_th"], row["province_en"]
    return Office(
        level=Level.PROVINCE,
        code=row["province_code"],
        name_th=th,
        name_en=en,
        title_th=f"สำนักงานพัฒนาชุมชนจังหวัด{th}",
        title_en=f"{en} Provincial CD Office",
        sort_key=sort_key(th),
    )


def _district(row):
    th, en = row["district_th"], row["district_en"]
    return Office(
        level=Level.DISTRICT,
        code=row["district_code"],
        name_th=th,
        name_en=en,
        title_th=f"สำนักงานพัฒนาชุมชนอำเภอ{th} จังหวัด{row['province_th']}",
        title_en=f"{en} District CD Office, {row['province_en']}",
        sort_key=sort_key(f"{th} {row['province_th']}"),
    )


def listed_offices():
    """Return the offices of the lists, level by level, with their parents' codes."""
    districts = _told_apart(_read("districts.csv"))
    regions = [(_region(row), ROOT) for row in _read("regions.csv")]
    provinces = {
        row["province_code"]: (_province(row), f"R{int(row['region_no']):02}")
        for row in districts
    }
    return [
        [(_department(), None)],
        regions,
        list(provinces.values()),
        [(_district(row), row["province_code"]) for row in districts],
    ]


def _told_apart(districts):
    """Add the code to English names that two districts of one province share.

    บางไทร and บางซ้าย of Phra Nakhon Si Ayutthaya are both Bang Sai.
    """
    names = Counter((row["province_code"], row["district_en"]) for row in districts)
    for row in districts:
        if names[row["province_code"], row["district_en"]] > 1:
            row["district_en"] += f" ({row['district_code']})"
    return districts


@transaction.atomic
def load_offices(*, by=None, at=None):
    """Bring the tree to what the lists say; return how many were made and changed.

    Idempotent. An office that got another parent gets its new path, and all below it
    with it. Offices that the lists do not know stay as they are.
    """
    kept = {office.code: office for office in Office.objects.all()}
    made, changed, moved = 0, [], []
    for level in listed_offices():
        new = []
        for listed, parent_code in level:
            listed.parent = kept[parent_code] if parent_code else None
            if listed.parent:
                listed.path = f"{listed.parent.path}{listed.code}."
            office = kept.get(listed.code)
            if office is None:
                new.append(listed)
                continue
            if office.parent_id != listed.parent_id:
                moved.append(office)
            if _take_over(office, listed):
                changed.append(office)
        for office in Office.objects.bulk_create(new):
            kept[office.code] = office
        made += len(new)
    if changed:
        Office.objects.bulk_update(changed, FIELDS, batch_size=100)
    if moved:
        record_many(moved, gettext_noop("Moved in the office tree"), by=by, at=at)
    return made, len(changed)


def _take_over(office, listed):
    """Copy the columns of `listed` to `office`; say whether any was different."""
    names = [*(name for name in FIELDS if name != "parent"), "parent_id"]
    different = [n for n in names if getattr(office, n) != getattr(listed, n)]
    for name in names:
        setattr(office, name, getattr(listed, name))
    return bool(different)
