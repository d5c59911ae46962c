"""Home before anybody, the health check, and the language."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contests.blueprint import fiscal_year_of
from contests.phases import Phase
from offices.roles import Level
from tests import factories
from ui.thai import in_bangkok

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(offices):
    """Return a function that publishes one more result, each of another year."""
    years = iter(range(2540, 2570))

    def publish():
        now = timezone.now()
        done = {"sealed_at": now, "approved_at": now, "published_at": now}
        category = factories.make_category(season=factories.make_season(next(years)))
        stage = factories.make_stage(category, phase=Phase.JUDGING)
        round_ = factories.make_round(stage, offices["33"], **done, public_from=now)
        result = factories.make_result(
            round_,
            state="published",
            approved_at=now,
            approved_by=factories.make_user(),
            published_at=now,
            published_by=factories.make_user(),
            public_from=now,
        )
        entry = factories.make_entry(category, offices["3317"])
        submission = factories.make_submission(round_, entry, "accepted")
        factories.make_placing(result, submission)
        return result

    return publish


def test_home_shows_the_newest_result_to_anybody(client, published):
    result = published()

    page = client.get("/").content.decode()

    assert f"/results/{result.pk}/result/" in page
    assert "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์" in page


def test_home_shows_what_runs(client, offices):
    factories.make_stage(factories.make_category(season=factories.make_season(2570)))

    assert "การประกวด 2570" in client.get("/").content.decode()


def seasons_on_home():
    # Another visitor than before, since what one was shown is kept for a moment.
    context = Client().get("/").context
    running = [season.year for season, _categories in context["running"]]
    return running, [season.year for season in context["finished"]]


def this_year():
    return fiscal_year_of(in_bangkok(timezone.now()).date())


def test_a_contest_of_this_year_is_finished_once_its_highest_rounds_are(offices):
    year = this_year()
    category = factories.make_category(season=factories.make_season(year))
    province = factories.make_stage(category, Level.PROVINCE, Phase.JUDGING)
    factories.make_round(province, offices["33"])
    top = factories.make_stage(category, Level.DEPARTMENT, Phase.JUDGING)
    national = factories.make_round(top, offices["CDD"])

    assert seasons_on_home() == ([year], [])

    national.closed_empty_at = timezone.now()
    national.save()

    assert seasons_on_home() == ([], [year])


@pytest.mark.parametrize(("days", "runs"), [(5, True), (-5, False)])
def test_a_contest_of_last_year_runs_until_its_last_date(offices, days, runs):
    year = this_year() - 1
    category = factories.make_category(season=factories.make_season(year))
    due = timezone.now() + timedelta(days=days)
    stage = factories.make_stage(
        category, Level.DEPARTMENT, Phase.JUDGING, judging_due_at=due
    )
    factories.make_round(stage, offices["CDD"])

    assert seasons_on_home() == (([year], []) if runs else ([], [year]))


def test_home_costs_the_same_for_many_results(queries_do_not_grow, published):
    queries_do_not_grow("/", published)


def test_home_before_the_first_season(client):
    assert client.get("/").status_code == 200


def test_the_health_check_answers_anybody(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


def test_thai_comes_first(client):
    response = client.get("/", headers={"accept-language": "en-GB,en"})

    assert response["Content-Language"] == "th"


def test_the_language_that_was_chosen_stays(client):
    response = client.post("/language/", {"language": "en", "next": "/results/"})

    assert response["Location"] == "/results/"
    assert client.get("/")["Content-Language"] == "en"
    client.post("/language/", {"language": "th"})
    assert client.get("/")["Content-Language"] == "th"
