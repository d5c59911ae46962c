"""Who may open the pages of `submissions`."""

from tests.permissions import get

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
ROWS = {
    "submissions:entries": [get("Entries", ">yyyyyyyy")],
    "submissions:submission": [
        get("What was handed in", ">.y..yyyy", pk="judging.submission.pk"),
    ],
}
