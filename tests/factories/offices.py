"""Offices, people, their roles and what they are sent."""

from datetime import timedelta
from functools import cache

from django.utils import timezone

from offices.loading import listed_offices
from offices.models import (
    Invitation,
    Letterhead,
    Mail,
    Membership,
    Notice,
    Office,
    Signer,
    User,
)
from offices.roles import Role
from tests.factories.serials import serials

PASSWORD = "correct horse battery"


@cache
def _lists():
    return {
        office.code: (office, parent)
        for level in listed_offices()
        for office, parent in level
    }


def make_office(code="3317"):
    """Return the office of the country with this code, made along with its parents."""
    if found := Office.objects.filter(code=code).first():
        return found
    listed, parent_code = _lists()[code]
    parent = make_office(parent_code) if parent_code else None
    columns = {
        field.attname: getattr(listed, field.attname)
        for field in Office._meta.concrete_fields
        if field.attname not in ("id", "parent_id", "path")
    }
    path = f"{parent.path if parent else ''}{code}."
    return Office.objects.create(parent=parent, path=path, **columns)


def make_user(username=None, **columns):
    """Return somebody whose password is PASSWORD."""
    username = username or f"person{next(serials)}"
    columns = {"given_name": username.capitalize(), "surname": "Test", **columns}
    email = columns.pop("email", f"{username}@example.org")
    return User.objects.create_user(username, email, PASSWORD, **columns)


def make_membership(user=None, office=None, role=Role.OFFICER, **columns):
    columns = {"started_at": timezone.now() - timedelta(days=1000), **columns}
    return Membership.objects.create(
        user=user or make_user(), office=office or make_office(), role=role, **columns
    )


def make_invitation(user=None, office=None, role="", **columns):
    now = timezone.now()
    return Invitation.objects.create(
        user=user or make_user(),
        office=office,
        role=role,
        **{
            "invited_by": columns.pop("invited_by", None) or make_user(),
            "created_at": now,
            "expires_at": now + timedelta(days=14),
            **columns,
        },
    )


def make_notice(user=None, **columns):
    return Notice.objects.create(
        user=user or make_user(),
        **{
            "key": f"notice-{next(serials)}",
            "message": "Something waits for you.",
            "url": "/",
            "due_at": timezone.now(),
            **columns,
        },
    )


def make_mail(**columns):
    now = timezone.now()
    return Mail.objects.create(
        **{
            "to": "somebody@example.org",
            "subject": "Subject",
            "body": "Body",
            "created_at": now,
            "due_at": now,
            **columns,
        }
    )


def make_letterhead(office=None, **columns):
    return Letterhead.objects.create(office=office or make_office("33"), **columns)


def make_signer(office=None, **columns):
    return Signer.objects.create(
        office=office or make_office("33"),
        **{"name": "นายหนึ่ง น้ำใจ", "position": "พัฒนาการจังหวัด", **columns},
    )
