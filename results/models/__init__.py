"""What the contest decided, and what is made from it."""

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
