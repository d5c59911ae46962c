import pytest

from audit.models import Event
from offices.models import Notice
from submissions import actions
from submissions.actions.versions import DRAWN, new_submission
from submissions.models import Submission
from submissions.workflow import State
from tests.factories import make_entry, make_office
from tests.submissions.scene import DAY, NOW


@pytest.fixture
def above(world, accepted, region_round):
    return actions.advance(accepted, region_round, by=world.staff, at=NOW)


def test_the_accepted_version_is_version_one_above(accepted, above):
    version = above.versions.get()

    assert above.number == f"KM2569-2-R14-{above.serial}"
    assert (above.state, above.advanced_from) == (State.HANDED_IN, accepted)
    assert (version.number, version.digest) == (1, accepted.accepted_version.digest)


def test_no_gap_in_the_numbers_tells_of_what_an_embargo_hides(
    world, accepted, region_round, monkeypatch
):
    drawn = iter([1007, 1007, 1009])
    # Django draws letters by the same function.
    monkeypatch.setattr(
        "secrets.choice", lambda some: next(drawn) if some == DRAWN else some[0]
    )
    hidden = actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    def another(code, **how):
        entry = make_entry(region_round.stage.category, office=make_office(code))
        return new_submission(entry, region_round, handed_in_at=NOW, **how).serial

    assert hidden.serial == 1007
    assert another("3320") == 1
    assert another("3322", is_drawn=True) == 1009
    Submission.objects.filter(serial=1).update(serial=999)
    assert another("3319") == 10_000
    assert another("3321") == 10_001


def test_only_an_accepted_work_goes_up(world, submission, region_round, refused):
    codes = refused(actions.advance, submission, region_round, by=world.staff, at=NOW)

    assert codes == ["not_accepted"]


def test_its_officer_improves_it_while_the_upper_round_is_open(
    world, above, rewrite, refused
):
    at = above.round.opens_at
    early = refused(actions.hand_in, above.entry, above.round, by=world.officer, at=NOW)
    entry = rewrite(above.entry, "ดีขึ้น")

    improved = actions.hand_in(entry, above.round, by=world.officer, at=at)

    assert (early, improved.versions.count()) == (["not_open"], 2)


def test_a_stage_may_take_the_work_as_it_came(world, above, refused):
    type(above.round.stage).objects.update(allows_improvement=False)

    codes = refused(
        actions.hand_in,
        above.entry,
        above.round,
        by=world.officer,
        at=above.round.opens_at,
    )

    assert codes == ["not_improved"]


def test_under_an_embargo_only_staff_of_the_round_below_see_it(
    world, accepted, region_round
):
    above = actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    def seen(user, at):
        visible = Submission.objects.visible_to(user, at=at)
        return visible.filter(pk=above.pk).exists()

    people = [world.staff, world.officer, world.region_staff, world.administrator]
    assert [seen(user, NOW) for user in people] == [True, False, False, False]
    assert [seen(user, NOW + DAY) for user in people] == [True] * 4
    assert not Event.objects.about(above, at=NOW).exists()


def test_what_was_taken_back_before_it_was_seen_is_never_seen(
    world, accepted, region_round
):
    above = actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    actions.take_back(above, by=world.staff, reason="ประกาศผิด", at=NOW)

    later = NOW + 900 * DAY
    visible = Submission.objects.visible_to(world.officer, at=later)
    assert not visible.filter(pk=above.pk).exists()
    assert {e.act for e in Event.objects.about(above, at=later)} == {
        "Came up from the round below"
    }


def test_what_was_taken_back_is_not_handed_in_by_its_office(world, above, refused):
    back = actions.take_back(above, by=world.staff, reason="ถอนประกาศ", at=NOW)

    codes = refused(
        actions.hand_in,
        back.entry,
        back.round,
        by=world.officer,
        at=back.round.opens_at,
    )

    assert (back.state, codes) == (State.WITHDRAWN, ["from_below"])


def test_it_can_go_up_again_under_the_same_number(world, accepted, above, region_round):
    actions.take_back(above, by=world.staff, reason="ถอนประกาศ", at=NOW)

    again = actions.advance(accepted, region_round, by=world.staff, at=NOW + DAY)

    assert (again.pk, again.state, again.versions.count()) == (
        above.pk,
        State.HANDED_IN,
        2,
    )


def test_what_was_named_before_does_not_vanish_under_an_embargo(
    world, accepted, region_round
):
    named = actions.name_into(
        region_round, accepted.entry, by=world.region_staff, reason="รอง", at=NOW
    )

    actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    for user in (world.region_staff, world.officer):
        seen = Submission.objects.visible_to(user, at=NOW)
        assert seen.filter(pk=named.pk).exists()


def test_naming_what_an_embargo_hides_does_not_tell_of_it(
    world, accepted, region_round
):
    actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    named = actions.name_into(
        region_round, accepted.entry, by=world.region_staff, reason="รอง", at=NOW
    )

    seen = Submission.objects.visible_to(world.region_staff, at=NOW)
    assert seen.filter(pk=named.pk).exists()


def test_a_decision_under_an_embargo_is_told_when_it_ends(
    world, accepted, region_round
):
    above = actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )

    actions.accept(above, by=world.staff, at=NOW + DAY / 2)

    told = Notice.objects.filter(user=world.officer, params__number=above.number)
    assert [notice.due_at for notice in told] == [NOW + DAY]

    actions.take_back(above, by=world.staff, reason="ประกาศผิด", at=NOW + DAY / 2)
    assert not told.all().exists()


def test_staff_name_an_entry_into_a_round_with_a_reason(
    world, submission, region_round, refused
):
    def name(reason, run=actions.name_into):
        return run(
            region_round,
            submission.entry,
            by=world.region_staff,
            reason=reason,
            at=NOW,
        )

    without = refused(name, "")
    named = name("รองชนะเลิศ")
    twice = refused(name, "x")

    assert (without, twice) == (["no_reason"], ["here_already"])
    assert (named.named_reason, named.state) == ("รองชนะเลิศ", State.HANDED_IN)


def test_a_draft_cannot_be_named(world, entry, region_round, refused):
    codes = refused(
        actions.name_into,
        region_round,
        entry,
        by=world.region_staff,
        reason="x",
        at=NOW,
    )

    assert codes == ["nothing_handed_in"]


def test_what_was_named_stays_when_the_publication_is_withdrawn(
    world, accepted, region_round
):
    named = actions.name_into(
        region_round, accepted.entry, by=world.region_staff, reason="x", at=NOW
    )
    joined = actions.advance(accepted, region_round, by=world.staff, at=NOW)

    back = actions.take_back(joined, by=world.staff, reason="ถอนประกาศ", at=NOW)

    assert joined.pk == named.pk
    assert (back.state, back.advanced_from) == (State.HANDED_IN, None)


def test_a_past_year_is_put_on_record(world, province_round, refused):
    def enter(code):
        return actions.enter_for_record(
            province_round,
            world.office[code],
            title="ผลงานศิลาลาด",
            by=world.staff,
            reason="ประกาศจังหวัด",
            at=NOW + 100 * DAY,
        )

    record = enter("3322")

    assert (record.state, record.accepted_version.content["title"]) == (
        State.ACCEPTED,
        "ผลงานศิลาลาด",
    )
    assert refused(enter, "3322") == ["here_already"]
    assert refused(enter, "3402") == ["not_of_this_round"]


def test_marks_are_recorded_of_accepted_works_only(world, accepted, refused):
    actions.record_marked(accepted, at=NOW)
    actions.record_marked(accepted, at=NOW + DAY)
    accepted.refresh_from_db()
    actions.disqualify(accepted, by=world.staff, reason="x", at=NOW + DAY)

    codes = refused(actions.record_marked, accepted, at=NOW + DAY)

    assert (accepted.marked_at, codes) == (NOW, ["stale"])


def test_awards_are_recorded_and_taken_back(accepted):
    def recorded():
        accepted.refresh_from_db()
        return accepted.award, accepted.advanced_at

    actions.record_awards({accepted.pk: "winner"}, advanced={accepted.pk}, at=NOW)
    given = recorded()
    actions.record_awards({accepted.pk: ""})

    assert (given, recorded()) == (("winner", NOW), ("", None))


def test_what_was_taken_back_can_be_named_by_a_late_door(world, above):
    back = actions.take_back(above, by=world.staff, reason="ถอนประกาศ", at=NOW)
    at = above.round.opens_at
    actions.open_late_door(
        above.round,
        back.entry.office,
        until=at + DAY,
        by=world.region_staff,
        reason="คณะกรรมการเสนอ",
        at=at,
    )

    again = actions.hand_in(back.entry, above.round, by=world.officer, at=at)

    assert (again.state, again.named_reason) == (State.HANDED_IN, "คณะกรรมการเสนอ")
