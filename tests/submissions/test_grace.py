"""The moment of the click counts; the link has a few minutes to bring the rest."""

import datetime
import socket
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from submissions import actions
from submissions.models import Submission, Version
from tests.submissions import scene
from tests.submissions.scene import DAY, NOW

CLOSES = NOW + 10 * DAY
SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


def late_by(entry, round_, by, begun, arrived):
    return actions.hand_in(entry, round_, by=by, at=begun, arrived=arrived)


def test_what_began_in_time_and_arrives_in_the_grace_counts(
    world, entry, province_round
):
    begun, arrived = CLOSES - SECOND, CLOSES + 5 * MINUTE - SECOND

    submission = late_by(entry, province_round, world.officer, begun, arrived)

    version = submission.versions.get()
    assert (submission.handed_in_at, submission.is_late) == (begun, False)
    assert (version.handed_in_at, version.arrived_at, version.due_at) == (
        begun,
        arrived,
        CLOSES,
    )
    assert version.came_in_grace


def test_what_arrives_in_time_needs_no_grace(world, entry, province_round):
    submission = late_by(
        entry, province_round, world.officer, CLOSES - 2 * SECOND, CLOSES - SECOND
    )

    assert not submission.versions.get().came_in_grace


@pytest.mark.parametrize("minutes", [0, 5, 60])
def test_after_the_grace_of_the_stage_it_is_refused(
    world, entry, province_round, refused, minutes
):
    province_round.stage.grace_minutes = minutes
    province_round.stage.save()
    over = CLOSES + minutes * MINUTE

    codes = refused(
        late_by, entry, province_round, world.officer, CLOSES - SECOND, over
    )
    late_by(entry, province_round, world.officer, CLOSES - SECOND, over - SECOND)

    assert codes == ["too_slow"]


def test_what_begins_at_the_deadline_is_late_however_fast(
    world, entry, province_round, refused
):
    codes = refused(late_by, entry, province_round, world.officer, CLOSES, CLOSES)

    assert codes == ["closed"]


def test_the_grace_is_for_the_link_not_for_writing_on(
    world, entry, province_round, rewrite, refused
):
    rewrite(entry, "เขียนต่อหลังปิดรับ", at=CLOSES + SECOND)

    codes = refused(
        late_by,
        entry,
        province_round,
        world.officer,
        CLOSES - SECOND,
        CLOSES + MINUTE,
    )

    assert codes == ["changed_after"]


def test_a_return_has_the_same_grace(world, submission, rewrite):
    actions.return_for_correction(
        submission, by=world.staff, reason="ขาดภาพ", at=CLOSES, until=CLOSES + DAY
    )
    rewrite(submission.entry, "ฉบับแก้", at=CLOSES + SECOND)

    until = CLOSES + DAY
    again = late_by(
        submission.entry,
        submission.round,
        world.officer,
        until - SECOND,
        until + MINUTE,
    )

    version = again.versions.get(number=2)
    assert (version.due_at, version.came_in_grace) == (until, True)


@pytest.mark.parametrize(
    "moments",
    [
        {"arrived_at": CLOSES},
        {"due_at": CLOSES},
        {"arrived_at": NOW - SECOND, "due_at": CLOSES},
        {"arrived_at": CLOSES, "due_at": NOW},
    ],
)
def test_a_version_with_impossible_moments_is_refused(submission, moments):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            submission=submission,
            number=2,
            content={},
            digest="x",
            handed_in_at=NOW,
            handed_in_by=submission.versions.get().handed_in_by,
            **moments,
        )


def test_the_receipt_says_that_it_came_in_the_grace(
    world, entry, province_round, client_of
):
    submission = late_by(
        entry, province_round, world.officer, CLOSES - SECOND, CLOSES + MINUTE
    )
    receipt = reverse("submissions:receipt", args=[submission.pk, 1])

    text = client_of(world.officer).get(receipt).content.decode()

    assert "16 พ.ค. 2569 10.00.00\N{NO-BREAK SPACE}น." in text
    assert "16 พ.ค. 2569 10.01.00\N{NO-BREAK SPACE}น." in text


# The clock that counts ----------------------------------------------------------------


def press(client, entry, round_, **headers):
    return client.post(
        reverse("submissions:entry-hand-in", args=[entry.pk]),
        {"round": round_.pk},
        headers=headers,
    )


@pytest.mark.parametrize(("proxies", "counted"), [(0, 0), (1, 1)])
def test_only_a_proxy_of_ours_says_when_a_request_began(
    world, entry, province_round, client_of, settings, proxies, counted
):
    settings.TRUSTED_PROXY_COUNT = proxies
    began = f"{(CLOSES - SECOND).timestamp():.3f}"

    with time_machine.travel(CLOSES + MINUTE, tick=False):
        press(
            client_of(world.officer),
            entry,
            province_round,
            **{"X-Request-Start": began},
        )

    assert Submission.objects.count() == counted


@pytest.mark.parametrize("stamp", ["", "tomorrow", "nan", "-1e400", "9e9"])
def test_a_proxy_that_says_nonsense_is_not_believed(
    world, entry, province_round, client_of, settings, stamp
):
    settings.TRUSTED_PROXY_COUNT = 1

    with time_machine.travel(NOW, tick=False):
        press(
            client_of(world.officer),
            entry,
            province_round,
            **{"X-Request-Start": stamp},
        )

    assert Version.objects.get().handed_in_at == NOW


# A real server and a slow link --------------------------------------------------------


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = False


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Announced:
    """The body of a request, which tells when the portal begins to read it."""

    def __init__(self, body, reading):
        self.body, self.reading = body, reading
        self.readline = body.readline

    def read(self, *args):
        self.reading.set()
        return self.body.read(*args)


@pytest.fixture
def served():
    """Serve the portal at a port; give the address, and when a body is being read."""
    reading, portal = threading.Event(), WSGIHandler()

    def application(environ, start_response):
        environ["wsgi.input"] = Announced(environ["wsgi.input"], reading)
        try:
            yield from portal(environ, start_response)
        finally:
            connection.close()

    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address, reading
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("arrives", "status", "counted"),
    [(CLOSES + 4 * MINUTE, b"302", 1), (CLOSES + 6 * MINUTE, b"200", 0)],
)
def test_a_click_before_the_deadline_counts_over_a_slow_link(
    served, arrives, status, counted
):
    address, reading = served
    world = scene.build()
    entry = actions.create_entry(
        world.category[2], world.office["3317"], by=world.officer, at=NOW
    )
    actions.save_entry(
        entry,
        by=world.officer,
        title="โมเดลภูสิงห์เสวนา",
        answers={"goals": "พัฒนาคน"},
        revision=entry.revision,
        at=NOW,
    )
    client = Client()
    with time_machine.travel(CLOSES - SECOND, tick=False) as clock:
        client.force_login(world.officer)
        token = "a" * 32
        cookies = f"csrftoken={token}; sessionid={client.cookies['sessionid'].value}"
        body = f"csrfmiddlewaretoken={token}&round={world.rounds[2, '33'].pk}".encode()
        head = (
            f"POST {reverse('submissions:entry-hand-in', args=[entry.pk])} HTTP/1.0\r\n"
            f"Host: 127.0.0.1\r\nCookie: {cookies}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        with socket.create_connection(address, timeout=60) as link:
            link.sendall(head + body[:10])
            assert reading.wait(60)
            clock.move_to(arrives)
            link.sendall(body[10:])
            answer = link.makefile("rb").read()

    assert answer.split()[1] == status
    versions = list(Version.objects.values_list("handed_in_at", "arrived_at"))
    assert versions == [(CLOSES - SECOND, arrives)] * counted
