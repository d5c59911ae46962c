"""A category on three levels: Si Sa Ket is judged, its region takes entries."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from contests.models import Round, Stage
from contests.phases import Phase
from contests.rules import rules_of
from judging.models import Judge
from offices.roles import Level
from results import actions
from submissions.models import Submission
from submissions.workflow import State
from tests.factories import (
    make_attachment,
    make_category,
    make_entry,
    make_judge,
    make_office,
    make_placing,
    make_result,
    make_round,
    make_score,
    make_season,
    make_sheet,
    make_stage,
    make_submission,
    stage_dates,
)

DAY = timedelta(days=1)
# As the contest of 2565 ended: Phu Sing, Sila Lat, Phayu, Benchalak.
RANKED = ("3317", "3322", "3320", "3319")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def contest(offices):
    """The rounds of category 2, by level, and a way to bring entries into them."""
    category = make_category(2, make_season())
    rounds = {
        level: make_round(make_stage(category, level, phase))
        for level, phase in (
            (Level.PROVINCE, Phase.JUDGING),
            (Level.REGION, Phase.OPEN),
            (Level.DEPARTMENT, Phase.UPCOMING),
        )
    }
    return SimpleNamespace(
        category=category,
        offices=offices,
        province=rounds[Level.PROVINCE],
        region=rounds[Level.REGION],
        nation=rounds[Level.DEPARTMENT],
    )


@pytest.fixture
def into_phase(now):
    """Return a function that moves a stage's dates to put its rounds into a phase."""

    def move(round_, phase):
        Stage.objects.filter(pk=round_.stage_id).update(**stage_dates(phase, now))
        round_.stage.refresh_from_db()

    return move


@pytest.fixture
def accept_entry(contest, officer):
    """Return a function that puts an office's accepted entry into a round."""

    def accept(code, round_=None, title=""):
        entry = make_entry(
            contest.category, contest.offices[code], by=officer, title=title or code
        )
        return make_submission(round_ or contest.province, entry, State.ACCEPTED)

    return accept


@pytest.fixture
def entries(accept_entry):
    """The accepted entries of the province round, by the code of their office."""
    return {code: accept_entry(code) for code in RANKED}


@pytest.fixture
def panel(contest, chair, judge):
    """A chair and a member, both scoring."""
    return [
        make_judge(contest.province, chair, Judge.Capacity.CHAIR),
        make_judge(contest.province, judge),
    ]


@pytest.fixture
def sign_sheets(panel, entries, now):
    """Return a function that signs every sheet of the panel, with points by office."""

    def sign(points):
        round_ = panel[0].round
        Round.objects.filter(pk=round_.pk).update(
            rules=rules_of(round_), rules_frozen_at=now - DAY
        )
        round_.refresh_from_db()
        for seat in panel:
            for code, given in points.items():
                sheet = make_sheet(
                    seat, entries[code], state="signed", signed_at=now - DAY
                )
                for criterion in ("c1", "c2"):
                    make_score(sheet, criterion, given * 100)
        Submission.objects.filter(round=round_).update(marked_at=now - DAY)

    return sign


@pytest.fixture
def marked(sign_sheets):
    """The panel gave marks by which the offices rank as in RANKED."""
    sign_sheets({code: 9 - place for place, code in enumerate(RANKED)})


@pytest.fixture
def sealed(contest, marked, chair, staff):
    return actions.seal(contest.province, by=chair)


@pytest.fixture
def approved(sealed, staff):
    return actions.approve(sealed, by=staff)


@pytest.fixture
def published(approved, staff):
    return actions.publish(approved, by=staff)


@pytest.fixture
def embargoed(approved, staff, now):
    """Published, and public in a day."""
    return actions.publish(approved, by=staff, public_from=now + DAY)


@pytest.fixture
def enter(contest, staff):
    """Return a function that seals ranks of a past year: {"3317": 1, …}."""

    def enter_ranks(ranks, round_=None, **how):
        rows = [
            (contest.offices[code], rank, f"ผลงาน {code}")
            for code, rank in ranks.items()
        ]
        how = {"by": staff, "source": "ประกาศจังหวัด 1/2565", **how}
        return actions.enter_ranks(round_ or contest.province, rows, **how)

    return enter_ranks


@pytest.fixture
def refused():
    """Run an action and return the codes with which it is refused."""

    def check(action, *args, **kwargs):
        with pytest.raises(ValidationError) as caught:
            action(*args, **kwargs)
        if hasattr(caught.value, "error_dict"):
            errors = [e for each in caught.value.error_dict.values() for e in each]
        else:
            errors = caught.value.error_list
        return [error.code for error in errors]

    return check


@pytest.fixture
def above(contest):
    """Return a function that lists what is in the region's round, and its state."""

    def listed(round_=None):
        rows = Submission.objects.filter(round=round_ or contest.region)
        return list(rows.order_by("pk").values_list("entry__office__code", "state"))

    return listed


@pytest.fixture
def issue(staff):
    """Return a function that issues certificates to the holders of these ranks."""

    def certify(result, *ranks, by=staff, given_on=date(2026, 11, 25), **how):
        placings = result.placings.filter(rank__in=ranks or (1, 2, 3, 4))
        return actions.issue_certificates(
            result, list(placings), by=by, given_on=given_on, **how
        )

    return certify


@pytest.fixture
def publish_work(offices, staff, other_staff):
    """Return a function that publishes a work of Phu Sing, by itself, as a winner's."""

    def publish_one(title="งาน", *, answers=None, office="3317", number=2, **how):
        season = make_season(how.pop("year", 2566))
        category = make_category(number, season)
        stage = make_stage(category, Level.PROVINCE, Phase.JUDGING)
        person = how.pop("person", None)
        entry = make_entry(
            category,
            make_office(office),
            person=person,
            title=title,
            answers=answers or {},
        )
        for attachment in how.pop("files", ()):
            make_attachment(entry, **attachment)
        now = timezone.now()
        facts = {"sealed_at": now, "approved_at": now}
        round_ = make_round(stage, make_office("33"), **facts)
        work = make_submission(round_, entry, State.ACCEPTED)
        result = make_result(
            round_,
            sealed_by=other_staff,
            state="approved",
            approved_by=staff,
            approved_at=now,
        )
        make_placing(result, work, how.pop("rank", 1))
        return actions.publish(result, by=staff, **how)

    return publish_one


def entry_of(result):
    return result.placings.get().submission.entry
