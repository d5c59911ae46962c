"""How a ranking's judges and entries are named on the pages about it."""

from judging.ranking.live import Ranking, Work


def judges_named(ranking: Ranking) -> dict[str, str]:
    return {str(seat.pk): seat.user.get_full_name() for seat in ranking.progress.seats}


def work_named(work: Work) -> str:
    return f"{work.number} · {work.whose}" if work.whose else work.number


def works_named(ranking: Ranking) -> dict[str, str]:
    return {number: work_named(work) for number, work in ranking.works.items()}
