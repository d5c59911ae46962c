"""Is an archive whole, is it the portal's, and does its ledger give its ranking?

Trusts nothing that is in the file: neither names nor sizes nor the key that lies in it.
Says what is wrong in plain English, for the command `check_archive`.
"""

import json
import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from os import SEEK_END
from types import SimpleNamespace
from typing import BinaryIO

from judging.ledger import BadLedger
from results import verifying
from results.archive import layout
from results.archive.signing import NoKey, fingerprint, is_signed
from results.models import Result

PIECE = 1024 * 1024
# What is read whole: sums, a result and its ledger. A round of 10,000 entries has less.
LARGEST_TEXT = 256 * 1024 * 1024
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
RESULT = re.compile(rf"{layout.RESULTS}/[1-9][0-9]*/{layout.RESULT}")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    struct.error,
)
# In a ZIP: where the header of a file tells how long its name and its extra field are;
# what may follow a file (nothing, or its sum and sizes written after it); the record
# that ends it.
LENGTHS = 26
BETWEEN = (0, 12, 16, 20, 24)
ZIP_ENDS, LAST_RECORD = b"PK\5\6", 22
BESIDE_THE_SUMS = {layout.SUMS, layout.SIGNATURE}


@dataclass
class Report:
    """What is wrong, a sentence each; and what is worth knowing besides."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(file: BinaryIO, *, key: bytes | None) -> Report:
    """Check an archive against a public key, or the one in it where none is known."""
    report = Report()
    try:
        with zipfile.ZipFile(file) as archive:
            report.faults += beside(file, archive)
            Checker(archive, key, report).run()
    except UNREADABLE as error:
        report.faults.append(
            f"this is no whole ZIP file ({error}); was the download cut short?"
        )
    return report


class Checker:
    def __init__(self, archive: zipfile.ZipFile, key: bytes | None, report: Report):
        self.archive = archive
        self.key = key
        self.report = report
        # Programs that pack it anew list the folders too; a folder holds nothing.
        self.names = {each.filename for each in archive.infolist() if not is_bare(each)}

    def run(self) -> None:
        faults = self.report.faults
        faults += unsafe_names(self.archive.infolist())
        for name in (layout.SUMS, layout.SIGNATURE, layout.PUBLIC_KEY, layout.INDEX):
            if name not in self.names:
                faults.append(f"{name} is not in it")
        sums = self.sums()
        faults += self.signature()
        faults += self.against(sums)
        faults += self.entries(sums)
        results = sorted(name for name in self.names if RESULT.fullmatch(name))
        if not results:
            faults.append("there is no result in it")
        for name in results:
            folder = name.rpartition("/")[0]
            faults += [f"{folder}: {fault}" for fault in self.result(folder)]
        self.report.notes.append(
            f"{len(sums)} files, {len(results)} of them results."
            if len(results) > 1
            else f"{len(sums)} files."
        )

    def text(self, name: str) -> bytes:
        """Return what is read whole; b"" where it is missing, broken or too large."""
        if name not in self.names:
            return b""
        try:
            if self.archive.getinfo(name).file_size > LARGEST_TEXT:
                return b""
            return self.archive.read(name)
        except UNREADABLE:
            return b""

    def sums(self) -> dict[str, str]:
        sums = {}
        text = self.text(layout.SUMS).decode("utf-8", "replace")
        for number, line in enumerate(text.split("\n")[:-1], 1):
            found = LINE.fullmatch(line)
            if not found:
                self.report.faults.append(f"{layout.SUMS}: line {number} is no sum")
            else:
                sums[found[2]] = found[1]
        return sums

    def signature(self) -> Iterator[str]:
        inside = self.text(layout.PUBLIC_KEY)
        key = self.key or inside
        if not key:
            yield "there is no key to check the signature with; name one with --key"
            return
        try:
            signed = is_signed(self.text(layout.SUMS), self.text(layout.SIGNATURE), key)
            print_ = fingerprint(key)
        except NoKey as error:
            yield f"the key cannot be used: {error}"
            return
        if not signed:
            yield (
                f"the signature is not that of the key with SHA-256 {print_}: the list "
                "of sums was changed, or another key signed it"
            )
        elif self.key is None:
            self.report.notes.append(
                f"Signed with the key that lies in it (SHA-256 {print_}). Whoever "
                "forges a whole archive puts a key of their own there: compare it with "
                "what the portal publishes, or name that with --key."
            )
        else:
            self.report.notes.append(f"Signed with the key with SHA-256 {print_}.")
            if self.key.split() != inside.split():
                yield f"{layout.PUBLIC_KEY} in it is not the key that signed"

    def against(self, sums: dict[str, str]) -> Iterator[str]:
        """Hold every file against its sum, and the list of files against the sums."""
        for name in sorted(sums.keys() - self.names):
            yield f"{name} is missing"
        for name in sorted(self.names - sums.keys() - BESIDE_THE_SUMS):
            yield f"{name} was added: it has no sum"
        for name in sorted(sums.keys() & self.names):
            try:
                digest = self.digest(name)
            except UNREADABLE as error:
                yield f"{name} cannot be read ({error})"
            else:
                if digest != sums[name]:
                    yield f"{name} was changed: its SHA-256 is {digest}"

    def digest(self, name: str) -> str:
        digest = sha256()
        with self.archive.open(name) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()

    def entries(self, sums: dict[str, str]) -> Iterator[str]:
        """Hold the files of each entry against what was handed in."""
        for name in sorted(self.names):
            if not name.startswith(f"{layout.ENTRIES}/") or not name.endswith(
                f"/{layout.ENTRY}"
            ):
                continue
            try:
                files = json.loads(self.text(name))["files"]
                told = [(each["name"], each["path"], each["sha256"]) for each in files]
            except (ValueError, KeyError, TypeError):
                yield f"{name} cannot be read"
                continue
            for file, path, digest in told:
                if path is None:
                    yield f"{name}: {file} could not be read when it was exported"
                elif sums.get(path) != digest:
                    yield f"{name}: {file} is not the file that was handed in"

    def result(self, folder: str) -> Iterator[str]:
        """Tabulate the ledger again, and hold it against the result that is told."""
        try:
            told = json.loads(self.text(f"{folder}/{layout.RESULT}"))
            result = SimpleNamespace(basis=told["basis"], digest=told["digest"])
            placings = [placing_of(each) for each in told["placings"]]
        except (ValueError, KeyError, TypeError):
            yield f"{layout.RESULT} cannot be read"
            return
        if result.basis != Result.Basis.MARKS:
            yield from verifying.without_marks(result, placings)
            return
        try:
            stored = verifying.ledger.read(
                self.text(f"{folder}/{layout.LEDGER}"),
                self.text(f"{folder}/{layout.RULES}"),
            )
        except BadLedger as bad:
            yield from map(str, bad.faults)
        else:
            yield from verifying.compared("tabulated again", stored, result, placings)


def placing_of(told: dict) -> SimpleNamespace:
    """Return a placing as `verifying` takes it."""
    return SimpleNamespace(
        submission=SimpleNamespace(number=told["submission"]),
        **{column: told[column] for column in verifying.COMPARED},
    )


def unsafe_names(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Name what would be written outside of a folder, or over something else."""
    for info in infos:
        # `filename` is what zipfile made of it.
        name = info.orig_filename
        if not is_safe(name.removesuffix("/") if is_bare(info) else name):
            yield f"{info.orig_filename!r} is a name that could harm who unpacks it"
    counted = Counter(info.filename.casefold() for info in infos)
    for name, times in sorted(counted.items()):
        if times > 1:
            yield f"{name} is in it {times} times"


def is_bare(info: zipfile.ZipInfo) -> bool:
    """Say whether this is a folder, and nothing besides."""
    return info.is_dir() and not info.file_size and not info.compress_size


def beside(file: BinaryIO, archive: zipfile.ZipFile) -> Iterator[str]:
    """Say where the file holds what no ZIP program shows, as another file in disguise.

    Before the first file, between two, or after the end, its comment included.
    """
    ends = 0
    for info in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if info.header_offset - ends not in BETWEEN if ends else info.header_offset:
            yield f"there are bytes before {info.filename} that belong to no file"
        file.seek(info.header_offset + LENGTHS)
        lengths = struct.unpack("<HH", file.read(4))
        ends = info.header_offset + LENGTHS + 4 + sum(lengths) + info.compress_size
    if archive.start_dir - ends not in BETWEEN:
        yield "there are bytes after the last file that belong to no file"
    file.seek(0, SEEK_END)
    file.seek(max(0, file.tell() - LAST_RECORD))
    if archive.comment or file.read(len(ZIP_ENDS)) != ZIP_ENDS:
        yield "there are bytes after the end of the ZIP that belong to no file"


def is_safe(name: str) -> bool:
    parts = name.split("/")
    return (
        all(part not in ("", ".", "..") for part in parts)
        and not set(name) & set('\\:*?"<>|')
        and not any(unicodedata.category(char)[0] == "C" for char in name)
    )
