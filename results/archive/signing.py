"""The portal's key (Ed25519), by which anybody can tell that an archive is its own.

A PEM file that only the portal's account reads, at ARCHIVE_KEY_FILE; made when it is
first needed. The library is loaded then, too: a worker that signs nothing needs none.
"""

import os
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings


class NoKey(ValueError):
    """The file holds no key of this kind."""


def sign(text: bytes) -> bytes:
    """Return the signature of the text, 64 bytes."""
    return private_key().sign(text)


def public_pem() -> bytes:
    """Return the public key, to be given to everybody."""
    return pem_of(private_key().public_key())


def known_public_pem() -> bytes | None:
    """Return it where there is a key already: whoever checks makes none."""
    return public_pem() if settings.ARCHIVE_KEY_FILE.exists() else None


def is_signed(text: bytes, signature: bytes, public: bytes) -> bool:
    """Say whether the holder of the key signed the text; raise NoKey."""
    key = loaded(public)
    try:
        key.verify(signature, text)
    except import_module("cryptography.exceptions").InvalidSignature:
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return the SHA-256 of a public key, to be compared with what is printed."""
    der = loaded(public).public_bytes(encoding("DER"), spki())
    return sha256(der).hexdigest()


def loaded(public: bytes):
    """Return a public key from its PEM; raise NoKey."""
    try:
        key = serialization().load_pem_public_key(public)
    except ValueError as error:
        raise NoKey("this is no public key in PEM") from error
    if not isinstance(key, ed25519().Ed25519PublicKey):
        raise NoKey("this is a key of another kind than Ed25519")
    return key


def private_key():
    path = settings.ARCHIVE_KEY_FILE
    if not path.exists():
        make_key(path)
    try:
        key = serialization().load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise NoKey(f"{path} holds no private key in PEM without a password") from error
    if not isinstance(key, ed25519().Ed25519PrivateKey):
        raise NoKey(f"{path} holds a key of another kind than Ed25519")
    return key


def make_key(path: Path) -> None:
    """Write a new key, whole or not at all; of two processes the first one's stays."""
    pem = (
        ed25519()
        .Ed25519PrivateKey.generate()
        .private_bytes(
            encoding("PEM"),
            serialization().PrivateFormat.PKCS8,
            serialization().NoEncryption(),
        )
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Only its owner reads this folder, and the file.
    with TemporaryDirectory(dir=path.parent, prefix=".key-") as folder:
        new = Path(folder) / "key"
        with open(os.open(new, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.write(pem)
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(new, path)


def pem_of(key) -> bytes:
    return key.public_bytes(encoding("PEM"), spki())


def encoding(name):
    return getattr(serialization().Encoding, name)


def spki():
    return serialization().PublicFormat.SubjectPublicKeyInfo


def serialization():
    return import_module("cryptography.hazmat.primitives.serialization")


def ed25519():
    return import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
