"""Deadlines in working days: weekends are left out, public holidays are not known."""

import datetime

from django.utils import timezone

SATURDAY = 5


def end_of_working_day(at: datetime.datetime, days: int) -> datetime.datetime:
    """Return the last minute of the day that lies `days` working days after `at`."""
    day = timezone.localtime(at)
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day.replace(hour=23, minute=59, second=0, microsecond=0)
