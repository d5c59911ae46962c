"""Tell people what became of a result, in the portal and by mail, once for each act."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop

from judging.models import Judge
from offices.models import User
from offices.notices import notify, take_back
from offices.roles import Role
from offices.sentences import in_both, titles_of
from submissions.models import Entry, Submission
from submissions.workflow import State


def tell_published(result, outlook, *, at):
    """Tell who took part and who judged; and the staff above who comes to them."""
    notify(
        people_of(result),
        key=key_of(result),
        message=gettext_noop("The result of %(category)s, %(office)s, is published."),
        params=names_of(result.round),
        url=reverse("results:result", args=[result.pk]),
        at=at,
        due_at=result.public_from,
    )
    tell_sent_up(
        result, outlook.going_up, outlook.above, late=outlook.way == "late", at=at
    )


def tell_sent_up(result, placings, above, *, late, at):
    """Tell the staff of the round above who comes up to them."""
    message = (
        gettext_noop(
            "%(entrant)s comes up from %(office)s to your round of %(category)s, which "
            "is being judged. Admit it with a reason, or disqualify it."
        )
        if late
        else gettext_noop(
            "%(entrant)s comes up from %(office)s to your round of %(category)s. Check "
            "and accept it."
        )
    )
    staff = list(staff_of(above)) if placings else []
    for placing in placings:
        notify(
            staff,
            key=f"{key_of(result)}-up-{placing.submission_id}",
            message=message,
            params={
                **names_of(result.round),
                "entrant": entrant_in_both(placing.submission.entry),
            },
            url=reverse("submissions:screening", args=[above.pk]),
            at=at,
            due_at=max(at, result.public_from),
        )


def tell_refused(result, *, reason, at):
    """Tell the panel's chair and whoever sealed it that it is judged again."""
    notify(
        sealers_of(result),
        key=f"{key_of(result)}-refused",
        message=gettext_noop(
            "The result of %(category)s, %(office)s, was refused; the round is in "
            "judging again. Reason: %(reason)s"
        ),
        params={**names_of(result.round), "reason": reason},
        url=reverse("results:round", args=[result.round_id]),
        at=at,
    )


def tell_withdrawn(result, *, taken, left, reason, at):
    """Tell those who heard of the publication; who had not heard yet never does."""
    take_back(key_of(result), at=at)
    was_public = result.public_from <= at
    notify(
        people_of(result) if was_public else sealers_of(result),
        key=f"{key_of(result)}-withdrawn",
        message=gettext_noop(
            "The result of %(category)s, %(office)s, was withdrawn; the round is in "
            "judging again. Reason: %(reason)s"
        ),
        params={**names_of(result.round), "reason": reason},
        url=reverse("results:result", args=[result.pk])
        if was_public
        else reverse("results:round", args=[result.round_id]),
        at=at,
    )
    stays = gettext_noop(
        "The result that sent up %(number)s to your round was withdrawn. Your round "
        "has begun to score, so the entry stays: decide about it. Reason: %(reason)s"
    )
    gone = gettext_noop(
        "%(number)s was taken back from your round, since the result that sent it up "
        "was withdrawn. Reason: %(reason)s"
    )
    for submission in (*taken, *left):
        if submission.visible_from and submission.visible_from > at:
            continue
        notify(
            staff_of(submission.round),
            key=f"{key_of(result)}-withdrawn-{submission.pk}",
            message=stays if submission in left else gone,
            params={"number": submission.number, "reason": reason},
            url=reverse("submissions:screening", args=[submission.round_id]),
            at=at,
        )


def tell_certified(result, placings, *, at):
    """Tell who received certificates, once they may know the result."""
    notify(
        receivers_of(placings),
        key=f"{key_of(result)}-certificates-{placings[0].pk}",
        message=gettext_noop(
            "Your certificate of %(category)s, %(office)s, is ready to be downloaded."
        ),
        params=names_of(result.round),
        url=reverse("results:own-certificates"),
        at=at,
        due_at=max(at, result.public_from),
    )


def tell_certificate_cancelled(certificate, result, *, at):
    tell_receiver(
        certificate,
        result,
        gettext_noop(
            "The certificate %(number)s of %(category)s, %(office)s, was cancelled."
        ),
        f"cancelled-{certificate.pk}",
        at=at,
    )


def tell_certificate_corrected(certificate, result, version, *, at):
    tell_receiver(
        certificate,
        result,
        gettext_noop(
            "The certificate %(number)s of %(category)s, %(office)s, was corrected. "
            "Download it again."
        ),
        f"corrected-{certificate.pk}-{version}",
        at=at,
    )


def tell_receiver(certificate, result, message, key, *, at):
    notify(
        receivers_of([certificate.placing]),
        key=f"{key_of(result)}-{key}",
        message=message,
        params={**names_of(result.round), "number": certificate.full_number},
        url=reverse("results:own-certificates"),
        at=at,
        due_at=max(at, result.public_from),
    )


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


def tell_name_asked(asked, *, at):
    """Tell those who look after the entering office that somebody waits for them."""
    office = asked.entry.office
    live = Q(memberships__ended_at__isnull=True)
    staff = Q(memberships__office__code__in=office.codes, memberships__role=Role.STAFF)
    administrators = Q(memberships__role=Role.ADMINISTRATOR)
    notify(
        User.objects.filter(live, staff | administrators, is_active=True).distinct(),
        key=f"name-request-{asked.pk}",
        message=gettext_noop(
            "Somebody asks to take a name off an entry of %(office)s. Look whether it "
            "is their own, and answer."
        ),
        params={"office": titles_of(office)},
        url=reverse("library:name-request", args=[asked.pk]),
        at=at,
    )


def key_of(result):
    return f"result-{result.pk}"


def names_of(round_):
    """Return what names a round in both languages."""
    category, office = round_.stage.category, round_.office
    return {
        "category": {"th": category.name_th, "en": category.name_en},
        "office": {"th": office.title_th, "en": office.title_en},
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
