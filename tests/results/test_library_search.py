"""Finding in the library: Thai without spaces, forgiven tone marks, the order."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import timezone

from offices.roles import Level
from results.library import grams
from results.library.letters import letters_of, pattern, words_of
from results.library.marking import marked, snippet
from results.library.searching import asked_in, search
from results.library.shelving import lines_of
from results.models import Shelved
from results.public.contacts import without_contacts
from tests.factories import (
    make_category,
    make_entry,
    make_round,
    make_stage,
    make_submission,
)

# Title, labels, summary, the rest; in the order in which they came.
WORKS = [
    ("โมเดลภูสิงห์เสวนา", "CoP", "สร้างวัฒนธรรมองค์กร", "แลกเปลี่ยน เรียนรู้ร่วมกัน"),
    ("การเรียนรู้ไม่สิ้นสุด", "BAR", "ทำงานเป็นทีม", "จบ"),
    ("เล่าเรื่องเก่า", "การเรียนรู้", "ชุมชน", "จบ"),
    ("เลี้ยงไหม", "AAR", "เรียนรู้จากครู", "จบ"),
    ("เรียนรู จากท้องถิ่น", "AAR", "เขียนไม่มีวรรณยุกต์", "จบ"),
    ("ขวดขาว", "AAR", "ขอขวด", "a_%b ก'ข"),
]


@pytest.fixture
def shelf(db):
    """The works on the shelf, numbered from 1, with a region for every other one."""
    category = make_category(1)
    round_ = make_round(make_stage(category, Level.REGION))
    rows = []
    for number, parts in enumerate(WORKS, start=1):
        letters, ends = "", []
        for part in parts:
            letters += lines_of([part], letters_of)
            ends.append(len(letters))
        rows.append(
            Shelved(
                submission=(work := make_submission(round_, make_entry(category))),
                entry=work.entry,
                number=number,
                public_from=timezone.now(),
                facets=f"2565|2|R{number % 2}||",
                letters=letters,
                title_ends=ends[0],
                labels_end=ends[1],
                summary_ends=ends[2],
                exact=lines_of(parts[:3], lambda text: text.lower().replace(" ", "")),
                title=parts[0],
            )
        )
    Shelved.objects.bulk_create(rows)
    grams.rewrite((), rows)
    return SimpleNamespace(rows=rows)


def find(**query):
    asked = QueryDict(mutable=True)
    asked.update(query)
    return search(asked_in(asked), at=timezone.now())


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("ภูสิง", [1]),
        ("cop", [1]),
        # Title as spelt, title, label, summary, elsewhere.
        ("เรียนรู้", [2, 5, 3, 4, 1]),
        ("เรียนรู", [5, 2, 3, 4, 1]),
        ("เรี่ยนรู๊", [5, 2, 3, 4, 1]),
        ("เรียน ครู", [4]),
        ("รว", [1]),
        ("ฃวด", [6]),
        ("อำเภอภูสิงห์", [1]),
        ("a_", []),
        ("ไม่มีคำนี้", []),
        ("ก", []),
        ("%%", []),
    ],
)
def test_words_are_found_in_this_order(shelf, query, numbers):
    assert find(q=query).numbers == numbers


def test_newest_first_is_another_order(shelf):
    assert find(q="เรียนรู้", sort="newest").numbers == [5, 4, 3, 2, 1]
    assert find().numbers == [6, 5, 4, 3, 2, 1]


def test_a_facet_counts_what_one_could_change_to(shelf):
    found = find(q="เรียนรู้", region="R1", season="2565")

    assert found.numbers == [5, 3, 1]
    assert found.counts["region"] == {"R0": 2, "R1": 3}
    assert found.counts["season"] == {"2565": 3}


def test_runs_that_stand_apart_are_no_word(shelf):
    # Every run of three letters of "ขาวดข" is in the sixth work, the word is not.
    assert find(q="ขาวขวด").numbers == []


def test_what_is_rewritten_is_found_anew_and_not_as_it_was(shelf):
    row = shelf.rows[0]
    changed = Shelved.objects.get(number=1)
    changed.letters = lines_of(["ชื่อใหม่"], letters_of)
    changed.title_ends = changed.labels_end = changed.summary_ends = len(
        changed.letters
    )
    changed.exact = ""
    changed.save()

    grams.rewrite([row], [changed])

    assert (find(q="ภูสิง").numbers, find(q="ชื่อใหม่").numbers) == ([], [1])
    assert find(q="เรียนรู้").numbers == [2, 5, 3, 4]


def test_items_of_several_blocks_are_found(shelf):
    row = Shelved.objects.get(number=6)
    Shelved.objects.filter(pk=row.pk).update(number=3 * grams.BLOCK + 5)
    moved = Shelved.objects.get(pk=row.pk)

    grams.rewrite([row], [moved])

    assert find(q="ขวด").numbers == [3 * grams.BLOCK + 5]
    assert find().numbers[0] == 3 * grams.BLOCK + 5


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("การเรียน รู้ <b>", "เรียนรู", "การ<mark>เรียน รู้</mark> &lt;b&gt;"),
        ("ปี ๒๕๖๕", "2565", "ปี <mark>๒๕๖๕</mark>"),
        ("CoP และ cop", "cop", "<mark>CoP</mark> และ <mark>cop</mark>"),
        ("ไม่มี", "เรียน", "ไม่มี"),
    ],
)
def test_the_hit_is_marked_and_the_rest_escaped(text, query, shown):
    assert marked(text, pattern(words_of(query))) == shown


def test_a_snippet_begins_at_a_letter():
    text = "ก" * 100 + "ที่นี่" * 10 + "ภูสิงห์" + "ที่นี่" * 100

    shown = snippet(text, "สรุป", pattern(words_of("ภูสิง")))

    assert "<mark>ภูสิง</mark>ห์" in shown
    assert shown.startswith("… ที่") or shown.startswith("… น") or shown[2] in "กทน"
    assert shown.endswith(" …")


@pytest.mark.parametrize(
    "text",
    [
        "งบ 20,000 บาท ปี 2565 วันที่ 21 กรกฎาคม 2565 เวลา 09.00 น.",
        "ครัวเรือน 1,234,567 ครัวเรือน รหัส 3317",
        "0.5 ไร่ ถึง 0.75 ไร่",
    ],
)
def test_numbers_that_are_no_telephone_stay(text):
    assert without_contacts(text) == text
