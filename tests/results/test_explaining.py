"""Why a placing and how sure a result is, from the seal; who reads how much of it."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from judging.actions import reopen
from results import actions
from results.models import Result
from tests.factories import make_category, make_membership, make_season, make_user


def why_url(result, office="3317"):
    placing = result.placings.get(submission__entry__office__code=office)
    return reverse("results:why", args=[placing.pk])


def certainty_url(result):
    return reverse("results:certainty", args=[result.pk])


@pytest.fixture
def opened(people, client_of):
    """Return a function that opens a page as each of these people."""

    def open_page(url, *names):
        return {
            name: client_of(getattr(people, name)).get(url).status_code
            for name in names
        }

    return open_page


EVERYBODY = (
    "staff",
    "chair",
    "judge",
    "officer",
    "other_officer",
    "outsider",
    "region_staff",
    "auditor",
)


def test_before_publication_both_are_for_staff_and_chair(sealed, opened):
    for url in (why_url(sealed), certainty_url(sealed)):
        answers = opened(url, *EVERYBODY)
        allowed = {name for name, status in answers.items() if status == 200}
        assert allowed == {"staff", "chair"}
        assert set(answers.values()) <= {200, 403, 404}


def test_once_published_the_office_reads_its_own_and_no_other(published, opened):
    answers = opened(why_url(published), *EVERYBODY)
    assert {name for name, status in answers.items() if status == 200} == {
        "staff",
        "chair",
        "officer",
        "region_staff",
        "auditor",
    }
    answers = opened(certainty_url(published), *EVERYBODY)
    assert {name for name, status in answers.items() if status == 200} == {
        "staff",
        "chair",
        "region_staff",
        "auditor",
    }


def test_an_embargo_hides_both_from_all_but_staff_and_chair(embargoed, opened):
    for url in (why_url(embargoed), certainty_url(embargoed)):
        answers = opened(url, *EVERYBODY)
        allowed = {name for name, status in answers.items() if status == 200}
        assert allowed == {"staff", "chair"}


def test_a_round_judged_again_keeps_the_old_marks_from_who_is_to_sign(
    sealed, staff, chair, panel, opened
):
    actions.refuse(sealed, by=staff, reason="นับใหม่")
    reopen(panel[0].sheets.first(), by=staff, reason="ให้คะแนนใหม่")

    ledger = reverse("results:ledger", args=[sealed.pk])
    for url in (why_url(sealed), certainty_url(sealed), ledger):
        assert opened(url, "staff", "chair") == {"staff": 200, "chair": 403}


def test_the_public_reads_neither(published, client):
    for url in (why_url(published), certainty_url(published)):
        assert client.get(url).status_code == 302


@pytest.fixture
def unlike_judges(sign_sheets, panel, contest, chair, staff):
    """The judges differ, so that each figure can be told from the other's."""
    sign_sheets({"3317": 9, "3322": 8, "3320": 7, "3319": 6})
    seat = panel[1]
    for sheet in seat.sheets.all():
        sheet.scores.filter(criterion="c1").update(points=350)
    result = actions.seal(contest.province, by=chair)
    actions.approve(result, by=staff)
    return actions.publish(result, by=staff)


def test_by_default_the_office_reads_its_score_and_nobodys_marks(
    unlike_judges, officer, client_of, settings
):
    client = client_of(officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(why_url(unlike_judges))
    content = response.content.decode()

    assert response.context["why"].score == "73.50"
    assert "73.50" in content
    for hidden in ("90.00", "57.00", "3.5<", "Chair Test", "Judge Test", "66.50"):
        assert hidden not in content
    for other in ("3322", "3320", "3319"):
        placing = unlike_judges.placings.get(submission__entry__office__code=other)
        assert placing.submission.number not in content
        assert placing.submission.entry.office.name not in content


def test_if_the_stage_says_so_it_reads_its_marks_without_names(
    unlike_judges, officer, client_of, settings
):
    stage = unlike_judges.round.stage
    stage.figures_for_offices = True
    stage.save()
    client = client_of(officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(why_url(unlike_judges))
    content = response.content.decode()

    assert [(each.judge, each.total) for each in response.context["why"].sheets] == [
        ("Judge 1", "90.00"),
        ("Judge 2", "57.00"),
    ]
    for hidden in ("Chair Test", "Judge Test", "(j1", "(j2", "66.50", "80.00", "53.00"):
        assert hidden not in content


def test_staff_read_all_of_it_with_names_and_codes(unlike_judges, staff, client_of):
    why = client_of(staff).get(why_url(unlike_judges)).context["why"]

    codes = {seat: code for code, seat in unlike_judges.seats.items()}
    names = {each.judge for each in why.sheets}
    assert names == {
        f"{seat.user.get_full_name()} ({codes[seat.pk]})"
        for seat in unlike_judges.round.judges.all()
    }
    assert (why.score, why.exact) == ("73.50", "147/2")
    assert why.after.margin == "7.00"
    assert "≈" not in why.arithmetic


def test_the_overseers_see_no_codes(published, auditor, client_of):
    why = client_of(auditor).get(why_url(published)).context["why"]
    assert {each.judge for each in why.sheets} == {"Chair Test", "Judge Test"}


def test_a_result_without_marks_has_neither(enter, staff, client_of):
    result = enter({"3317": 1, "3322": 2})
    assert client_of(staff).get(why_url(result)).status_code == 404
    assert client_of(staff).get(certainty_url(result)).status_code == 404


def test_certainty_is_kept_with_the_seal(sealed):
    kept = Result.objects.get().certainty
    assert set(kept) == {"agreement", "judges", "winner"}
    assert {each["judge"] for each in kept["judges"]} == set(sealed.seats)
    assert kept["winner"]["winners"] == [sealed.placings.get(rank=1).submission.number]


def test_no_flag_is_public(published, client):
    page = client.get(reverse("results:result", args=[published.pk])).content.decode()
    assert published.digest in page
    assert published.certainty["agreement"]
    for hidden in ("certainty", "Kendall", "j1", "j2"):
        assert hidden not in page


def test_pages_render_in_both_languages(unlike_judges, staff, client_of, settings):
    client = client_of(staff)
    for language in ("th", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for url in (why_url(unlike_judges), certainty_url(unlike_judges)):
            assert client.get(url).status_code == 200


# The two files --------------------------------------------------------------------


def tabulated(result, client, tmp_path):
    """Download both files, and run the command on them."""
    paths = []
    for name in ("ledger", "rules"):
        answer = client.get(reverse(f"results:{name}", args=[result.pk]))
        paths.append(tmp_path / name)
        paths[-1].write_bytes(answer.content)
    out = StringIO()
    call_command("tabulate", *paths, stdout=out)
    return json.loads(out.getvalue()), paths


def test_file_command_and_page_show_one_digest(
    published, staff, client, client_of, tmp_path
):
    found, paths = tabulated(published, client_of(staff), tmp_path)

    page = client.get(reverse("results:result", args=[published.pk])).content.decode()
    assert found["digest"] == published.digest
    assert found["digest"] in page
    assert [
        (each["rank"], each["submission"], each["score"], each["exact"])
        for each in found["placings"]
    ] == list(
        published.placings.values_list("rank", "submission__number", "score", "exact")
    )
    with paths[0].open(newline="") as file:
        judges = {row["judge"] for row in csv.DictReader(file)}
    assert judges == {"j1", "j2"}


@pytest.mark.parametrize("chain", [["chair"], ["criterion:c1"]])
def test_the_chair_is_named_only_where_the_chain_asks(
    contest, marked, chair, panel, chain
):
    contest.province.refresh_from_db()
    contest.province.rules["tiebreaks"] = chain
    contest.province.save()

    result = actions.seal(contest.province, by=chair)

    code = {seat: code for code, seat in result.seats.items()}[panel[0].pk]
    assert result.rules.get("chair") == (code if chain == ["chair"] else None)


@pytest.mark.parametrize(
    "method", ["mean", "trimmed", "median", "standardised", "rank_sum"]
)
def test_every_method_seals_and_is_verified(
    contest, marked, chair, staff, client_of, tmp_path, method
):
    contest.province.refresh_from_db()
    contest.province.rules |= {
        "method": method,
        "tiebreaks": [
            "criterion:c1",
            "median",
            "highest",
            "count_back",
            "head_to_head",
            "chair",
            "decision",
        ],
    }
    contest.province.save()

    result = actions.seal(contest.province, by=chair)

    call_command("verify_results", stdout=StringIO())
    found, _ = tabulated(result, client_of(staff), tmp_path)
    assert found["digest"] == result.digest
    assert client_of(staff).get(why_url(result)).status_code == 200


def test_an_entrant_is_named_by_being_its_person(published, client_of, contest):
    """An officer of the office elsewhere does not read it; a colleague does."""
    category = make_category(2, make_season())
    assert category == published.round.stage.category
    colleague, stranger = make_user(), make_user()
    make_membership(colleague, contest.offices["3317"], "officer")
    make_membership(stranger, contest.offices["3319"], "officer")
    assert client_of(colleague).get(why_url(published)).status_code == 200
    assert client_of(stranger).get(why_url(published)).status_code == 403


def test_the_public_page_leads_its_own_office_to_why(
    published, officer, outsider, client, client_of
):
    page = reverse("results:result", args=[published.pk])
    own = why_url(published)

    assert own in client_of(officer).get(page).content.decode()
    for reader in (client_of(outsider), client):
        assert "/why/" not in reader.get(page).content.decode()


@pytest.mark.parametrize("url", [why_url, certainty_url])
def test_the_queries_keep_within_the_budget(
    unlike_judges, staff, client_of, url, django_assert_max_num_queries
):
    client = client_of(staff)
    address = url(unlike_judges)
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
