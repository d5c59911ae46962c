"""A world in which every URL has something real to open.

Of Si Sa Ket's rounds of category 2 one is open, one is being judged, one is sealed and
one is published, each in a season of its own.
"""

from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from contests.phases import Phase
from contests.rules import rules_of
from judging import ledger
from judging.certainty import certainty_of
from judging.models import Judge
from judging.rulebook import Rulebook
from judging.workflow import State as SheetState
from offices.invitations import token_for
from offices.keeping import keep
from offices.roles import Level
from results.certificates import digest_now
from submissions.workflow import State as SubmissionState
from tests import factories
from tests.submissions.files import pdf


def make_world(people, offices):
    """Return the people and the things that the table's rows name."""
    world = SimpleNamespace(**vars(people), offices=offices, office=offices["3317"])
    world.membership = people.officer.memberships.get()
    world.invitation = factories.make_invitation(
        office=world.office, role="officer", invited_by=people.staff
    )
    world.token = token_for(world.invitation)
    world.province, world.page = offices["33"], 1
    world.signer = factories.make_signer(world.province)
    world.notice = factories.make_notice(people.officer)
    world.mail = factories.make_mail()
    world.open = make_contest(world, 2569, Phase.OPEN)
    world.paper = factories.make_entry(
        factories.make_category(1, world.open.season),
        world.office,
        by=people.staff,
        person=people.officer,
        paper_by=people.staff,
        paper_at=timezone.now(),
        paper_round=world.open.round,
    )
    world.returned = factories.make_submission(
        factories.make_round(
            factories.make_stage(world.paper.category, Level.DISTRICT, Phase.OPEN),
            world.office,
        ),
        world.paper,
        SubmissionState.RETURNED,
    )
    factories.make_event(
        world.returned, act="Returned the entry for correction", by=people.staff
    )
    world.judging = make_contest(world, 2568, Phase.JUDGING)
    factories.make_version(world.judging.submission)  # to be compared with the first
    factories.make_mark_set_aside(people.judge, world.judging.submission)
    world.judging.paper = factories.make_paper_sheet(
        world.judging.seat,
        world.judging.submission,
        scan=factories.make_stored_file(pdf(), pages=1),
        scan_name="scan.pdf",
    )
    factories.make_issued_order(world.judging.round, version=7, by=people.staff)
    world.sealed = make_contest(world, 2567, Phase.JUDGING)
    world.published = make_contest(world, 2566, Phase.JUDGING)
    seal(world, world.sealed)
    seal(world, world.published, published=True)
    fill_library(world, world.published.entry)
    world.past_import = factories.make_past_import(world.published.season)
    return world


def fill_library(world, entry):
    """Shelve what was published, with everything that people add to an item."""
    factories.make_shelved(world.published.submission)
    world.published.one = 1  # the page of a file
    world.tag = factories.make_term()
    world.use = factories.make_use(entry, world.office, by=world.officer)
    world.removal = factories.make_name_removal(entry, by=world.staff)
    world.name_request = factories.make_name_request(entry)


def make_contest(world, year, phase):
    """Make a season with Si Sa Ket's round in `phase` and Region 14's above it.

    Phu Sing's own work is in it: the draft while the round is open, accepted later.
    """
    category = factories.make_category(2, factories.make_season(year))
    stage = factories.make_stage(category, Level.PROVINCE, phase)
    above = factories.make_stage(category, Level.REGION, Phase.UPCOMING)
    round_ = factories.make_round(stage, world.offices["33"])
    contest = SimpleNamespace(
        season=category.season,
        category=category,
        stage=stage,
        round=round_,
        round_above=factories.make_round(above, world.offices["R14"]),
    )
    contest.entry = factories.make_entry(category, world.office, by=world.officer)
    contest.attachment = factories.make_attachment(
        contest.entry, factories.make_stored_file(pdf(), pages=1)
    )
    other = factories.make_entry(
        category, world.offices["3322"], by=world.other_officer
    )
    if phase == Phase.OPEN:
        contest.submission = factories.make_submission(round_, other)
        contest.door = factories.make_late_door(round_, world.office)
        contest.upload = factories.make_upload(contest.entry, by=world.officer)
        return contest
    accepted = SubmissionState.ACCEPTED
    contest.submission = factories.make_submission(round_, contest.entry, accepted)
    contest.other = factories.make_submission(round_, other, accepted)
    contest.version = contest.submission.versions.get()
    contest.seat = factories.make_judge(round_, world.judge)
    contest.chair = factories.make_judge(round_, world.chair, Judge.Capacity.CHAIR)
    contest.sheet = factories.make_sheet(contest.seat, contest.submission)
    contest.chairs_sheet = factories.make_sheet(contest.chair, contest.submission)
    contest.conflict = factories.make_conflict(contest.chair, contest.other)
    contest.stated = factories.make_stated_conflict(contest.seat, world.offices["3320"])
    contest.session = factories.make_session(round_, turns=[contest.submission])
    return contest


def stored_files(contest):
    """Return what a seal keeps: one judge's marks for both entries."""
    works = (contest.submission, contest.other)
    marks = [
        ledger.Mark(work.number, "j1", code, Decimal(points))
        for work, points in zip(works, (9, 8), strict=True)
        for code in ("c1", "c2")
    ]
    rulebook = Rulebook.of(rules_of(contest.round))
    given = ledger.rules_as_given(rulebook.for_tabulation())
    rules = ledger.read_given_rules(given)
    return {
        "ledger": ledger.write_marks(marks),
        "rules": given,
        "digest": ledger.digest_of(marks, given),
        "seats": {"j1": contest.seat.pk},
        "certainty": certainty_of(rules, *ledger.table_of(rules, marks)),
    }


def seal(world, contest, *, published=False):
    """Seal the contest's round by hand; publish it too."""
    now = timezone.now()
    contest.sheet.state, contest.sheet.signed_at = SheetState.SIGNED, now
    contest.sheet.save()
    for code in ("c1", "c2"):
        factories.make_score(contest.sheet, code)
    facts = {"sealed_at": now}
    columns = {
        "sealed_by": world.chair,
        "basis": "marks",
        **stored_files(contest),
    }
    if published:
        facts |= {"approved_at": now, "published_at": now, "public_from": now}
        columns |= {
            "state": "published",
            "approved_at": now,
            "approved_by": world.other_staff,
            "published_at": now,
            "published_by": world.staff,
            "public_from": now,
            "appeal_days": 5,
        }
    for name, moment in facts.items():
        setattr(contest.round, name, moment)
    contest.round.save()
    contest.result = factories.make_result(contest.round, **columns)
    contest.placing = factories.make_placing(contest.result, contest.submission, rank=1)
    contest.second = factories.make_placing(contest.result, contest.other, rank=2)
    if published:
        contest.certificate = factories.make_certificate(contest.placing)
        factories.make_certificate_file(
            contest.result,
            digest=digest_now(contest.result),
            made_at=now,
            path=keep(pdf(), ".pdf"),
        )
        contest.appeal = factories.make_appeal(
            contest.result, world.office, by=world.officer
        )
        contest.evidence = factories.make_appeal_file(
            contest.appeal, contest.attachment.stored
        )
