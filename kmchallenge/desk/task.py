"""A line of 'my work', and the order of the lines."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Task:
    """A next step: what to do, about what, where, and until when.

    `urgency` is "now" for what is open to the person today, "wait" for what others do.
    `done` of `full` sheets are signed, where there are sheets.
    """

    what: str
    about: str
    url: str
    due: datetime | None = None
    urgency: str = "now"
    is_sample: bool = False
    done: int = 0
    full: int = 0


def name_of(round_):
    """Return the round in words: category, level and area."""
    return f"{round_.stage.category.name} · {round_.office.title}"


def by_deadline(tasks):
    """Sort what can be done now before what waits, then by deadline."""
    return sorted(
        tasks,
        key=lambda task: (
            task.urgency != "now",
            task.due is None,
            task.due.timestamp() if task.due else 0,
        ),
    )
