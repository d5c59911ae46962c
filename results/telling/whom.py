"""Who is told of a result, and by which names."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from judging.models import Judge
from offices.models import User
from offices.roles import Role
from offices.sentences import in_both, name_of, titles_of
from submissions.models import Entry, Submission
from submissions.workflow import State


def key_of(result):
    return f"result-{result.pk}"


def names_of(round_):
    """Return what names a round in both languages."""
    category, office = round_.stage.category, round_.office
    return {
        "category": name_of(category),
        "office": titles_of(office),
    }


def entrant_in_both(entry):
    """Return the office that enters, marked where the entry was made up."""
    titles = titles_of(entry.office)
    if entry.is_sample:
        mark = in_both(gettext_lazy("Sample data"))
        titles = {code: f"{title} ({mark[code]})" for code, title in titles.items()}
    return titles


def sealers_of(result):
    """Return the chair of the panel, and whoever sealed the result."""
    chairs = Judge.objects.live().filter(
        round=result.round_id, capacity=Judge.Capacity.CHAIR
    )
    return User.objects.filter(
        Q(seats__in=chairs) | Q(pk=result.sealed_by_id), is_active=True
    ).distinct()


def people_of(result):
    """Return the officers and persons who took part, and the panel. One query."""
    took_part = Submission.objects.filter(round=result.round_id).exclude(
        state=State.WITHDRAWN
    )
    officer = Q(
        memberships__role=Role.OFFICER,
        memberships__ended_at__isnull=True,
        memberships__office__in=took_part.values("entry__office"),
    )
    person = Q(pk__in=took_part.values("entry__person"))
    judge = Q(seats__in=Judge.objects.live().filter(round=result.round_id))
    return User.objects.filter(officer | person | judge, is_active=True).distinct()


def staff_of(round_):
    """Return who runs a round: the staff of its office."""
    return User.objects.running(round_.office)


def who_look_after(codes):
    """Return the staff of the offices of these codes, and the administrators."""
    staff = Q(memberships__office__code__in=codes, memberships__role=Role.STAFF)
    administrators = Q(memberships__role=Role.ADMINISTRATOR)
    return User.objects.filter(
        staff | administrators, memberships__ended_at__isnull=True, is_active=True
    ).distinct()


def receivers_of(placings):
    """Return the persons placed, and the officers of the offices placed. One query."""
    entries = Entry.objects.filter(
        submissions__placings__in=[each.pk for each in placings]
    )
    officer = Q(
        memberships__role=Role.OFFICER,
        memberships__ended_at__isnull=True,
        memberships__office__in=entries.values("office"),
    )
    person = Q(pk__in=entries.values("person"))
    return User.objects.filter(officer | person, is_active=True).distinct()
