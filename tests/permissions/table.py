"""The rows of all apps in one table."""

from tests.permissions import (
    contests,
    judging,
    kmchallenge,
    library,
    offices,
    results,
)
from tests.permissions import submissions as submissions_

APPS = {
    "Home and sign-in": kmchallenge.ROWS,
    "Offices and people": offices.ROWS,
    "Seasons, stages and rounds": contests.ROWS,
    "Entries and screening": submissions_.ROWS,
    "Judging": judging.ROWS,
    "Results": results.ROWS,
    "The knowledge library": library.ROWS,
}
TABLE = {name: rows for app in APPS.values() for name, rows in app.items()}
