"""My work: what waits for whom, until when, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from contests.models import Stage
from contests.phases import Phase
from judging.models import Judge
from judging.workflow import State as SheetState
from kmchallenge import desk
from offices.roles import Level, Role
from submissions.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def lines(tasks):
    """Return what a test compares: what to do, where, and whether it is now."""
    return [(task.what, task.url, task.urgency) for task in tasks]


def officer_lines(user):
    return lines(desk.officer_tasks(user, at=timezone.now()))


def judge_lines(user):
    return lines(desk.judge_tasks(user, at=timezone.now()))


def staff_lines(user):
    return lines(desk.staff_tasks(user, at=timezone.now()))


def round_in(phase, offices, **columns):
    """Return Si Sa Ket's round of category 2 in a phase."""
    stage = factories.make_stage(phase=phase)
    return factories.make_round(stage, offices["33"], **columns)


def submission_of(officer, round_, state=State.HANDED_IN, code="3317", **columns):
    entry = factories.make_entry(
        round_.stage.category, factories.make_office(code), by=officer
    )
    return factories.make_submission(round_, entry, state, **columns)


# Officers -------------------------------------------------------------------------


def test_an_officer_starts_the_entry_of_an_open_round(officer, offices):
    round_ = round_in(Phase.OPEN, offices)

    [task] = desk.officer_tasks(officer, at=timezone.now())

    url = f"{reverse('submissions:entry-new')}?round={round_.pk}"
    assert lines([task]) == [
        ("Start the entry", f"{url}&office={offices['3317'].pk}", "now")
    ]
    assert task.due == round_.stage.closes_at


def test_an_officer_reads_of_a_round_that_is_not_open_yet(officer, offices):
    round_ = round_in(Phase.UPCOMING, offices)

    assert officer_lines(officer) == [
        (
            "Opens for entries soon: read the criteria",
            reverse("contests:round", args=[round_.pk]),
            "wait",
        )
    ]


def test_an_officer_goes_on_with_the_draft(officer, offices):
    round_ = round_in(Phase.OPEN, offices)
    entry = factories.make_entry(round_.stage.category, offices["3317"], by=officer)

    url = reverse("submissions:entry", args=[entry.pk])
    assert officer_lines(officer) == [("Finish the entry and hand it in", url, "now")]


def test_an_officer_corrects_what_was_returned(officer, offices):
    submission = submission_of(officer, round_in(Phase.OPEN, offices), State.RETURNED)

    [task] = desk.officer_tasks(officer, at=timezone.now())

    url = reverse("submissions:entry", args=[submission.entry_id])
    assert lines([task]) == [("Correct the entry and hand it in again", url, "now")]
    assert task.due == submission.open_until


def test_a_second_draft_of_a_category_waits_too(officer, offices):
    category = factories.make_category(1)
    stage = factories.make_stage(category, Level.DISTRICT)
    round_ = factories.make_round(stage, offices["3317"])
    done, draft = (
        factories.make_entry(
            category, offices["3317"], by=officer, person=factories.make_user()
        )
        for _number in range(2)
    )
    factories.make_submission(round_, done)

    assert officer_lines(officer)[0] == (
        "Finish the entry and hand it in",
        reverse("submissions:entry", args=[draft.pk]),
        "now",
    )


@pytest.mark.parametrize(
    ("state", "what"),
    [
        (State.HANDED_IN, "Handed in: the staff are checking it"),
        (State.ACCEPTED, "Accepted: the judges decide"),
    ],
)
def test_an_officer_sees_that_others_are_at_it(officer, offices, state, what):
    submission = submission_of(officer, round_in(Phase.OPEN, offices), state)

    url = reverse("submissions:submission", args=[submission.pk])
    assert officer_lines(officer) == [(what, url, "wait")]


def test_nothing_waits_once_the_result_is_out(officer, offices):
    now = timezone.now()
    done = {"sealed_at": now, "approved_at": now, "published_at": now}
    round_ = round_in(Phase.JUDGING, offices, **done, public_from=now)
    submission_of(officer, round_, State.ACCEPTED)

    assert officer_lines(officer) == []


def test_an_officer_sees_nothing_of_another_office(other_officer, officer, offices):
    submission_of(officer, round_in(Phase.SCREENING, offices), State.RETURNED)

    assert officer_lines(other_officer) == []


def test_an_officer_hears_of_the_next_round_only_after_the_embargo(officer, offices):
    now = timezone.now()
    factories.make_stage(phase=Phase.JUDGING)
    stage = factories.make_stage(level=Level.REGION)
    submission_of(
        officer,
        factories.make_round(stage, offices["R14"]),
        visible_from=now + timedelta(days=1),
    )

    assert officer_lines(officer) == []
    later = desk.officer_tasks(officer, at=now + timedelta(days=2))
    assert [task.what for task in later] == ["Handed in: the staff are checking it"]


@pytest.mark.parametrize("allows", [True, False])
def test_what_came_up_can_be_improved_where_the_stage_lets_it(officer, offices, allows):
    below = submission_of(officer, round_in(Phase.JUDGING, offices), State.ACCEPTED)
    stage = factories.make_stage(
        below.entry.category, Level.REGION, Phase.OPEN, allows_improvement=allows
    )
    above = factories.make_submission(
        factories.make_round(stage), below.entry, advanced_from=below
    )

    improving = (
        "Came up: you can improve the entry for this round",
        reverse("submissions:entry", args=[above.entry_id]),
        "wait",
    )
    assert (improving in officer_lines(officer)) == allows


def test_what_is_due_first_stands_first(officer, offices):
    soon, late = (
        factories.make_stage(
            factories.make_category(season=factories.make_season(year)),
            closes_at=timezone.now() + timedelta(days=days),
        )
        for year, days in ((2569, 2), (2570, 5))
    )
    for stage in (late, soon):
        factories.make_round(stage, offices["33"])

    dues = [task.due for task in desk.officer_tasks(officer, at=timezone.now())]

    assert dues == [soon.closes_at, late.closes_at]


def test_an_officer_is_shown_a_new_certificate_for_a_while(officer, offices):
    now = timezone.now()
    round_ = round_in(Phase.JUDGING, offices)
    work = submission_of(officer, round_, State.WITHDRAWN)
    result = factories.make_result(
        round_,
        state="published",
        approved_at=now,
        approved_by=officer,
        published_at=now,
        published_by=officer,
        public_from=now + timedelta(hours=1),
    )
    placing = factories.make_placing(result, work)
    certificate = factories.make_certificate(placing, issued_at=now)
    line = (
        "A certificate is ready: download it",
        reverse("results:own-certificates"),
        "now",
    )

    def seen(**later):
        return lines(desk.officer_tasks(officer, at=now + timedelta(**later)))

    assert [seen(minutes=1), seen(hours=2), seen(days=40)] == [[], [line], []]

    type(certificate).objects.update(
        state="cancelled", state_reason="x", cancelled_at=now
    )
    assert seen(hours=2) == []


# Judges ---------------------------------------------------------------------------


@pytest.fixture
def panel(judge, officer, other_officer, offices):
    """A round in judging with two entries, and the judge on its panel."""
    round_ = round_in(Phase.JUDGING, offices)
    submissions = [
        submission_of(officer, round_, State.ACCEPTED),
        submission_of(other_officer, round_, State.ACCEPTED, code="3322"),
    ]
    return factories.make_judge(round_, judge), submissions


def sign(seat, *submissions):
    signed = {"state": SheetState.SIGNED, "signed_at": timezone.now()}
    for submission in submissions:
        factories.make_sheet(seat, submission, **signed)


def test_a_judge_has_sheets_to_sign(judge, panel):
    seat, [first, _second] = panel
    url = reverse("judging:entries", args=[seat.round_id])
    assert judge_lines(judge) == [("Score and sign 2 entries", url, "now")]

    sign(seat, first)

    assert judge_lines(judge) == [("Score and sign 1 entry", url, "now")]


def test_a_judge_sees_how_far_they_are(judge, panel):
    seat, [first, _second] = panel
    sign(seat, first)

    [task] = desk.judge_tasks(judge, at=timezone.now())

    assert (task.done, task.full) == (1, 2)


def test_an_entry_that_a_judge_may_not_score_does_not_wait(judge, panel):
    seat, [first, second] = panel
    factories.make_conflict(seat, second)
    url = reverse("judging:entries", args=[seat.round_id])
    assert judge_lines(judge) == [("Score and sign 1 entry", url, "now")]

    sign(seat, first)

    assert judge_lines(judge) == [("You have signed all your sheets", url, "wait")]


def test_a_chair_seals_when_their_own_sheets_are_signed(judge, panel):
    seat, submissions = panel
    Judge.objects.filter(pk=seat.pk).update(capacity=Judge.Capacity.CHAIR)
    sign(seat, *submissions)

    url = reverse("results:round", args=[seat.round_id])
    assert judge_lines(judge) == [("Look at the ranking and seal it", url, "now")]


def test_a_judge_waits_until_judging_begins(judge, offices):
    seat = factories.make_judge(round_in(Phase.OPEN, offices), judge)

    [(what, _url, urgency)] = judge_lines(judge)

    assert (what, urgency) == ("You are on the panel: judging has not begun", "wait")
    assert seat.left_at is None


def test_a_sealed_round_asks_nothing_of_its_judges(judge, offices):
    round_ = round_in(Phase.JUDGING, offices, sealed_at=timezone.now())
    factories.make_judge(round_, judge)

    assert judge_lines(judge) == []


def test_somebody_without_a_seat_has_nothing_to_judge(other_judge, panel):
    assert judge_lines(other_judge) == []


# Staff ----------------------------------------------------------------------------


def test_staff_check_what_was_handed_in(staff, officer, offices):
    round_ = round_in(Phase.OPEN, offices)
    submission_of(officer, round_)

    url = reverse("submissions:screening", args=[round_.pk])
    assert staff_lines(staff) == [("Check 1 entry", url, "now")]


def test_staff_do_not_count_what_comes_up_under_an_embargo(staff, officer, offices):
    round_ = round_in(Phase.OPEN, offices)
    tomorrow = timezone.now() + timedelta(days=1)
    submission = submission_of(officer, round_, visible_from=tomorrow)

    assert staff_lines(staff) == [
        ("Appoint the panel", reverse("judging:panel", args=[round_.pk]), "now")
    ]

    submission.visible_from = None
    submission.save()
    url = reverse("submissions:screening", args=[round_.pk])
    assert staff_lines(staff) == [("Check 1 entry", url, "now")]


def test_staff_prepare_appoint_follow(staff, officer, offices):
    steps = {
        Phase.UPCOMING: ("Prepare the round", "contests:round"),
        Phase.OPEN: ("Appoint the panel", "judging:panel"),
        Phase.JUDGING: ("Follow the judging", "judging:ranking"),
    }
    for year, phase in enumerate(steps, start=2568):
        category = factories.make_category(season=factories.make_season(year))
        stage = factories.make_stage(category, phase=phase)
        round_ = factories.make_round(stage, offices["33"])
        if phase == Phase.JUDGING:
            factories.make_judge(round_, capacity=Judge.Capacity.CHAIR)
            submission_of(officer, round_, State.ACCEPTED)
        steps[phase] = (*steps[phase], round_)

    found = {(what.split(":")[0], url) for what, url, _urgency in staff_lines(staff)}

    assert found == {
        (what, reverse(page, args=[round_.pk])) for what, page, round_ in steps.values()
    }


def test_staff_draw_where_the_stage_assigns_and_the_chair_waits(
    staff, officer, chair, offices
):
    round_ = round_in(Phase.JUDGING, offices)
    factories.make_judge(round_, chair, Judge.Capacity.CHAIR)
    submission_of(officer, round_, State.ACCEPTED)
    Stage.objects.update(judges_per_entry=2)

    url = reverse("judging:assignment", args=[round_.pk])
    assert staff_lines(staff) == [("Draw who scores what", url, "now")]
    entries = reverse("judging:entries", args=[round_.pk])
    assert judge_lines(chair) == [
        ("It is not drawn yet which entries you score", entries, "wait")
    ]


def test_a_colleague_approves_what_staff_sealed(staff, other_staff, offices):
    round_ = round_in(Phase.JUDGING, offices, sealed_at=timezone.now())
    factories.make_result(round_, sealed_by=staff)

    url = reverse("results:round", args=[round_.pk])
    assert staff_lines(staff) == [
        ("Sealed: a colleague approves the result", url, "wait")
    ]
    assert staff_lines(other_staff) == [
        ("Approve or refuse the sealed result", url, "now")
    ]

    other_staff.memberships.update(ended_at=timezone.now())

    assert staff_lines(staff) == [
        ("Sealed by you: have a colleague appointed who approves it", url, "now")
    ]


def test_staff_publish_what_is_approved(staff, offices):
    now = timezone.now()
    round_ = round_in(Phase.JUDGING, offices, sealed_at=now, approved_at=now)

    url = reverse("results:round", args=[round_.pk])
    assert staff_lines(staff) == [("Publish the approved result", url, "now")]


def test_staff_see_only_their_own_area(other_staff, region_staff, outsider, offices):
    stage = factories.make_stage()
    factories.make_round(stage, factories.make_office("50"))
    factories.make_membership(outsider, offices["50"], Role.STAFF)

    assert staff_lines(other_staff) == []
    assert staff_lines(region_staff) == []
    assert len(staff_lines(outsider)) == 1


# The page -------------------------------------------------------------------------


def test_the_page_says_so_when_nothing_waits(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"

    response = client.get("/my-work/")

    assert "Nothing waits for you" in response.content.decode()


def test_news_on_the_page_opens_what_it_is_about(client, officer, offices):
    notice = factories.make_notice(officer, url="/offices/me/")
    client.force_login(officer)
    url = reverse("offices:follow-notice", args=[notice.pk])

    page = client.get("/my-work/").content.decode()

    # Opening it changes what is unread, so it is a button and no link.
    assert f'<form method="post" action="{url}">' in page
    assert f'href="{url}"' not in page
    assert client.post(url).url == "/offices/me/"
    assert url not in client.get("/my-work/").content.decode()


def add_work_of_officer(officer, offices):
    years = iter(range(2560, 2600))

    def add():
        category = factories.make_category(season=factories.make_season(next(years)))
        stage = factories.make_stage(category)
        submission_of(officer, factories.make_round(stage, offices["33"]))

    return add


def test_an_officers_page_costs_the_same_for_many(
    queries_do_not_grow, officer, offices
):
    add = add_work_of_officer(officer, offices)
    queries_do_not_grow("/my-work/", add, by=officer)


def test_a_judges_page_costs_the_same_for_many(
    queries_do_not_grow, judge, officer, offices
):
    years = iter(range(2560, 2600))

    def add():
        category = factories.make_category(season=factories.make_season(next(years)))
        stage = factories.make_stage(category, phase=Phase.JUDGING)
        round_ = factories.make_round(stage, offices["33"])
        submission_of(officer, round_, State.ACCEPTED)
        factories.make_judge(round_, judge)

    queries_do_not_grow("/my-work/", add, by=judge)


def test_the_staffs_page_costs_the_same_for_many(
    queries_do_not_grow, staff, officer, offices
):
    add = add_work_of_officer(officer, offices)
    queries_do_not_grow("/my-work/", add, by=staff)


def test_the_department_sees_how_far_each_category_is(client, administrator, offices):
    stage = factories.make_stage(phase=Phase.OPEN)
    factories.make_round(stage, offices["33"])
    client.force_login(administrator)

    [(season, glance)] = client.get("/my-work/").context["seasons"]

    assert season == stage.category.season
    assert [(c.published, c.rounds) for c in glance.categories] == [(0, 1)]


def test_the_administrators_page_costs_the_same_for_many(
    queries_do_not_grow, administrator, officer, offices
):
    add = add_work_of_officer(officer, offices)
    queries_do_not_grow("/my-work/", add, by=administrator)
