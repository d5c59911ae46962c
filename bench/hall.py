"""A meeting hall: sixty judges on one panel, each saving marks and polling at once.

HALL_SECONDS says how long, two minutes unless told otherwise.
"""

import json
import os
import statistics
import threading
import time
from collections import Counter
from itertools import count

from django.urls import reverse

from audit.models import Event
from bench.cases import Figure
from bench.seed import CRITERIA
from bench.visitor import Visitor
from judging.actions.marking import SCORED
from judging.models import Score

SECONDS = int(os.environ.get("HALL_SECONDS", "120"))
# Each judge saves a mark and asks how far they are as often as this.
EVERY_SECONDS = 5
MOST = 60


class Person(threading.Thread):
    """Does `act` every so many seconds until the hall closes, at their own moments."""

    def __init__(self, hall, server, cookies, number, every=EVERY_SECONDS):
        super().__init__()
        self.hall, self.every, self.number = hall, every, number
        # Open and silent until the first turn, as a browser's spare connection is.
        self.visitor = Visitor(server, cookies)
        self.begins = hall.begins + every * (number % 60) / 60
        self.taken, self.errors = [], []

    def run(self):
        for turn in count():
            moment = self.begins + turn * self.every
            if moment >= self.hall.ends:
                return
            time.sleep(max(0, moment - time.perf_counter()))
            # A browser opens a new connection where the server has closed the old one.
            self.visitor.socket.close()
            self.visitor.connect()
            try:
                self.act(turn)
            except (OSError, RuntimeError, ValueError) as error:
                self.errors.append(repr(error)[:500])

    def ask(self, taken, path, *, body=None, headers=None):
        """Ask, note the seconds in `taken`; return status, headers and body."""
        began = time.perf_counter()
        self.visitor.begin(
            path,
            None if body is None else len(body),
            "application/x-www-form-urlencoded",
            headers=headers,
        )
        if body is not None:
            self.visitor.socket.sendall(body)
        status, headers, body = self.visitor.whole_answer()
        taken.append(time.perf_counter() - began)
        if status not in (200, 304):
            raise RuntimeError(f"{path}: {status} {body[:300]!r}")
        return status, headers, body


class Judge(Person):
    """Goes through the entries, a mark each turn, and asks how far they are."""

    def __init__(self, hall, server, seat, cookies, number):
        super().__init__(hall, server, cookies, number)
        self.seat, self.kept, self.polls, self.tag = seat, {}, [], ""

    def act(self, turn):
        work = self.hall.works[turn // CRITERIA % len(self.hall.works)]
        code = f"c{turn % CRITERIA + 1}"
        # Another mark than the last time round.
        points = (self.number + turn // CRITERIA) % 10
        _status, _headers, body = self.ask(
            self.taken,
            reverse("judging:mark", args=[work.pk]),
            body=f"points_{code}={points}".encode(),
        )
        held = json.loads(body)["held"][f"points_{code}"]
        if held != str(points):
            raise RuntimeError(f"the server holds {held}, not {points}")
        self.kept[work.pk, code] = points * 100
        self.follow(reverse("judging:my-progress", args=[work.round_id]))

    def follow(self, path):
        headers = {"HX-Request": "true"}
        if self.tag:
            headers["If-None-Match"] = self.tag
        _status, answer, _body = self.ask(self.polls, path, headers=headers)
        self.tag = answer["etag"]


class Staff(Judge):
    """Follows the progress page of the whole panel."""

    def act(self, turn):
        self.follow(reverse("judging:progress", args=[self.hall.round.pk]))


class Idler(Person):
    """Asks for the empty view all the while."""

    def act(self, _turn):
        self.ask(self.taken, "/")


class Hall:
    """The panel, and how long it sits."""

    def __init__(self, round_, seconds):
        self.round = round_
        self.works = list(round_.submissions.order_by("serial"))
        self.begins = time.perf_counter() + 2
        self.ends = self.begins + seconds


def figures(bench):
    """Yield how long marks and polls take, and whether all marks answered are there."""
    world = bench.world
    warm_up(bench)
    hall = Hall(world.hall, SECONDS)
    judges = [
        Judge(hall, bench.portal, seat, cookies, number)
        for number, (seat, cookies) in enumerate(world.hall_judges)
    ]
    staff = Staff(hall, bench.portal, None, world.cookies["staff"], 30)
    idler = Idler(hall, bench.empty, {"sessionid": ""}, 0, every=0.1)
    people = [*judges, staff, idler]
    before = Event.objects.filter(act=SCORED).count()
    for each in people:
        each.start()
    for each in people:
        each.join()
    errors = Counter(error for each in people for error in each.errors)
    for error, times in errors.most_common(5):
        print(f"<!-- {times} × {error} -->", flush=True)
    idle = statistics.median(idler.taken)
    what = f"{len(judges)} judges at once for {SECONDS} s"
    marks = [seconds for each in judges for seconds in each.taken]
    polls = [seconds for each in judges for seconds in each.polls]
    yield within(f"{what}: saving a mark, 95 % of {len(marks)}", marks, idle)
    yield within(f"{what}: polling, 95 % of {len(polls)}", polls, idle)
    yield within(f"{what}: the staff's page follows", staff.polls, idle, most=None)
    lost = lost_of(judges)
    recorded = Event.objects.filter(act=SCORED).count() - before
    kept = sum(len(each.kept) for each in judges)
    yield Figure(
        f"{what}: errors, lost marks",
        f"{errors.total()}, {lost}",
        f"{kept} marks, {recorded} on record",
        "–",
        "0, 0",
        not errors and not lost and recorded >= kept,
    )


def warm_up(bench):
    """Let every worker load what it needs, as a server has before the hall opens."""
    path = reverse("judging:mark", args=[bench.world.sheet.submission_id])
    visitors = [bench.visitor("judge") for _ in range(16)]
    for turn in range(3):
        for each in visitors:
            body = f"points_c1={turn}".encode()
            each.begin(path, len(body), "application/x-www-form-urlencoded")
            each.socket.sendall(body)
        for each in visitors:
            each.answer()
        for each in visitors:
            each.ask(reverse("judging:my-progress", args=[bench.world.small.pk]))
            bench.visitor("staff").ask(
                reverse("judging:progress", args=[bench.world.hall.pk])
            )


def within(what, taken, idle, most=MOST) -> Figure:
    seconds = sorted(taken)[int(0.95 * len(taken))]
    ratio = seconds / idle
    return Figure(
        what,
        f"{seconds * 1000:.0f} ms (half: {statistics.median(taken) * 1000:.0f} ms)",
        f"{idle * 1000:.2f} ms",
        f"{ratio:.0f} ×",
        f"≤ {most} × an empty view meanwhile" if most else "–",
        most is None or ratio <= most,
    )


def lost_of(judges):
    """Return how many marks were answered as held and are not in the database."""
    held = {
        (judge, work, code): points
        for judge, work, code, points in Score.objects.filter(
            sheet__judge__in=[each.seat for each in judges]
        ).values_list("sheet__judge", "sheet__submission", "criterion", "points")
    }
    return sum(
        held.get((each.seat.pk, *mark)) != points
        for each in judges
        for mark, points in each.kept.items()
    )
