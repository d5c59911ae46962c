"""One judge on two devices; marks that come too late; notes that nobody else sees."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.models import Criterion
from judging import actions
from judging.devices import moment_of, settle
from judging.models import Judge, MarkSetAside, Note, Score
from judging.rulebook import Rulebook
from judging.sheets import MySheet
from tests.factories import make_mark_set_aside, make_note
from tests.judging.conftest import fill, fill_and_sign

NOW = datetime(2026, 8, 1, 9, tzinfo=UTC)
MINUTE = 60_000
SECRET = "บันทึกลับของกรรมการ"


@pytest.fixture
def as_judge(client, panel):
    client.force_login(panel.judge.user)
    return client


def mark_url(panel):
    return reverse("judging:mark", args=[panel.phu_sing.pk])


def send(client, panel, points, was, minutes_ago, name="points_c1"):
    """Send a mark as a device does that kept it for a while."""
    age = minutes_ago * MINUTE
    return client.post(
        mark_url(panel), {name: points, f"was_{name}": was, f"age_{name}": age}
    )


def marks_of(panel):
    return dict(
        Score.objects.filter(sheet__judge=panel.judge).values_list(
            "criterion", "points"
        )
    )


# Which counts -------------------------------------------------------------------------


def test_in_whatever_order_two_devices_send_the_later_mark_stays():
    first = {"sent": 6, "began": None, "given_at": NOW - timedelta(minutes=20)}
    second = {"sent": 8, "began": None, "given_at": NOW - timedelta(minutes=10)}

    for order in itertools.product((first, second), repeat=3):
        held, held_at = None, None
        for each in order:
            outcome = settle(held, held_at=held_at, at=NOW, **each)
            if outcome.writes:
                held, held_at = each["sent"], outcome.at

        assert held == max(order, key=lambda each: each["given_at"])["sent"]


def test_a_clock_that_lies_loses_no_mark_where_nobody_else_was():
    outcome = settle(
        5,
        7,
        held_at=NOW,
        began=5,
        given_at=NOW - timedelta(days=80),
        at=NOW,
    )

    assert (outcome.writes, outcome.differs, outcome.at) == (True, False, NOW)


@pytest.mark.parametrize(
    ("age", "moment"),
    [
        ("60000", NOW - timedelta(minutes=1)),
        ("-60000", NOW),
        ("soon", NOW),
        ("๙", NOW),
        ("9" * 15, NOW - timedelta(days=90)),
        ("9" * 4000, NOW),
    ],
)
def test_no_age_leads_into_the_future(age, moment):
    assert moment_of(age, at=NOW) == moment


def test_an_earlier_mark_that_arrives_later_is_told_and_on_record(as_judge, panel):
    send(as_judge, panel, "8", "", 10)

    late = send(as_judge, panel, "6", "", 20)

    assert marks_of(panel) == {"c1": 800}
    assert late.json()["held"]["points_c1"] == "8"
    assert late.json()["differed"]["points_c1"]["other"] == "8"
    assert [event.changes for event in Event.objects.filter(act__contains="later")] == [
        {"c1": ["6", "8"]}
    ]


def test_a_later_mark_says_what_the_other_device_had(as_judge, panel):
    send(as_judge, panel, "8", "", 20)

    answer = send(as_judge, panel, "6", "", 10)

    assert marks_of(panel) == {"c1": 600}
    assert answer.json()["differed"]["points_c1"]["other"] == "8"


def test_a_mark_sent_twice_counts_once(as_judge, panel):
    for _time in range(2):
        answer = send(as_judge, panel, "๗.๕", "", 10)

    assert (marks_of(panel), answer.json()["differed"]) == ({"c1": 750}, {})
    assert Event.objects.filter(act="Gave marks").count() == 1


def test_the_moment_of_a_comment_is_not_that_of_its_mark(as_judge, panel):
    send(as_judge, panel, "8", "", 20)
    send(as_judge, panel, "Later", "", 5, name="comment_c1")

    send(as_judge, panel, "6", "", 10)

    assert Score.objects.get().comment == "Later"
    assert marks_of(panel) == {"c1": 600}


def test_a_sheet_that_changed_since_it_was_shown_is_not_signed(panel):
    fill(panel.judge, panel.phu_sing, 5, 6)
    sheet = panel.judge.sheets.get()
    seen = MySheet(panel.judge, panel.phu_sing, sheet, at=timezone.now()).fingerprint
    fill(panel.judge, panel.phu_sing, 7)

    with pytest.raises(ValidationError) as refusal:
        actions.sign(panel.judge, panel.phu_sing, by=panel.judge.user, seen=seen)

    assert refusal.value.code == "changed"


def test_a_page_of_one_person_writes_nothing_for_another(client, panel):
    client.force_login(panel.other_judge.user)

    answer = client.post(
        mark_url(panel), {"points_c1": "9", "person": panel.judge.user_id}
    )

    assert (answer.status_code, answer.json()["aside"]) == (409, [])
    assert not Score.objects.exists()
    assert not MarkSetAside.objects.exists()


# Levels -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "held"),
    [("2", {"c1": 200}), ("10", {"c1": 1000}), ("0", {}), ("3", {}), ("12", {})],
)
def test_a_criterion_with_levels_takes_a_level_alone(as_judge, panel, points, held):
    words = [{"th": "ดี", "en": "Good"}] * 5
    Criterion.objects.filter(code="c1").update(levels=words, step_hundredths=200)

    send(as_judge, panel, points, "", 0)

    assert marks_of(panel) == held


@pytest.mark.parametrize(
    ("full", "step", "taps"),
    [
        ("10", "0.5", ["0", "2", "4", "6", "8", "10"]),
        ("15", "0.5", ["0", "3", "6", "9", "12", "15"]),
        ("1", "0.5", ["0", "0.5", "1"]),
    ],
)
def test_the_marks_by_one_tap_lie_on_the_step(full, step, taps):
    words = ("name_th", "name_en", "guidance_th", "guidance_en")
    criterion = dict.fromkeys(words, "") | {"code": "c1", "weight": "10"}
    rules = {"criteria": [{**criterion, "full": full, "step": step}]}
    rest = {"method": "mean", "trim": 0, "tiebreaks": [], "places": 1, "quorum": 1}

    assert Rulebook.of(rules | rest).rows[0].taps == taps


# Set aside ----------------------------------------------------------------------------


def take_off(panel):
    Judge.objects.filter(pk=panel.judge.pk).update(left_at=timezone.now())


def sign_it(panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)


def excuse(panel):
    actions.excuse(panel.judge, panel.phu_sing, by=panel.chair.user, reason="Ill.")


@pytest.mark.parametrize("closes", [take_off, sign_it, excuse])
def test_what_comes_when_its_place_is_closed_is_set_aside(as_judge, panel, closes):
    closes(panel)
    before = marks_of(panel)

    for _time in range(2):
        answer = send(as_judge, panel, "9", "", 10)

    assert answer.json()["aside"] == ["points_c1"]
    assert marks_of(panel) == before
    row = MarkSetAside.objects.get()
    assert (row.field, row.value) == ("points_c1", "9")
    # The seat's history says so once, without the mark.
    [event] = Event.objects.filter(act__contains="set aside")
    assert event.changes == {"entry": [None, panel.phu_sing.number]}
    assert "9" in as_judge.get(reverse("judging:set-aside")).text


def test_who_is_taken_off_is_told_so_of_a_note_too(as_judge, panel):
    take_off(panel)

    mark, note = (
        send(as_judge, panel, "9", "", 0, name=name).json()["refused"]
        for name in ("points_c1", "note")
    )

    assert note == mark


def test_what_is_set_aside_is_its_judges_alone(client, panel):
    make_mark_set_aside(panel.judge.user, panel.phu_sing, value=SECRET)
    forget = reverse("judging:forget-set-aside", args=[panel.phu_sing.pk])

    for other in (panel.chair.user, panel.other_judge.user):
        client.force_login(other)
        assert SECRET not in client.get(reverse("judging:set-aside")).text
        assert client.post(forget).status_code == 404
    client.force_login(panel.judge.user)
    client.post(forget)

    assert not MarkSetAside.objects.exists()


def test_nothing_is_set_aside_for_who_never_sat_there(client, panel, outsider):
    client.force_login(outsider)

    assert send(client, panel, "9", "", 10).status_code == 404
    assert not MarkSetAside.objects.exists()


def test_set_aside_costs_the_same_for_one_and_for_five(queries_do_not_grow, panel):
    numbers = itertools.count(1)

    def add():
        make_mark_set_aside(
            panel.judge.user, panel.phu_sing, field=f"points_c{next(numbers)}"
        )

    queries_do_not_grow(reverse("judging:set-aside"), add, by=panel.judge.user)


# Private notes ------------------------------------------------------------------------


def test_a_note_is_kept_after_the_signature_and_leaves_no_trace(as_judge, panel):
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)

    answer = send(as_judge, panel, SECRET, "", 0, name="note")

    assert answer.json()["held"]["note"] == SECRET
    page = as_judge.get(reverse("judging:sheet", args=[panel.phu_sing.pk]))
    assert SECRET in page.text
    assert Note.objects.get().user == panel.judge.user
    # Whatever table else there is: not a row of it has a word of the note.
    for model in apps.get_models():
        if model is not Note:
            for row in model.objects.all():
                assert SECRET not in str(model_to_dict(row)), model


def test_no_page_shows_a_note_to_anybody_else(client, panel, staff, administrator):
    make_note(panel.judge.user, panel.phu_sing, SECRET)
    make_note(panel.other_judge.user, panel.phu_sing, "My own.")
    names = ("sheet", "sign")
    pages = [reverse(f"judging:{name}", args=[panel.phu_sing.pk]) for name in names]
    pages += [
        reverse(f"judging:{name}", args=[panel.round.pk])
        for name in ("entries", "panel", "ranking")
    ]
    pages += [reverse("judging:seat", args=[panel.judge.pk])]

    for person in (panel.chair.user, panel.other_judge.user, staff, administrator):
        client.force_login(person)
        for page in pages:
            assert SECRET not in client.get(page).text

    client.force_login(panel.other_judge.user)
    assert "My own." in client.get(pages[0]).text


def test_one_note_and_one_mark_aside_for_each(panel):
    for make in (make_note, make_mark_set_aside):
        make(panel.judge.user, panel.phu_sing)
        with pytest.raises(IntegrityError), transaction.atomic():
            make(panel.judge.user, panel.phu_sing)
