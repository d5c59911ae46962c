"""Whether the virus scanner has looked at files, where there is one (`CLAMAV_URL`).

A scanner that is down keeps nobody from handing in: what it could not look at it looks
at later (`actions.scanning`), and only then can the work be accepted.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.file_checks.virus import ScannerDown, virus_in
from submissions.models import StoredFile


def refuse_virus(file, name) -> bool:
    """Say whether an open file was found clean; refuse one with a virus ("virus").

    False where nobody could tell: no scanner is set up, or it is down.
    """
    if not settings.CLAMAV_URL:
        return False
    try:
        virus = virus_in(file, settings.CLAMAV_URL)
    except ScannerDown:
        return False
    if virus:
        raise ValidationError(
            _(
                "“%(name)s” holds a virus (%(virus)s). Clean the computer it comes "
                "from, make the file anew, and attach that."
            ),
            code="virus",
            params={"name": name, "virus": virus},
        )
    return True


@dataclass(frozen=True)
class Scan:
    """What is known of a version's files: the names that wait, and those with a virus.

    `is_off` where there are files and no scanner.
    """

    is_off: bool
    waiting: list[str]
    infected: list[str]

    @property
    def is_clean(self) -> bool:
        """Whether nothing keeps the work from being accepted."""
        return not self.waiting and not self.infected


def scan_of(content) -> Scan:
    """Return what is known of the files of a version's content, its paper's scans too.

    One query, or none.
    """
    files = [*content["files"], *content.get("paper", {}).get("scans", [])]
    known = StoredFile.objects.in_bulk(
        {each["sha256"] for each in files}, field_name="sha256"
    )
    found = [(each["name"], known[each["sha256"]]) for each in files]
    is_on = bool(settings.CLAMAV_URL)
    return Scan(
        is_off=bool(files) and not is_on,
        waiting=[name for name, file in found if is_on and file.scanned_at is None],
        infected=[name for name, file in found if file.virus],
    )
