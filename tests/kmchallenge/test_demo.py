"""The demo contest: the facts of 2565, samples marked, and work for everybody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from audit.models import Event
from contests.models import RegionProvince, Season
from judging.models import Judge, Score
from kmchallenge.demo.people import ACCOUNTS, PASSWORD
from offices.models import Mail, Membership, Office, User
from offices.roles import Level, Role
from results.models import Award, Placing, Result
from submissions.models import Entry, Submission

COUNTRY = {Role.ADMINISTRATOR, Role.AUDITOR}
# What Phu Sing presented, as the report tells it.
PRESENTED = (
    *("โมเดลภูสิงห์เสวนา", "CoP", "BAR", "AAR"),
    "สร้างวัฒนธรรมองค์กรในการพัฒนากระบวนการเรียนรู้",
    *("พัฒนาคน", "พัฒนางาน", "พัฒนาองค์กร"),
    *("การกำหนดเป้าหมาย", "การแลกเปลี่ยนเรียนรู้", "การเขียนชุดความรู้"),
    "การพัฒนาองค์กรแห่งการเรียนรู้",
    *("ความรู้ ทักษะ และทัศนคติ", "จุดอ่อน จุดแข็ง โอกาส"),
)


@pytest.fixture
def demo(db):
    """What loading the demo printed."""
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()


def in_2565(office):
    """Return the condition for what stands in an office's round of that year."""
    return {
        "round__office__code": office,
        "round__stage__category__season__year": 2565,
    }


def account(username):
    return User.objects.get(username=username)


def page_of(user, url, language):
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_result_of_si_sa_ket_is_as_reported(demo, client):
    result = Result.objects.get(**in_2565("33"))
    ranked = result.placings.order_by("rank").values_list(
        "rank", "submission__entry__office__code", "award"
    )

    assert list(ranked) == [
        (1, "3317", Award.WINNER),
        (2, "3322", Award.RUNNER_UP_1),
        (3, "3320", Award.RUNNER_UP_2),
        (4, "3319", Award.RUNNER_UP_3),
    ]
    assert Office.objects.filter(parent__code="33").count() == 22
    # No mark was invented where the report has none.
    assert result.basis == Result.Basis.RANKS
    assert not Score.objects.filter(sheet__judge__round=result.round).exists()

    page = client.get(f"/results/{result.pk}/result/").content.decode()
    names = ("ภูสิงห์", "ศิลาลาด", "พยุห์", "เบญจลักษ์")
    places = [page.index(f"สำนักงานพัฒนาชุมชนอำเภอ{name}") for name in names]
    assert places == sorted(places)


def test_phu_sing_went_on_to_region_14(demo):
    assert Office.objects.get(code="3317").parent.parent.code == "R14"
    then = RegionProvince.objects.get(season__year=2565, province__code="33")
    assert then.region.code == "R14"
    submissions = Submission.objects.filter(**in_2565("R14"))
    codes = set(submissions.values_list("entry__office__code", flat=True))
    assert {code for code in codes if code.startswith("33")} == {"3317"}
    assert sorted(code[:2] for code in codes) == ["33", "34", "35", "37"]
    assert Score.objects.filter(sheet__submission__in=submissions).exists()

    submission = submissions.get(entry__office__code="3317")
    url = reverse("submissions:submission", args=[submission.pk])
    for language in ("th", "en"):
        page = page_of(account("region14"), url, language)
        assert [words for words in PRESENTED if words not in page] == []


def test_what_was_made_up_is_marked_as_a_sample(demo):
    def are_samples(rows, field):
        return set(rows.values_list(field, flat=True))

    reported = Entry.objects.filter(
        season__year=2565, office__code__in=("3317", "3322", "3320", "3319")
    )
    assert are_samples(reported, "is_sample") == {False}
    others = Entry.objects.exclude(pk__in=reported)
    assert are_samples(others, "is_sample") == {True}
    assert are_samples(Judge.objects, "user__is_sample") == {True}
    assert are_samples(User.objects, "is_sample") == {True}
    seasons = dict(Season.objects.values_list("year", "is_sample"))
    assert seasons.pop(2565) is False
    assert set(seasons.values()) == {True}


def test_made_up_awards_and_entrants_are_marked_where_they_are_told(demo):
    found = Client().get("/results/search/", {"q": "3402"}).content.decode()
    reported = Client().get("/results/search/", {"q": "3317"}).content.decode()
    badge = 'class="sample"'
    assert (badge in found, badge in reported) == (True, False)

    mark = "ข้อมูลตัวอย่าง"
    told = {
        notice.params["entrant"]["th"]: notice.text
        for notice in account("region14").notices.all()
        if "entrant" in notice.params
    }
    assert len(told) == 4
    assert [name for name, text in told.items() if mark not in text] == [
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"
    ]


def test_every_printed_account_finds_something_to_do(demo):
    assert PASSWORD in demo
    for each in ACCOUNTS:
        assert each.username in demo
        client = Client()
        credentials = {"login": each.username, "password": PASSWORD}

        page = client.post("/account/sign-in/", credentials, follow=True)

        assert page.redirect_chain[-1][0] == "/my-work/"
        tasks = [task for section in page.context["sections"] for task in section[2]]
        assert tasks or (each.role in COUNTRY and page.context["seasons"])
        for task in tasks:
            assert client.get(task.url).status_code == 200, (each, task)

    roles = Membership.objects.values_list("role", "office__level")
    assert set(roles) >= {
        (Role.ADMINISTRATOR, Level.DEPARTMENT),
        (Role.AUDITOR, Level.DEPARTMENT),
        (Role.STAFF, Level.REGION),
        (Role.STAFF, Level.PROVINCE),
        (Role.OFFICER, Level.DISTRICT),
    }


def test_loading_it_again_changes_nothing_and_keeps_what_was_entered(demo):
    def counts():
        models = (User, Season, Entry, Submission, Placing, Score, Event, Mail)
        return {model.__name__: model.objects.count() for model in models}

    before = counts()
    entry = Entry.objects.filter(office__code="3317").first()
    Entry.objects.filter(pk=entry.pk).update(title="Changed since")

    call_command("demo", stdout=StringIO())

    entry.refresh_from_db()
    assert entry.title == "Changed since"
    assert counts() == before


def test_it_refuses_where_real_people_are(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demo"):
        call_command("demo")

    assert not User.objects.exists()
