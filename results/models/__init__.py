"""What the contest decided, what is made from it, and what is held against it."""

from results.models.appeals import Appeal, AppealFile
from results.models.certificates import (
    Certificate,
    CertificateFile,
    CertificateVersion,
)
from results.models.library import (
    Consent,
    Posting,
    ReadingItem,
    Shelved,
    Tagging,
    Term,
    Use,
)
from results.models.names import NameRemoval, NameRequest
from results.models.past import PastImport
from results.models.results import Award, Placing, Result

__all__ = [
    "Appeal",
    "AppealFile",
    "Award",
    "Certificate",
    "CertificateFile",
    "CertificateVersion",
    "Consent",
    "NameRemoval",
    "NameRequest",
    "PastImport",
    "Placing",
    "Posting",
    "ReadingItem",
    "Result",
    "Shelved",
    "Tagging",
    "Term",
    "Use",
]
