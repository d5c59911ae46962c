"""Every role's main pages with the demo: axe finds nothing, nothing is cut off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse

from contests.models import Round, Season
from judging.models import Judge
from offices.models import Office, User
from offices.roles import Level
from results.models import Appeal, Certificate, Result, Shelved
from submissions.models import Entry, Submission

NARROW = (390, 320)


@pytest.fixture
def demo(transactional_db):
    call_command("demo", verbosity=0)


def test_the_main_pages_are_fit_for_everybody(demo, page_of):
    axe, found = Axe(), []
    for username, urls in main_pages().items():
        user = User.objects.get(username=username) if username else None
        page = page_of(user)
        for url in urls:
            page.set_viewport_size({"width": 1280, "height": 900})
            answer = page.goto(url)
            where = f"{username or 'anybody'} {url}"
            if answer.status != (404 if "no-such" in url else 200):
                found.append(f"{where}: {answer.status}")
            found += [f"{where}: {fault}" for fault in faults(axe.run(page))]
            found += [f"{where}: {fault}" for fault in cut_off(page)]

    assert not found, "\n".join(found)


def faults(results):
    """Return what axe found, with the place of each fault."""
    return [
        f"{violation['id']} {node['target']} {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def cut_off(page):
    """Return the widths at which the page is wider than the screen."""
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{wide} px wide on a screen of {width}"


def main_pages():
    """Return the addresses of the main pages, by who opens them."""
    return {
        "": of_everybody(),
        "admin": of_the_administrator(),
        "auditor": [reverse("my-work"), reverse("contests:seasons")],
        "region14": of_staff("R14", Level.REGION, number=2, year=2565),
        "sisaket": of_staff("33", Level.PROVINCE, number=2, year=2565)
        + of_staff("3320", Level.DISTRICT, number=1)
        + of_an_appeal()
        + of_the_issuer(),
        "phusing": of_an_officer(),
        "judge1": of_a_judge(),
    }


def of_an_appeal():
    appeal = Appeal.objects.get()
    return [
        reverse("results:appeal", args=[appeal.pk]),
        reverse("results:appeal-grant", args=[appeal.pk]),
        reverse("results:ceremony", args=[appeal.result_id]),
    ]


def of_everybody():
    result = Result.objects.get(round__office__code="33")
    item = Shelved.objects.get(entry__office__code="3317")
    return [
        reverse("home"),
        reverse("account_login"),
        reverse("account_reset_password"),
        reverse("results:seasons"),
        reverse("results:search") + "?q=ภูสิง",
        reverse("results:season", args=[2565]),
        reverse("results:category", args=[2565, 2]),
        reverse("results:area", args=["33"]),
        reverse("results:result", args=[result.pk]),
        reverse("verify:form"),
        reverse("verify:certificate", args=[Certificate.objects.first().code]),
        reverse("library:home") + "?q=เรียนรู้",
        reverse("library:item", args=[item.entry_id]),
        reverse("library:ask-for-name-off", args=[item.entry_id]),
        reverse("library:reading-list") + f"?item={item.entry_id}",
        "/no-such-page/",
    ]


def of_the_administrator():
    season = Season.objects.order_by("year").last()
    category = season.categories.get(number=2)
    stage = category.stages.get(level=Level.PROVINCE)
    person = User.objects.get(username="phusing")
    return [
        reverse("my-work"),
        reverse("contests:seasons"),
        reverse("contests:season-new"),
        season.get_absolute_url(),
        category.get_absolute_url(),
        reverse("contests:category-edit", args=[category.pk]),
        reverse("contests:category-form", args=[category.pk]),
        reverse("submissions:form-preview", args=[category.pk]),
        reverse("contests:category-criteria", args=[category.pk]),
        reverse("contests:category-screening", args=[category.pk]),
        stage.get_absolute_url(),
        reverse("contests:stage-dates", args=[stage.pk]),
        reverse("contests:stage-rules", args=[stage.pk]),
        reverse("contests:criteria", args=[stage.pk]),
        reverse("contests:rounds", args=[stage.pk]),
        reverse("offices:offices"),
        reverse("offices:office", args=["33"]),
        reverse("offices:people"),
        reverse("offices:person", args=[person.pk]),
        reverse("offices:give-role", args=[person.pk]),
        reverse("offices:invite"),
        reverse("offices:mail"),
        reverse("offices:notices"),
        reverse("offices:profile"),
        reverse("account_change_password"),
    ]


def of_staff(code, level, *, number, year=None):
    rounds = Round.objects.filter(office__code=code, stage__level=level)
    rounds = rounds.filter(stage__category__number=number)
    if year:
        rounds = rounds.filter(stage__category__season__year=year)
    round_ = rounds.get()
    judge = Judge.objects.filter(round=round_).first()
    submission = Submission.objects.filter(round=round_).first()
    return [
        reverse("my-work"),
        round_.get_absolute_url(),
        *(
            reverse(name, args=[round_.pk])
            for name in (
                "contests:round-edit",
                "submissions:screening",
                "submissions:remind",
                "submissions:late-door",
                "submissions:name",
                "judging:panel",
                "judging:ranking",
                "results:round",
            )
        ),
        reverse("submissions:submission", args=[submission.pk]),
        *([reverse("judging:seat", args=[judge.pk])] if judge else []),
    ]


def of_the_issuer():
    certificate = Certificate.objects.first()
    result = [certificate.placing.result_id]
    return [
        reverse("results:certificates", args=result),
        reverse("results:certificate", args=[certificate.pk]),
        reverse("results:correct-certificate", args=[certificate.pk]),
    ]


def of_an_officer():
    office = Office.objects.get(code="3317")
    entry = Entry.objects.get(office=office, category__season__year=2565)
    submission = entry.submissions.first()
    return [
        reverse("my-work"),
        reverse("submissions:entries"),
        reverse("submissions:entry-new"),
        reverse("submissions:entry", args=[entry.pk]),
        reverse("submissions:submission", args=[submission.pk]),
        reverse("submissions:receipt", args=[submission.pk, 1]),
        submission.round.get_absolute_url(),
        reverse("offices:notices"),
        reverse("results:own-certificates"),
    ]


def of_a_judge():
    seats = Judge.objects.filter(user__username="judge1", round__sealed_at=None)
    seat = seats.get(round__office__code="3322")
    work = Submission.objects.filter(round=seat.round).first()
    return [
        reverse("my-work"),
        reverse("judging:my-rounds"),
        reverse("judging:entries", args=[seat.round_id]),
        *(
            reverse(name, args=[work.pk])
            for name in ("judging:sheet", "judging:sign", "judging:declare")
        ),
        reverse("judging:ranking", args=[seat.round_id]),
        reverse("results:round", args=[seat.round_id]),
    ]
