"""Entries, their files, what was handed in where, and what the staff note about it."""

from submissions.models.entries import Entry
from submissions.models.files import Attachment, Piece, StoredFile, Upload
from submissions.models.handed_in import Submission, Version
from submissions.models.likeness import Fingerprint, VersionText
from submissions.models.screening import LateDoor, Reminder, Tick

__all__ = [
    "Attachment",
    "Entry",
    "Fingerprint",
    "LateDoor",
    "Piece",
    "Reminder",
    "StoredFile",
    "Submission",
    "Tick",
    "Upload",
    "Version",
    "VersionText",
]
