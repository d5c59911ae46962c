"""What the contest decided, what is made from it, and what is held against it."""

from results.models.certificates import (
    Certificate,
    CertificateFile,
    CertificateVersion,
)
from results.models.results import Award, Placing, Result

__all__ = [
    "Award",
    "Certificate",
    "CertificateFile",
    "CertificateVersion",
    "Placing",
    "Result",
]
from results.models.appeals import Appeal, AppealFile

__all__ = ["Appeal", "AppealFile", "Award", "Placing", "Result"]
