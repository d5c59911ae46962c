"""A small contest to play in: two provinces of a region, three categories, 2569."""

import datetime
from types import SimpleNamespace

from contests.models import Category, RegionProvince, Round, Season, Stage
from offices.models import Membership, Office, User
from offices.roles import LADDER, Role

NOW = datetime.datetime(2026, 5, 6, 3, 0, tzinfo=datetime.UTC)  # a Wednesday
DAY = datetime.timedelta(days=1)
OFFICES = [
    ("department", "CDD", "CDD.", "กรมการพัฒนาชุมชน", "Department"),
    ("region", "R14", "CDD.R14.", "เขต 14", "Region 14"),
    ("province", "33", "CDD.R14.33.", "ศรีสะเกษ", "Si Sa Ket"),
    ("district", "3317", "CDD.R14.33.3317.", "ภูสิงห์", "Phu Sing"),
    ("district", "3320", "CDD.R14.33.3320.", "พยุห์", "Phayu"),
    ("district", "3322", "CDD.R14.33.3322.", "ศิลาลาด", "Sila Lat"),
    ("province", "34", "CDD.R14.34.", "อุบลราชธานี", "Ubon Ratchathani"),
    ("district", "3402", "CDD.R14.34.3402.", "ศรีเมืองใหม่", "Si Mueang Mai"),
]
CATEGORIES = {1: ("district", True), 2: ("district", False), 3: ("province", False)}


def field(key, kind="longtext", *, required=False, **more):
    return {
        "key": key,
        "kind": kind,
        "label_th": f"ช่อง {key}",
        "label_en": f"Field {key}",
        "help_th": "",
        "help_en": "",
        "required": required,
        **more,
    }


FORM = [
    field("title", "text", required=True),
    field("goals", required=True),
    field("steps", "list"),
    field("clips", "links"),
    field("evidence", "files"),
    field("pictures", "files"),
]


def person(name, *memberships):
    """Make a user who holds (role, office) pairs since the start of the year."""
    user = User.objects.create(
        username=name, email=f"{name}@example.org", given_name=name.title()
    )
    for role, office in memberships:
        Membership.objects.create(
            user=user, office=office, role=role, started_at=NOW - 100 * DAY
        )
    return user


def office_tree():
    office = {}
    for level, code, path, name_th, name_en in OFFICES:
        above = path.split(".")[:-2]
        office[code] = Office.objects.create(
            level=level,
            code=code,
            path=path,
            parent=office[above[-1]] if above else None,
            name_th=name_th,
            name_en=name_en,
            title_th=f"สำนักงาน{name_th}",
            title_en=f"{name_en} Office",
            sort_key=code,
        )
    return office


def make_category(season, office, number):
    """Make a category whose first stage is open at NOW, each next one 60 days on."""
    entrant, individual = CATEGORIES[number]
    category = Category.objects.create(
        season=season,
        number=number,
        name_th=f"ประเภท {number}",
        name_en=f"Category {number}",
        is_individual=individual,
        entrant_level=entrant,
        entries_per_office=2 if individual else 1,
        form=FORM,
    )
    first = LADDER.index(entrant) + (0 if individual else 1)
    rounds = {}
    for step, level in enumerate(LADDER[first:]):
        opens = NOW - 10 * DAY + step * 60 * DAY
        stage = Stage.objects.create(
            category=category,
            level=level,
            opens_at=opens,
            closes_at=opens + 20 * DAY,
            judging_opens_at=opens + 25 * DAY,
            judging_due_at=opens + 40 * DAY,
        )
        for each in office.values():
            if each.level == level:
                rounds[number, each.code] = Round.objects.create(
                    stage=stage, office=each
                )
    return category, rounds


def build():
    """Make offices, people, and the rounds of three categories."""
    office = office_tree()
    season = Season.objects.create(
        year=2569, name_th="ปี 2569", name_en="Season 2026", created_at=NOW - 30 * DAY
    )
    for code in ("33", "34"):
        RegionProvince.objects.create(
            season=season, region=office["R14"], province=office[code]
        )
    categories, rounds = {}, {}
    for number in CATEGORIES:
        categories[number], made = make_category(season, office, number)
        rounds |= made
    return SimpleNamespace(
        office=office,
        season=season,
        category=categories,
        rounds=rounds,
        officer=person("officer", (Role.OFFICER, office["3317"])),
        colleague=person("colleague", (Role.OFFICER, office["3317"])),
        other_officer=person("other", (Role.OFFICER, office["3320"])),
        staff=person("staff", (Role.STAFF, office["33"])),
        region_staff=person("region", (Role.STAFF, office["R14"])),
        other_staff=person("other-staff", (Role.STAFF, office["34"])),
        auditor=person("auditor", (Role.AUDITOR, office["33"])),
        administrator=person("administrator", (Role.ADMINISTRATOR, office["CDD"])),
    )
