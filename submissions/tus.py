"""The words of the tus protocol, version 1.0: what its headers say. No HTTP, no rows.

https://tus.io/protocols/resumable-upload
"""

import binascii
import hashlib
import re
from base64 import b64decode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,termination,expiration"
ALGORITHMS = ("sha1", "sha256", "md5")
CONTENT_TYPE = "application/offset+octet-stream"
LONGEST_METADATA = 4000
KEY = re.compile(r"[^\s,]+")
NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


def garbled() -> ValidationError:
    """The client, not the person, made a mistake."""
    return ValidationError(
        _("This program does not send files as the portal takes them."), code="garbled"
    )


def refuse_other_version(text: str | None):
    """Refuse a client of another version of the protocol, with "version"."""
    if text != VERSION:
        raise ValidationError(garbled().message, code="version")


def number(text: str | None) -> int:
    """Return the number of bytes that a header names."""
    if text is None or not NUMBER.fullmatch(text):
        raise garbled()
    return int(text)


def metadata(text: str) -> dict[str, str]:
    """Return what a client says of its file: Upload-Metadata, keys with Base64."""
    if len(text) > LONGEST_METADATA:
        raise garbled()
    found = {}
    for pair in filter(None, map(str.strip, text.split(","))):
        key, _space, value = pair.partition(" ")
        if not KEY.fullmatch(key) or key in found:
            raise garbled()
        try:
            found[key] = b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise garbled() from error
    return found


class Checksum:
    """What Upload-Checksum promises: `digest` takes the bytes, `holds` compares."""

    def __init__(self, text: str):
        algorithm, _space, value = text.partition(" ")
        if algorithm not in ALGORITHMS:
            raise garbled()
        self.digest = hashlib.new(algorithm, usedforsecurity=False)
        try:
            self.promised = b64decode(value.strip(), validate=True)
        except (binascii.Error, ValueError) as error:
            raise garbled() from error

    def holds(self) -> bool:
        return self.digest.digest() == self.promised
