"""A thousand certificates: issued, made into one file by another process, and a ZIP.

As a person at the page has it: from the button to the link, the start of the process
included.
"""

import time
from datetime import timedelta

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from bench.archives import MIB, Growth
from bench.cases import Figure
from bench.sealing import timed
from bench.seed import enter
from bench.visitor import CHUNK
from contests.phases import Phase
from offices.models import Office, User
from offices.roles import Level
from results.actions import issue_certificates
from results.certificates import day_of
from results.models import Award, CertificateFile, Placing, Result
from results.workflow import State
from tests import factories

COUNT = 1000


def figures(bench):
    world = bench.world
    result = published(world)
    everybody = result.placings.all()
    _made, seconds = timed(
        lambda: issue_certificates(
            result, everybody, by=world.administrator, given_on=day_of(result)
        )
    )
    yield figure(f"issuing {COUNT} certificates", f"{seconds:.1f} s")
    for _n in range(20):  # whichever worker answers has seen the page
        bench.visitor("administrator").ask(address(result, "certificates"))
    with Growth(bench.portal) as growth:
        seconds = made_after(bench.visitor("administrator"), result)
    size = bench.visitor("administrator").ask(address(result, "certificates-pdf"))[1]
    yield figure(
        f"{COUNT} certificates in one PDF of {len(size) / MIB:.1f} MiB",
        f"{seconds:.1f} s",
        budget="≤ 10 s",
        is_kept=seconds <= 10,
    )
    yield figure(
        "memory that a web worker takes for it",
        f"{growth.most:.0f} MiB",
        budget="≤ 30 MiB",
        is_kept=growth.most <= 30,
    )
    first, seconds = zip_of(bench.visitor("administrator"), result)
    grown = f"a worker grows to {bench.portal.memory():.0f} MiB"
    yield figure(
        f"{COUNT} certificates as single files in a ZIP",
        f"{seconds:.1f} s",
        f"begins after {first * 1000:.0f} ms; {grown}",
    )


def published(world):
    """Return a result of a country of persons, all of them placed."""
    now = timezone.now() - timedelta(days=1)
    category = factories.make_category(1, factories.make_season(2566))
    stage = factories.make_stage(category, Level.DEPARTMENT, Phase.JUDGING)
    names = ("sealed_at", "approved_at", "published_at", "public_from")
    moments = dict.fromkeys(names, now)
    round_ = factories.make_round(stage, Office.objects.get(code="CDD"), **moments)
    works = enter(round_, COUNT, now)
    User.objects.filter(entries__submissions__round=round_).update(
        title="นางสาว",
        given_name=Concat(Value("กัลยาณีรัตน์"), F("pk")),
        surname="บุญประเสริฐวัฒนา",
        position="นักวิชาการพัฒนาชุมชน",
        position_level="ชำนาญการ",
    )
    result = Result.objects.create(
        round=round_,
        number=1,
        state=State.PUBLISHED,
        basis=Result.Basis.RANKS,
        source="Bench",
        sealed_by=world.administrator,
        approved_by=world.staff,
        published_by=world.staff,
        **moments,
    )
    award = factories.names_of_award(Award.PARTICIPANT)
    Placing.objects.bulk_create(
        Placing(result=result, submission=work, rank=rank, **award)
        for rank, work in enumerate(works, start=1)
    )
    return result


def address(result, name):
    return reverse(f"results:{name}", args=[result.pk])


def made_after(visitor, result):
    """Return the seconds from the button to the link, as the page shows them."""
    began = time.perf_counter()
    visitor.ask(address(result, "ask-for-certificates"), b"")
    wanted = address(result, "certificates-pdf").encode()
    while wanted not in visitor.ask(address(result, "certificates"))[1]:
        if time.perf_counter() - began > 300:
            raise RuntimeError(f"not made: {CertificateFile.objects.values()}")
        time.sleep(0.2)
    return time.perf_counter() - began


def zip_of(visitor, result):
    """Return after how many seconds the ZIP begins, and is there."""
    began = time.perf_counter()
    visitor.begin(address(result, "certificates-zip"))
    tail = visitor.socket.recv(CHUNK)
    first = time.perf_counter() - began
    if not tail.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(tail[:2000].decode(errors="replace"))
    while not tail.endswith(b"\r\n0\r\n\r\n"):
        piece = visitor.socket.recv(CHUNK)
        if not piece:
            raise ConnectionError("the archive broke off")
        tail = (tail + piece)[-16:]
    return first, time.perf_counter() - began


def figure(what, measured, against="–", *, budget="–", is_kept=True):
    return Figure(what, measured, against, "–", budget, is_kept)
