"""The dates that the portal proposes for each level of a season's contest.

After the year 2565: the region round was held in the second half of July, the others
before and after it within the fiscal year. Times are those of an office day.
"""

import datetime

from contests.phases import DATES
from offices.roles import Level
from ui.thai import BANGKOK

MORNING, AFTERNOON = datetime.time(8, 30), datetime.time(16, 30)
TIMES = (MORNING, AFTERNOON, MORNING, AFTERNOON)
# Month and day on which a level opens, closes, begins to judge, should have judged.
CALENDAR = {
    Level.DISTRICT: ((4, 1), (4, 30), (5, 6), (5, 20)),
    Level.PROVINCE: ((5, 21), (6, 15), (6, 18), (6, 30)),
    Level.REGION: ((7, 1), (7, 14), (7, 18), (7, 29)),
    Level.DEPARTMENT: ((8, 1), (8, 15), (8, 19), (9, 9)),
}


def fiscal_year_of(day: datetime.date) -> int:
    """Return the fiscal year (B.E.) of a day: October begins the next."""
    return day.year + 543 + (day.month >= 10)


def proposed_dates(
    year: int, *, opens: datetime.date | None = None
) -> dict[str, dict[str, datetime.datetime]]:
    """Return the four moments of each level for the fiscal year (B.E.) `year`.

    With `opens` all move alike, so that the lowest level opens on that day. A day of
    the weekend becomes the Monday after.
    """
    first = datetime.date(year - 543, *CALENDAR[Level.DISTRICT][0])
    shift = opens - first if opens else datetime.timedelta()
    return {
        level: {
            name: datetime.datetime.combine(
                working_day(datetime.date(year - 543, *day) + shift), time, BANGKOK
            )
            for name, day, time in zip(DATES, days, TIMES, strict=True)
        }
        for level, days in CALENDAR.items()
    }


def working_day(day: datetime.date) -> datetime.date:
    weekday = day.weekday()
    return day + datetime.timedelta(days=7 - weekday if weekday > 4 else 0)


def years_later(moment: datetime.datetime, years: int) -> datetime.datetime:
    """Return the same day and time of day in Thailand, `years` later; 29 Feb is 28."""
    local = moment.astimezone(BANGKOK)
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, day=28)
