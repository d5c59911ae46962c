"""The examples of docs/scoring.md, worked out."""

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from judging import decimals
from judging.agreement import BANDS, agreement_of
from judging.ledger import read
from judging.sensitivity import profiles_of, sensitivity_of
from judging.tabulation import tabulate

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scoring.md").read_text("utf-8")
ONE_CRITERION = [{"code": "c1", "full": 100, "weight": 100}]


def sections():
    """Return heading -> text of every section that holds an example."""
    parts = re.split(r"^##+ (.+)\n", PAGE, flags=re.MULTILINE)
    return {
        heading: text
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
        if "| submission |" in text or "```csv" in text
    }


SECTIONS = sections()


def tables(text):
    """Return each table of the text as rows of cells, headings first."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in block.strip().splitlines()
        ]
        found.append([rows[0], *rows[2:]])
    return found


def fenced(text, language):
    return re.search(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def ledger_of(text):
    """Read the marks and rules of an example, as the command would."""
    rules = json.loads(json_block[1]) if (json_block := fenced(text, "json")) else {}
    rules.setdefault("criteria", ONE_CRITERION)
    (_, *judges), *rows = tables(text)[0]
    lines = ["submission,judge,criterion,points"]
    for submission, *cells in rows:
        for judge, cell in zip(judges, cells, strict=True):
            points = cell.split(" + ") if cell != "–" else []
            lines += [
                f"{submission},{judge},c{at},{each}"
                for at, each in enumerate(points, 1)
            ]
    return read("\n".join(lines).encode(), json.dumps(rules).encode())


RANKINGS = [heading for heading, text in SECTIONS.items() if "| rank |" in text]


@pytest.mark.parametrize("heading", RANKINGS)
def test_the_ranking_is_as_the_page_says(heading):
    text = SECTIONS[heading]
    ledger = ledger_of(text)

    tabulation = tabulate(ledger.rules, ledger.totals())

    assert [
        [
            str(placing.rank),
            placing.submission,
            placing.score,
            placing.exact,
            str(placing.sheets),
            placing.decided_by,
        ]
        for placing in tabulation.placings
    ] == tables(text)[1][1:]


def test_the_digest_is_over_the_text_that_the_page_shows():
    text = SECTIONS["Digest"]

    ledger = read(fenced(text, "csv")[1].encode(), fenced(text, "json")[1].encode())

    canonical = fenced(text, "text")[1].strip()
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    assert ledger.digest() == f"sha256:{digest}"


@pytest.mark.parametrize(
    "heading", ["Agreement of judges", "Agreement with missing sheets"]
)
def test_the_agreement_is_as_the_page_says(heading):
    text = SECTIONS[heading]

    figures = agreement_of(ledger_of(text).totals().by_judge()).as_json()

    shown = {name: float(value) for name, value in tables(text)[1][1:]}
    assert figures == shown


def test_the_words_for_agreement_are_those_of_the_page():
    rows = tables(SECTIONS["Agreement with missing sheets"])[2][1:]

    for (_, words, _), bands in zip(rows, BANDS.values(), strict=True):
        assert [
            (word.split(" from ")[0].removeprefix("else "), word.split(" from ")[1:])
            for word in words.split(", ")
        ] == [
            (word.replace("_", " "), [] if least is None else [match(words, least)])
            for word, least in bands
        ]


def match(words, least):
    """Return the number of the words that equals this bound, as it is written."""
    return next(n for n in re.findall(r"[\d.]+", words) if Decimal(n) == least)


def test_the_judges_are_as_the_page_says():
    text = SECTIONS["The judges one by one"]

    profiles = profiles_of(ledger_of(text).totals())

    assert [
        [
            profile.judge,
            decimals.rounded(profile.severity, 2),
            f"{profile.spread:.2f}",
            f"{profile.correlation:.2f}",
            ", ".join(profile.flags),
        ]
        for profile in profiles
    ] == tables(text)[1][1:]


def test_the_winner_holds_where_the_page_says_so():
    text = SECTIONS["Whether the winner holds"]
    ledger = ledger_of(text)
    marks = {
        submission: {judge: (int(total),) for judge, total in by_judge.items()}
        for submission, by_judge in ledger.totals().sheets.items()
    }

    sensitivity = sensitivity_of(ledger.rules, marks, decimals=0)

    rows = [["as it is", ", ".join(sensitivity.winners)]]
    rows += [
        [f"{check.kind} {check.name}", ", ".join(check.winners)]
        for check in sensitivity.checks
    ]
    shares = sensitivity.first_shares.items()
    rows += [
        ["draws", ", ".join(f"{each} {float(share):.0%}" for each, share in shares)]
    ]
    assert rows == [
        [check, winner.replace(" %", "%")] for check, winner in tables(text)[1][1:]
    ]


def test_every_rule_has_an_example():
    rules = tables(PAGE)[0][1:]

    linked = {re.search(r"\[(.+)\]\((.+)\)", example).groups() for *_, example in rules}

    assert {heading for heading, _ in linked} == set(SECTIONS)
    assert all(
        anchor == "#" + heading.lower().replace(" ", "-") for heading, anchor in linked
    )
