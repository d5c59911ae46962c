"""The rows that the bench measures on, made in bulk and without actions."""

import random
from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.test import Client
from django.utils import timezone

from contests.actions import freeze_rules
from contests.phases import Phase
from judging.models import Judge, Score, Scoresheet
from judging.workflow import State as SheetState
from offices.models import Office, User
from offices.roles import Level, Role
from results.models import Award, Placing, Result
from results.workflow import State as ResultState
from submissions.freezing import digest_of, frozen_content
from submissions.models import Entry, Submission, Version
from submissions.workflow import State
from tests import factories

AWARDS = [Award.WINNER, Award.RUNNER_UP_1, Award.RUNNER_UP_2, Award.RUNNER_UP_3]
BIG, SMALL, HALL = (900, 9), (22, 5), (22, 60)
CRITERIA = 5


def seed():
    """Fill the database; return what the cases ask for."""
    random.seed(2565)
    now = timezone.now()
    department = Office.objects.get(code="CDD")
    sisaket = Office.objects.get(code="33")
    phusing = Office.objects.get(code="3317")
    world = SimpleNamespace(
        officer=person("officer", phusing, Role.OFFICER),
        staff=person("staff", sisaket, Role.STAFF),
        administrator=person("administrator", department, Role.ADMINISTRATOR),
        judge=factories.make_user("judge"),
    )
    season = factories.make_season(2569)
    world.big = judged_round(season, 1, Level.DEPARTMENT, department, BIG, now)
    world.small = judged_round(season, 2, Level.PROVINCE, sisaket, SMALL, now)
    open_season = factories.make_season(2570)
    stage = factories.make_stage(
        factories.make_category(2, open_season), Level.PROVINCE, Phase.OPEN
    )
    world.open = factories.make_round(stage, sisaket)
    world.entry = factories.make_entry(stage.category, phusing, by=world.officer)
    world.sheet = unsigned_sheet(world.small, world.judge)
    world.hall = hall_round(factories.make_season(2571), sisaket, now)
    world.hall_judges = [
        (seat, sign_in(seat.user))
        for seat in (factories.make_judge(world.hall) for _ in range(HALL[1]))
    ]
    publish_provinces(factories.make_season(2568), world, now)
    world.cookies = {
        name: sign_in(getattr(world, name))
        for name in ("officer", "staff", "administrator", "judge")
    }
    return world


def person(name, office, role):
    user = factories.make_user(name)
    factories.make_membership(user, office, role)
    return user


def sign_in(user):
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


def judged_round(season, number, level, office, size, now):
    """Make a round whose every sheet is signed: submissions × judges × CRITERIA."""
    submissions, judges = size
    category = factories.make_category(number, season)
    stage = factories.make_stage(category, level, Phase.JUDGING, quorum=1)
    for code in range(3, CRITERIA + 1):
        factories.make_criterion(stage, f"c{code}", weight=10)
    round_ = factories.make_round(stage, office)
    freeze_rules(round_, at=now)
    works = enter(round_, submissions, now)
    seats = [factories.make_judge(round_) for _ in range(judges)]
    score(works, seats, now)
    return round_


def hall_round(season, office, now):
    """Make a round whose judges have not begun: the first mark freezes its rules."""
    stage = factories.make_stage(
        factories.make_category(2, season), Level.PROVINCE, Phase.JUDGING
    )
    for code in range(3, CRITERIA + 1):
        factories.make_criterion(stage, f"c{code}", weight=10)
    round_ = factories.make_round(stage, office)
    enter(round_, HALL[0], now)
    return round_


def enter(round_, how_many, now):
    category = round_.stage.category
    offices = list(Office.objects.filter(level=Level.DISTRICT).order_by("code"))
    if category.number == 2:
        offices = [office for office in offices if office.parent_id == round_.office_id]
    people = User.objects.bulk_create(
        User(
            username=f"entrant{round_.pk}-{number}",
            email=f"entrant{round_.pk}-{number}@example.org",
            given_name=f"Entrant {number}",
        )
        for number in range(how_many)
    )
    entries = Entry.objects.bulk_create(
        Entry(
            season=category.season,
            category=category,
            office=offices[number % len(offices)],
            person=author if category.is_individual else None,
            title=f"Work {number}",
            created_by=author,
            created_at=now,
            updated_by=author,
            updated_at=now,
        )
        for number, author in enumerate(people)
    )
    submissions = Submission.objects.bulk_create(
        Submission(
            entry=entry,
            round=round_,
            serial=serial,
            number=f"BENCH-{round_.pk}-{serial:04}",
            title=entry.title,
            handed_in_at=now - timedelta(days=20),
        )
        for serial, entry in enumerate(entries, start=1)
    )
    versions = []
    for submission in submissions:
        content = frozen_content(submission.entry, [])
        versions.append(
            Version(
                submission=submission,
                number=1,
                content=content,
                digest=digest_of(content),
                handed_in_at=submission.handed_in_at,
                handed_in_by=submission.entry.created_by,
            )
        )
    Version.objects.bulk_create(versions)
    first = Version.objects.filter(submission=OuterRef("pk"), number=1).values("pk")
    rows = Submission.objects.filter(round=round_)
    rows.update(state=State.ACCEPTED, accepted_version=Subquery(first))
    return list(rows)


def score(works, seats, now):
    sheets = Scoresheet.objects.bulk_create(
        Scoresheet(
            judge=seat,
            submission=work,
            version_id=work.accepted_version_id,
            state=SheetState.SIGNED,
            created_at=now,
            signed_at=now,
        )
        for work in works
        for seat in seats
    )
    Score.objects.bulk_create(
        (
            Score(
                sheet=sheet,
                criterion=f"c{code}",
                points=random.randrange(0, 21) * 50,
                full=1000,
                given_at=now,
            )
            for sheet in sheets
            for code in range(1, CRITERIA + 1)
        ),
        batch_size=5000,
    )


def unsigned_sheet(round_, user):
    """Put one more judge on the panel, with a sheet that is open."""
    seat = factories.make_judge(round_, user, Judge.Capacity.CHAIR)
    sheets = [
        Scoresheet(
            judge=seat,
            submission=work,
            version_id=work.accepted_version_id,
            created_at=timezone.now(),
        )
        for work in Submission.objects.filter(round=round_)
    ]
    return Scoresheet.objects.bulk_create(sheets)[0]


def publish_provinces(season, world, now):
    """Publish a result of four placings in every province."""
    category = factories.make_category(2, season)
    stage = factories.make_stage(category, Level.PROVINCE, Phase.JUDGING)
    for office in Office.objects.filter(level=Level.PROVINCE):
        moments = {
            name: now - timedelta(days=1)
            for name in ("sealed_at", "approved_at", "published_at", "public_from")
        }
        round_ = factories.make_round(stage, office, **moments)
        result = Result.objects.create(
            round=round_,
            number=1,
            state=ResultState.PUBLISHED,
            basis=Result.Basis.RANKS,
            source="Bench",
            sealed_by=world.administrator,
            approved_by=world.staff,
            published_by=world.staff,
            **moments,
        )
        districts = office.children.count()
        Placing.objects.bulk_create(
            Placing(
                result=result,
                submission=work,
                rank=rank,
                **factories.names_of_award(AWARDS[rank - 1]),
                advances=rank == 1,
            )
            for rank, work in enumerate(enter(round_, min(4, districts), now), start=1)
        )
        world.result = result
