import hashlib
import json
from decimal import Decimal

import pytest

from judging.ledger import (
    BadLedger,
    Mark,
    digest_of,
    read,
    read_given_rules,
    rules_as_given,
    write_marks,
    write_rules,
)
from judging.tabulation import Criterion, Rules

HEADER = "submission,judge,criterion,points\n"
RULES = {
    "criteria": [
        {"code": "c1", "full": 100, "weight": 60, "step": "0.5"},
        {"code": "c2", "full": "20", "weight": 40},
    ]
}
GOOD_ROWS = "A,j1,c1,50\nA,j1,c2,7.25\n"


def faults_of(rows, rules=None):
    ledger = rows if isinstance(rows, bytes) else (HEADER + rows).encode()
    rules = json.dumps(RULES) if rules is None else rules
    with pytest.raises(BadLedger) as caught:
        read(ledger, rules if isinstance(rules, bytes) else rules.encode())
    return [(fault.where, fault.what) for fault in caught.value.faults]


def with_rules(**changes):
    return json.dumps(RULES | changes)


def with_criterion(**changes):
    return with_rules(criteria=[RULES["criteria"][0] | changes, RULES["criteria"][1]])


# Reading ------------------------------------------------------------------------------


def test_a_good_ledger_is_read():
    ledger = read((HEADER + GOOD_ROWS).encode(), json.dumps(RULES).encode())

    assert ledger.marks == (
        Mark("A", "j1", "c1", Decimal(50)),
        Mark("A", "j1", "c2", Decimal("7.25")),
    )
    assert ledger.rules == Rules(
        criteria=(
            Criterion("c1", Decimal(100), Decimal(60), Decimal("0.5")),
            Criterion("c2", Decimal(20), Decimal(40)),
        )
    )
    assert ledger.given == RULES


@pytest.mark.parametrize(
    "ledger",
    [
        "\ufeff" + HEADER + GOOD_ROWS,
        (HEADER + GOOD_ROWS).replace("\n", "\r\n"),
        (HEADER + GOOD_ROWS).replace("\n", "\r"),
        (HEADER + GOOD_ROWS).rstrip(),
        HEADER + '"A","j1","c1","50"\n"A",j1,c2,+07.250\n',
        HEADER + "A,j1,c2,725e-2\nA,j1,c1,5E1\n",
    ],
)
def test_the_same_marks_written_otherwise_have_the_same_digest(ledger):
    plain = read((HEADER + GOOD_ROWS).encode(), json.dumps(RULES).encode())

    other = read(ledger.encode(), b"\xef\xbb\xbf" + json.dumps(RULES).encode())

    assert sorted(other.marks) == sorted(plain.marks)
    assert other.digest() == plain.digest()


def test_the_digest_is_over_the_canonical_text():
    rows = 'ข,"j,1",c1,-0.0\nB,j1,c1,1e1\na,j1,c1,0.50\n'
    rules = (
        '{"decisions": [["ข", "B"]], "note": [1.50, 1e2, 1.0, 7, "7.0", null, true],'
        ' "criteria": [{"weight": "1.0", "code": "c1", "full": 10.0}]}'
    )
    canonical = (
        '{"ledger":[["B","j1","c1","10"],["a","j1","c1","0.5"],["ข","j,1","c1","0"]],'
        '"rules":{"criteria":[{"code":"c1","full":"10","weight":"1.0"}],'
        '"decisions":[["ข","B"]],"note":["1.5","100","1",7,"7.0",null,true]}}'
    )

    digest = read((HEADER + rows).encode(), rules.encode()).digest()

    assert digest == "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def test_numbers_of_the_rules_may_be_strings():
    rules = with_rules(method="trimmed", trim="2", tiebreaks=["criterion:c2"])

    ledger = read((HEADER + GOOD_ROWS).encode(), rules.encode())

    assert (ledger.rules.trim, ledger.rules.tiebreaks) == (2, ("criterion:c2",))


def test_a_code_may_hold_what_csv_has_to_quote():
    rows = '"A\n1, ""x""",j1,c1,5\n"A\n1, ""x""",j1,c2,5\n'

    marks = read((HEADER + rows).encode(), json.dumps(RULES).encode()).marks

    assert {mark.submission for mark in marks} == {'A\n1, "x"'}


# Faults of the ledger -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("", ("line 1", "no rows after the header")),
        ("A,j1,c1\n", ("line 4", "3 cells instead of 4")),
        ("A,j1,c1,5,\n", ("line 4", "5 cells instead of 4")),
        ("\n", ("line 4", "0 cells instead of 4")),
        (",j1,c1,5\n", ("line 4", "empty submission")),
        ("A, ,c1,5\n", ("line 4", "empty judge")),
        ("A,j1,c3,5\n", ("line 4", "unknown criterion 'c3'")),
        ("A,j1,C1,5\n", ("line 4", "unknown criterion 'C1'")),
        (
            "A,j1,c2,5\n",
            ("line 4", "a second mark of 'j1' for 'A' in 'c2'"),
        ),
        ("B,j1,c2,5\n", ("line 4", "the sheet of 'j1' for 'B' lacks 'c1'")),
        ('A,"j"1,c1,5\n', ("line 4", "no CSV (',' expected after '\"')")),
    ],
)
def test_a_fault_of_a_row_is_told_once(rows, fault):
    assert faults_of(GOOD_ROWS + rows if rows else rows) == [fault]


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        ("", "'' are no number"),
        ("5 ", "'5 ' are no number"),
        ("1,5", "'1,5' are no number"),
        ("٥", "'٥' are no number"),
        ("NaN", "'NaN' are no number"),
        ("0.3", "'0.3' are off the step"),
        ("-0.5", "'-0.5' are below 0"),
        ("-1e999999999", "'-1e999999999' are below 0"),
        ("100.5", "'100.5' are above full"),
        ("100.3", "'100.3' are above full"),
        ("1e999999999", "'1e999999999' are above full"),
        ("1e" + "9" * 50, "'1e" + "9" * 38 + "'… are above full"),
        ("1e-999999999", "'1e-999999999' have too many decimals"),
        ("5\u2028", "'5\\u2028' are no number"),
    ],
)
def test_bad_points(points, complaint):
    rows = f'A,j1,c2,1\nA,j1,c1,"{points}"\n'

    assert faults_of(rows) == [("line 3", f"points {complaint}")]


@pytest.mark.parametrize(
    "ledger",
    [
        b"",
        b"\n",
        GOOD_ROWS.encode(),
        b"Submission,judge,criterion,points\nA,j1,c1,50\n",
        b"submission;judge;criterion;points\nA;j1;c1;50\n",
        b"submission,judge,criterion,points,\nA,j1,c1,50,\n",
        b"judge,submission,criterion,points\nj1,A,c1,50\n",
        '\ufeff\ufeffsubmission,judge,criterion,points\nA,j1,c1,"'.encode(),
        b'"submission,judge\n',
    ],
)
def test_a_wrong_header_is_the_only_fault_of_its_ledger(ledger):
    assert faults_of(ledger) == [("line 1", "wrong header")]


def test_what_is_not_utf_8_is_told_with_its_line():
    assert faults_of((HEADER + GOOD_ROWS).encode() + "ก,j1".encode("tis-620")) == [
        ("line 4", "not UTF-8")
    ]
    assert faults_of((HEADER + GOOD_ROWS).encode("utf-16")) == [("line 1", "not UTF-8")]


def test_every_fault_is_told_with_the_first_line_of_its_row():
    rows = (
        "A,j1,c1,50\n"  # 2: lacks c2
        '"B\n\n",j1,c9,5\n'  # 3 to 5: unknown criterion
        ",,c1,1000\n"  # 6: no submission, no judge, above full
        "A,j1\n"  # 7
        "A,j1,c1,x\n"  # 8: a second mark, no number
        "A,j1,c1,50\n"  # 9: a third
    )

    assert faults_of(rows) == [
        ("line 2", "the sheet of 'j1' for 'A' lacks 'c2'"),
        ("line 3", "unknown criterion 'c9'"),
        ("line 6", "empty submission"),
        ("line 6", "empty judge"),
        ("line 6", "points '1000' are above full"),
        ("line 7", "2 cells instead of 4"),
        ("line 8", "a second mark of 'j1' for 'A' in 'c1'"),
        ("line 8", "points 'x' are no number"),
        ("line 9", "a second mark of 'j1' for 'A' in 'c1'"),
    ]


def test_faults_of_both_files_are_told():
    assert faults_of("A,j1,c1,-1\nA,j1,c2\n", b"[") == [
        ("rules", "no JSON at line 1, column 2 (Expecting value)"),
        ("line 2", "points '-1' are below 0"),
        ("line 3", "3 cells instead of 4"),
    ]


# Faults of the rules ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ("", ("rules", "no JSON at line 1, column 1 (Expecting value)")),
        ("[]", ("rules", "no JSON object")),
        ("null", ("rules", "no JSON object")),
        ("[" * 100_000, ("rules", "nested too deep")),
        (b"\xff{}", ("rules", "not UTF-8")),
        ("{}", ("criteria", "missing")),
        (with_rules(criteria={}), ("criteria", "no list of criteria")),
        (with_rules(criteria=[]), ("criteria", "no list of criteria")),
        (with_rules(criteria=["c1"]), ("criteria[0]", "no JSON object")),
        (with_criterion(code=""), ("criteria[0].code", "no code")),
        (with_criterion(code=1), ("criteria[0].code", "no code")),
        (with_criterion(full=0), ("criteria[0].full", "'0' is not positive")),
        (with_criterion(full="-1.50"), ("criteria[0].full", "'-1.50' is not positive")),
        (with_criterion(full="1e9999"), ("criteria[0].full", "'1e9999' is too large")),
        (with_criterion(weight=True), ("criteria[0].weight", "true is no number")),
        (with_criterion(weight=None), ("criteria[0].weight", "null is no number")),
        (with_criterion(weight="x\ny"), ("criteria[0].weight", "'x\\ny' is no number")),
        (with_criterion(weight=[1]), ("criteria[0].weight", "a list is no number")),
        (with_criterion(step=0), ("criteria[0].step", "'0' is not positive")),
        (
            with_criterion(weight=float("nan")),
            ("criteria[0].weight", "'NaN' cannot be worked with"),
        ),
        (
            with_rules(note=[{"a b": 1}]).replace("1}]", "1e999999999}]"),
            ("note[0].'a b'", "'1e999999999' cannot be worked with"),
        ),
        (
            with_criterion(full=1).replace(
                '"full": 1,', '"full": 1' + "0" * 5000 + ","
            ),
            ("criteria[0].full", "'1" + "0" * 39 + "'… cannot be worked with"),
        ),
        (with_rules(method="Mean"), ("method", "'Mean' is unknown")),
        (with_rules(method=None), ("method", "null is unknown")),
        (with_rules(method=["mean"]), ("method", "a list is unknown")),
        (with_rules(trim=-1), ("trim", "'-1' is no whole number")),
        (with_rules(trim=1.5), ("trim", "'1.5' is no whole number")),
        (with_rules(trim=True), ("trim", "true is no number")),
        (with_rules(tiebreaks="median"), ("tiebreaks", "no list")),
        (
            with_rules(tiebreaks=["median", "Highest"]),
            ("tiebreaks[1]", "'Highest' is an unknown step"),
        ),
        (
            with_rules(tiebreaks=["criterion:c3"]),
            ("tiebreaks[0]", "'criterion:c3' is an unknown step"),
        ),
        (with_rules(tiebreaks=[7]), ("tiebreaks[0]", "7 is an unknown step")),
        (
            with_rules(tiebreaks=["chair"]),
            ("chair", "missing, but the tie-breaks have the step chair"),
        ),
        (
            with_rules(tiebreaks=["chair"], chair=""),
            ("chair", "missing, but the tie-breaks have the step chair"),
        ),
        (with_rules(chair=1), ("chair", "1 is no judge's code")),
        (with_rules(decisions={}), ("decisions", "no list")),
        (with_rules(decisions=["AB"]), ("decisions[0]", "no list of submissions")),
        (with_rules(decisions=[["A", 1]]), ("decisions[0]", "no list of submissions")),
        (
            with_rules(decisions=[[], ["A", "A"]]),
            ("decisions[1]", "names a submission twice"),
        ),
        (
            with_rules(chair="\ud800"),
            ("chair", "'\\ud800' is half a character"),
        ),
        (
            with_rules(method="mean")[:-1] + ', "method": "median"}',
            ("'method'", "stands twice"),
        ),
    ],
)
def test_a_fault_of_the_rules_is_told_once(rules, fault):
    assert faults_of(GOOD_ROWS, rules) == [fault]


def test_every_fault_of_the_rules_is_told():
    rules = {
        "criteria": [
            {"code": "c1", "full": 0, "weight": "x"},
            {"code": "c1", "full": 10, "weight": 10},
            {"full": 10, "weight": 10},
        ],
        "method": "best",
        "trim": "1.5",
        "tiebreaks": ["chair", "lot"],
    }

    assert faults_of("A,j1,c1,5\n", json.dumps(rules)) == [
        ("criteria[0].full", "'0' is not positive"),
        ("criteria[0].weight", "'x' is no number"),
        ("criteria[1].code", "'c1' stands twice"),
        ("criteria[2].code", "missing"),
        ("method", "'best' is unknown"),
        ("trim", "'1.5' is no whole number"),
        ("tiebreaks[1]", "'lot' is an unknown step"),
        ("chair", "missing, but the tie-breaks have the step chair"),
    ]


@pytest.mark.parametrize(
    "optional",
    [
        {"chair": "nobody", "tiebreaks": ["chair"]},
        {"chair": None},
        {"decisions": [["Y", "Z"], []], "tiebreaks": ["decision"]},
        {"trim": 10**900},
        {"trim": 0},
        {"tiebreaks": ["median", "median"]},
        {"another key": {"of": ["a later version"]}},
    ],
)
def test_what_is_no_fault(optional):
    read((HEADER + GOOD_ROWS).encode(), with_rules(**optional).encode())


# Writing ------------------------------------------------------------------------------


def test_what_is_written_is_read_back_with_the_same_digest():
    rules = Rules(
        criteria=(Criterion("c1", Decimal(100), Decimal("33.50"), Decimal("0.5")),),
        method="trimmed",
        trim=2,
        tiebreaks=("chair", "decision"),
        chair="j1",
        decisions=(("ข", "A,1"),),
    )
    marks = (
        Mark("ข", "j1", "c1", Decimal("7.50")),
        Mark("A,1", "j1", "c1", Decimal(0)),
    )

    ledger = read(write_marks(marks).encode(), write_rules(rules).encode())

    assert ledger.rules == rules
    assert ledger.marks == tuple(sorted(marks))
    assert ledger.digest() == digest_of(marks, rules_as_given(rules))


def test_rules_that_the_chain_does_not_use_are_not_written():
    rules = Rules((Criterion("c1", Decimal(5), Decimal(5)),), chair="j1")

    assert rules_as_given(rules) == {
        "criteria": [{"code": "c1", "full": 5, "weight": 5}],
        "method": "mean",
        "tiebreaks": [],
    }


def test_rules_of_a_json_column_are_read_with_their_faults():
    assert read_given_rules(RULES).criteria[1].full == Decimal(20)
    with pytest.raises(BadLedger, match="trim: '-1' is no whole number"):
        read_given_rules(RULES | {"trim": -1})
