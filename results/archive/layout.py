"""Where everything is in the archive: what writes it and what checks it agree here."""

from collections.abc import Iterable
from urllib.parse import quote

from submissions.packing import Names, Packed, folder_name, safe

INDEX = "index.html"
HISTORY = "history.html"
HISTORY_CSV, HISTORY_JSON = "history.csv", "history.json"
STYLE = "style.css"
README = "README.txt"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
PUBLIC_KEY = "PUBLIC-KEY.pem"
ENTRIES, PAPERS, APPEALS = "ผลงาน", "เอกสาร", "อุทธรณ์"
REGISTER = f"{PAPERS}/ทะเบียนเกียรติบัตร.csv"
RESULTS = "results"
LEDGER, RULES, RESULT = "LEDGER.csv", "RULES.json", "RESULT.json"
ENTRY = "ENTRY.json"
UNREAD = "ไฟล์ที่อ่านไม่ได้.txt"


def folder_of_entry(number: str, office: str) -> str:
    return f"{ENTRIES}/{folder_name(number, office)}"


def folder_of_result(number: int) -> str:
    return f"{RESULTS}/{number}"


def files_of_appeal(appeal) -> list[tuple[str, Packed]]:
    """Return the files of an appeal, loaded with its result and office, and its files'.

    Those are read when they are sent, and linked before.
    """
    name = folder_name(f"#{appeal.result.number}", appeal.office.title_th)
    folder = f"{APPEALS}/{name}"
    return placed(Packed(folder, file.name, file.stored) for file in appeal.files.all())


def placed(
    files: Iterable[Packed], taken: Iterable[str] = ()
) -> list[tuple[str, Packed]]:
    """Return each file with a path that no other of its folder has; nor those taken."""
    names = Names()
    found = []
    for file in files:
        for name in taken:
            names.taken.add(f"{file.folder}/{name}".casefold())
        found.append((names.free(file.folder, safe(file.name)), file))
    return found


def link(path: str) -> str:
    """Return a path as a relative address: a page beside it leads there."""
    return quote(path)
