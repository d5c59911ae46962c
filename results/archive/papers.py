"""The papers of a round for its archive: which there are, each made in its turn.

Nothing new is drawn here: what other pages offer as PDF is made by the same functions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.core.files.storage import default_storage
from django.utils.translation import override

from judging.hall.minutes import read_minutes
from judging.models import AppointmentOrder, Session
from judging.papers import minutes_pdf, order_pdf
from judging.progress import seats_of
from results.archive import layout
from results.archive.story import Story
from results.certificates import file_of
from results.models import Result
from results.papers import announcement_of, summary_of
from results.workflow import State
from submissions.listing import listed
from submissions.models import Submission
from submissions.packing import safe
from submissions.paper_list import list_on_paper
from submissions.storing import bytes_of


@dataclass(frozen=True)
class Paper:
    """A paper; `make` gives its bytes, or, where `size` is known, pieces of them."""

    title: str
    path: str
    make: Callable[[], bytes | Iterable[bytes]]
    size: int | None = None

    @property
    def link(self) -> str:
        return layout.link(self.path)


def papers_of(story: Story) -> list[Paper]:
    """Return the papers in the order in which they came to be. Five queries or so."""
    return [
        paper(title, make)
        for make_some in (orders, entries, minutes, summary, announcement)
        for title, make in make_some(story)
    ] + list(certificates(story))


def paper(title, make, size=None) -> Paper:
    path = f"{layout.PAPERS}/{safe(f'{title}.pdf'.replace('/', '-'))}"
    return Paper(title, path, make, size)


def orders(story: Story):
    issued = AppointmentOrder.objects.filter(
        round=story.round, issued_at__isnull=False
    ).order_by("version")
    seats = [seat.judge for seat in story.seats]
    for order in issued:
        order.round = story.round
        yield (
            f"คำสั่งแต่งตั้งคณะกรรมการ ฉบับที่ {order.version}",
            partial(order_pdf, order, seats),
        )


def entries(story: Story):
    works = Submission.objects.visible_to(story.exported_by, at=story.exported_at)
    found = listed(works.filter(round=story.round), {}, story.round)
    yield (
        "บัญชีผลงาน",
        partial(list_on_paper, found, {}, story.round, at=story.exported_at),
    )


def minutes(story: Story):
    """A session that was held; its minutes are a draft until all is noted."""
    held = Session.objects.filter(round=story.round, ended_at__isnull=False)
    seats = []
    for number, session in enumerate(held.order_by("meets_at", "pk"), 1):
        session.round = story.round
        seats = seats or seats_of(story.round)
        yield (
            f"รายงานการประชุม {number} ครั้งที่ {session.number}",
            partial(minutes_of, session, seats),
        )


def minutes_of(session, seats) -> bytes:
    with override("th"):
        read = read_minutes(session, seats)
    return minutes_pdf(session, read)


def summary(story: Story):
    if story.result.basis == Result.Basis.MARKS:
        yield "สรุปผลคะแนน", partial(summary_of, story.result)


def announcement(story: Story):
    # An earlier year's was announced then; its source says where.
    if story.result.past_import_id:
        return
    is_out = story.result.state == State.PUBLISHED
    yield (
        "ประกาศผล" if is_out else "ประกาศผล (ร่าง)",
        partial(announcement_of, story.result),
    )


def certificates(story: Story) -> Iterator[Paper]:
    """The file of all certificates, where it was made and says what stands now."""
    file = file_of(story.result) if story.result.state == State.PUBLISHED else None
    if file and file.made_at:
        size = default_storage.size(file.path)
        yield paper("เกียรติบัตร", partial(bytes_of, file.path, 0, size), size)
