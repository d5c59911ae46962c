import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]

LEDGER = """submission,judge,criterion,points
ข,j1,c1,9e1
ข,j2,c1,80
ข,j3,c1,70
A,j1,c1,95
A,j2,c1,75.0
A,j3,c1,70
B,j1,c1,70
B,j2,c1,80
B,j3,c1,90
"""
RULES = """{"criteria": [{"code": "c1", "full": 100, "weight": 100, "step": "0.5"}],
 "tiebreaks": ["median", "chair", "decision"], "chair": "j1", "decisions": [["B", "A"]]}
"""
DIGEST = "sha256:d922273983a45dceb9ece896d3f54f3a3b035747f8d8fa0a8ac28c79ab1c7208"


@pytest.fixture
def files(tmp_path):
    """Write both files; return a function that runs the command on them."""
    ledger, rules = tmp_path / "ledger.csv", tmp_path / "rules.json"
    ledger.write_text(LEDGER, encoding="utf-8")
    rules.write_text(RULES, encoding="utf-8")
    return ledger, rules


def tabulate(files, *options):
    out = io.StringIO()
    call_command("tabulate", *map(str, files), *options, stdout=out)
    return out.getvalue()


def refuse(files, *options):
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("tabulate", *map(str, files), *options, stdout=out, stderr=err)
    assert (caught.value.code, out.getvalue()) == (2, "")
    return err.getvalue().splitlines()


def test_the_ranking_as_json(files):
    answer = json.loads(tabulate(files))

    digest = answer.pop("digest")
    assert answer == {
        "method": "mean",
        "placings": [
            {
                "rank": 1,
                "submission": "ข",
                "score": "80.00",
                "exact": "80",
                "sheets": 3,
                "decided_by": "score",
            },
            {
                "rank": 2,
                "submission": "B",
                "score": "80.00",
                "exact": "80",
                "sheets": 3,
                "decided_by": "chair",
            },
            {
                "rank": 3,
                "submission": "A",
                "score": "80.00",
                "exact": "80",
                "sheets": 3,
                "decided_by": "median",
            },
        ],
    }
    assert digest == DIGEST


def test_the_ranking_as_csv(files):
    rows = list(csv.reader(io.StringIO(tabulate(files, "--format", "csv"))))

    assert rows == [
        ["rank", "submission", "score", "exact", "sheets", "decided_by"],
        ["1", "ข", "80.00", "80", "3", "score"],
        ["2", "B", "80.00", "80", "3", "chair"],
        ["3", "A", "80.00", "80", "3", "median"],
    ]


def test_the_ranking_as_a_table(files):
    assert tabulate(files, "--format", "table", "--agreement") == (
        "rank  submission  score  exact  sheets  decided_by\n"
        "1     ข           80.00  80     3       score\n"
        "2     B           80.00  80     3       chair\n"
        "3     A           80.00  80     3       median\n"
        "\n"
        "method mean\n"
        f"digest {DIGEST}\n"
        "judges 3\n"
        "submissions 3\n"
        "kendall_w 0.033333\n"
        "icc_2_1 -0.730769\n"
        "icc_2_k undefined\n"
        "krippendorff_alpha -0.333333\n"
    )


def test_agreement_is_added_where_asked_for(files):
    answer = json.loads(tabulate(files, "--agreement"))

    assert list(answer) == ["method", "placings", "digest", "agreement"]
    assert answer["agreement"] == {
        "judges": 3,
        "submissions": 3,
        "kendall_w": 0.033333,
        "icc_2_1": -0.730769,
        "icc_2_k": None,
        "krippendorff_alpha": -0.333333,
    }


def test_faults_fill_standard_error_alone_line_by_line(files):
    ledger, rules = files
    ledger.write_text(LEDGER + 'A,j1,c1,-1\n"C\n",j1,c2,5\n', encoding="utf-8")
    rules.write_text(RULES.replace("median", "mode"), encoding="utf-8")

    assert refuse(files) == [
        "tiebreaks[0]: 'mode' is an unknown step; take one of median, highest, "
        "count_back, head_to_head, chair, decision or criterion:<code>",
        "line 11: a second mark of 'j1' for 'A' in 'c1'; keep one of them",
        "line 11: points '-1' are below 0; give 0 to 100",
        "line 12: unknown criterion 'c2'; take one of 'c1'",
    ]


def test_files_that_cannot_be_read_are_faults(tmp_path):
    missing = tmp_path / "none.csv"

    assert refuse([missing, tmp_path]) == [
        f"ledger: cannot read '{missing}' (No such file or directory); "
        "name a file that can be read",
        f"rules: cannot read '{tmp_path}' (Is a directory); "
        "name a file that can be read",
    ]


def run(files, tmp_path, **env):
    """Run the command as an outsider does, where no database can be."""
    return subprocess.run(
        [sys.executable, "manage.py", "tabulate", *map(str, files)],
        cwd=ROOT,
        env=os.environ
        | {"DATA_DIR": str(tmp_path / "nowhere"), "DATABASE_URL": "sqlite:////no/db"}
        | env,
        capture_output=True,
        check=False,
    )


def test_the_command_needs_no_database(files, tmp_path):
    done = run(files, tmp_path, PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["digest"] == DIGEST
    assert not (tmp_path / "nowhere").exists()


def test_a_fault_ends_the_process_with_2(files, tmp_path):
    files[0].write_text(LEDGER + "A,j1,c1\n", encoding="utf-8")

    done = run(files, tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "line 11: 3 cells instead of 4; "
        "write submission,judge,criterion,points (or delete an empty line)"
    ]
