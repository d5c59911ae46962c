"""Where everything is in the archive: what writes it and what checks it agree here."""

from urllib.parse import quote

from submissions.packing import folder_name

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


def folder_of_appeal(result: int, office: str) -> str:
    return f"{APPEALS}/{folder_name(f'#{result}', office)}"


def folder_of_result(number: int) -> str:
    return f"{RESULTS}/{number}"


def link(path: str) -> str:
    """Return a path as a relative address: a page beside it leads there."""
    return quote(path)
