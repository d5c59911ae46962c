"""The accounts of the demo: one for every role, all of them plainly made up."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from offices.actions import begin_membership
from offices.models import Office, User
from offices.roles import Role

PASSWORD = "demo-km-2565"


@dataclass(frozen=True)
class Account:
    """A demo person; `office` is a code, None for a judge who belongs nowhere."""

    username: str
    given_name: str
    what: str
    office: str | None = None
    role: Role | None = None
    position: str = "นักวิชาการพัฒนาชุมชน"
    position_level: str = "ชำนาญการ"


ACCOUNTS = [
    Account(
        "admin",
        "ผู้ดูแลระบบตัวอย่าง",
        gettext_noop("Administrator of the department"),
        "CDD",
        Role.ADMINISTRATOR,
    ),
    Account(
        "admin2",
        "ผู้ดูแลระบบตัวอย่าง 2",
        gettext_noop("Administrator of the department, who confirms"),
        "CDD",
        Role.ADMINISTRATOR,
    ),
    Account(
        "auditor",
        "ผู้ตรวจสอบตัวอย่าง",
        gettext_noop("Auditor of the department"),
        "CDD",
        Role.AUDITOR,
    ),
    Account(
        "region14",
        "เจ้าหน้าที่เขตตัวอย่าง 1",
        gettext_noop("Staff of inspection region 14"),
        "R14",
        Role.STAFF,
    ),
    Account(
        "region14b",
        "เจ้าหน้าที่เขตตัวอย่าง 2",
        gettext_noop("Staff of inspection region 14, who approves"),
        "R14",
        Role.STAFF,
    ),
    Account(
        "sisaket",
        "เจ้าหน้าที่จังหวัดตัวอย่าง 1",
        gettext_noop("Staff of Si Sa Ket province"),
        "33",
        Role.STAFF,
    ),
    Account(
        "sisaket2",
        "เจ้าหน้าที่จังหวัดตัวอย่าง 2",
        gettext_noop("Staff of Si Sa Ket province, who approves"),
        "33",
        Role.STAFF,
    ),
    Account(
        "phusing",
        "เจ้าหน้าที่ภูสิงห์ตัวอย่าง",
        gettext_noop("Officer of Phu Sing district"),
        "3317",
        Role.OFFICER,
    ),
    Account(
        "silalat",
        "เจ้าหน้าที่ศิลาลาดตัวอย่าง",
        gettext_noop("Officer of Sila Lat district"),
        "3322",
        Role.OFFICER,
    ),
    Account(
        "phayu",
        "เจ้าหน้าที่พยุห์ตัวอย่าง",
        gettext_noop("Officer of Phayu district"),
        "3320",
        Role.OFFICER,
    ),
    Account(
        "benchalak",
        "เจ้าหน้าที่เบญจลักษ์ตัวอย่าง",
        gettext_noop("Officer of Benchalak district"),
        "3319",
        Role.OFFICER,
    ),
    *(
        Account(
            f"judge{number}",
            f"กรรมการตัวอย่าง {number}",
            gettext_noop("Sample judge"),
            position="ผู้ทรงคุณวุฒิ",
            position_level="",
        )
        for number in (1, 2, 3)
    ),
]


def make_people(*, at):
    """Make the accounts that are missing; return all of them by username.

    Their roles begin at `at`, before the demo's oldest season.
    """
    offices = Office.objects.in_bulk(
        {account.office for account in ACCOUNTS if account.office}, field_name="code"
    )
    people = {}
    for account in ACCOUNTS:
        user, is_new = User.objects.get_or_create(
            username=account.username,
            defaults={
                "email": f"{account.username}@example.go.th",
                "given_name": account.given_name,
                "position": account.position,
                "position_level": account.position_level,
                "is_sample": True,
            },
        )
        people[account.username] = user
        if is_new:
            user.set_password(PASSWORD)
            user.save()
    for account in ACCOUNTS:
        user = people[account.username]
        if account.role and not user.memberships.exists():
            begin_membership(
                user, offices[account.office], account.role, by=people["admin"], at=at
            )
    return people


def sample_staff(code, *, by, at):
    """Return two made-up colleagues at the office `code`, who have no password."""
    office = Office.objects.get(code=code)
    staff = []
    for number in (1, 2):
        user, is_new = User.objects.get_or_create(
            username=f"sample-{code}-{number}",
            defaults={
                "email": f"sample-{code}-{number}@example.go.th",
                "given_name": f"เจ้าหน้าที่{office.name_th}ตัวอย่าง {number}",
                "is_sample": True,
            },
        )
        if is_new:
            user.set_unusable_password()
            user.save()
            begin_membership(user, office, Role.STAFF, by=by, at=at)
        staff.append(user)
    return staff
