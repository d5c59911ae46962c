"""What programs read in the archive: ledger, rules and result; each entry as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename

from contests import entry_form
from contests.entry_form import Kind
from results.archive import layout
from results.archive.events import COLUMNS, Happening
from results.archive.story import Told, Work
from results.models import Certificate, Result
from results.verifying import COMPARED
from submissions.models import Version
from ui.tables import Column, Table, csv_pieces


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of an entry; `path` is where it lies, empty where it could not be read."""

    name: str
    field: str
    size: int
    sha256: str
    path: str

    @property
    def link(self) -> str:
        return layout.link(basename(self.path))


def files_kept(files: Sequence[Mapping], paths: Sequence[str]) -> list[Kept]:
    return [
        Kept(
            name=each["name"],
            field=each["field"],
            size=each["size"],
            sha256=each["sha256"],
            path=path,
        )
        for each, path in zip(files, paths, strict=True)
    ]


def files_of_result(told: Told) -> Iterator[tuple[str, str]]:
    """Yield (name, text): what was tabulated as it was sealed, and what came of it."""
    result = told.result
    yield layout.RESULT, as_json(result_record(told))
    if result.basis == Result.Basis.MARKS:
        yield layout.LEDGER, result.ledger
        yield layout.RULES, as_json(result.rules)


def result_record(told: Told) -> dict:
    result = told.result
    return {
        "number": result.number,
        "state": result.state,
        "state_reason": result.state_reason,
        "basis": result.basis,
        "digest": result.digest,
        "source": result.source,
        "acts": [
            {"act": act, "by": str(by), "at": at.isoformat()}
            for act, by, at in (
                ("sealed", result.sealed_by, result.sealed_at),
                ("approved", result.approved_by, result.approved_at),
                ("published", result.published_by, result.published_at),
            )
            if at
        ],
        "public_from": moment(result.public_from),
        "undone_at": moment(result.undone_at),
        "placings": [
            {
                "submission": placing.submission.number,
                **{column: getattr(placing, column) for column in COMPARED},
                "award": placing.award,
                "award_th": placing.award_th,
                "award_en": placing.award_en,
                "band": placing.band,
                "advances": placing.advances,
            }
            for placing in told.placings
        ],
    }


def entry(
    work: Work, version: Version, versions: Sequence[Version], kept: Sequence[Kept]
) -> str:
    """Return an entry as it was handed in, but for telephone numbers."""
    content, submission = version.content, work.submission
    person = content["person"]
    return as_json(
        {
            "number": submission.number,
            "state": submission.state,
            "state_reason": submission.state_reason,
            "is_late": submission.is_late,
            "version": version.number,
            "versions": [
                {
                    "number": each.number,
                    "handed_in_at": each.handed_in_at.isoformat(),
                    "handed_in_by": str(each.handed_in_by),
                    "sha256": each.digest,
                }
                for each in versions
            ],
            "category": content["category"],
            "office": content["office"],
            "person": person
            and {key: person[key] for key in ("name", "position") if key in person},
            "title": content["title"],
            "form": content["form"],
            "answers": without_phones(content),
            "files": [
                {
                    "name": each.name,
                    "field": each.field,
                    "size": each.size,
                    "sha256": each.sha256,
                    "path": each.path or None,
                }
                for each in kept
            ],
        }
    )


def without_phones(content: Mapping) -> dict:
    """Return the answers as the pages show them to whoever need not ring anybody."""
    kinds = {each["key"]: each["kind"] for each in content["form"]}
    shown = {
        each.key: each.value
        for each in entry_form.shown(
            content["form"], content["title"], content["answers"], tells_phones=False
        )
    }
    return {
        key: shown[key] if kinds.get(key) == Kind.PEOPLE else value
        for key, value in content["answers"].items()
    }


def register(certificates: Sequence[Certificate]) -> str:
    """Return the certificates as CSV: what each is, and what became of it."""
    rows = (
        [
            each.full_number,
            each.code,
            each.given_on.isoformat(),
            each.name,
            each.placing.submission.number,
            each.placing.award_th,
            each.state,
            each.state_reason,
        ]
        for each in certificates
    )
    head = ["number", "code", "given_on", "name", "entry", "award", "state", "reason"]
    return as_csv(head, rows)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    columns = [Column(name=head, heading=head) for head in heads]
    return "".join(csv_pieces(Table(name="", columns=columns, rows=rows)))


def history_csv(history: Sequence[Happening]) -> str:
    return as_csv(COLUMNS, map(as_row, history))


def history_json(history: Sequence[Happening]) -> str:
    return as_json([dict(zip(COLUMNS, as_row(each), strict=True)) for each in history])


def as_row(each: Happening) -> list[str]:
    return [
        each.at.isoformat(timespec="seconds"),
        *(getattr(each, column) for column in COLUMNS[1:]),
    ]


def moment(at) -> str | None:
    return at.isoformat() if at else None


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
