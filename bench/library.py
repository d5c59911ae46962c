"""The library of 10,000 items: searching it, and its first page."""

import random
import re
from datetime import timedelta
from urllib.parse import quote

from django.urls import reverse

from bench import cases
from bench.seed import enter
from contests.phases import Phase
from offices.models import Office
from offices.roles import Level
from results.library import grams
from results.library.letters import exact_of, letters_of
from results.library.shelving import lines_of
from results.models import Shelved, Term
from tests import factories

ITEMS = 10_000
# A record of two pages.
LETTERS = 3_000
AT_ONCE = 1_000
WORDS = re.findall(
    r"\S+",
    "การ พัฒนา ชุมชน เรียนรู้ องค์กร ความรู้ แลกเปลี่ยน เครือข่าย หมู่บ้าน เศรษฐกิจ พอเพียง "
    "สัมมาชีพ กองทุน สตรี บทบาท ผู้นำ จัดการ กระบวนการ ทบทวน ปฏิบัติงาน ผลิตภัณฑ์ ตลาด "
    "รายได้ ครัวเรือน ปลูกผัก ความมั่นคง วิทยากร ต้นแบบ ถอดบทเรียน เทคนิค วิธีการ ปัจจัย",
)
# In every item; in a few; in none. The first is the most work.
QUERIES = {"in all": "การพัฒนา", "in some": "ถอดบทเรียนสตรีตลาด", "in none": "ภูสิงห์เสวนา"}


def fill(now):
    """Put as many items on the shelves, each with a text of its own."""
    season = factories.make_season(2567)
    category = factories.make_category(1, season)
    stage = factories.make_stage(category, Level.DEPARTMENT, Phase.JUDGING)
    round_ = factories.make_round(stage, Office.objects.get(code="CDD"))
    term = Term.objects.create(kind="tool", name_th="ชุมชนนักปฏิบัติ", name_en="CoP")
    works = enter(round_, ITEMS, now)
    for start in range(0, ITEMS, AT_ONCE):
        some = works[start : start + AT_ONCE]
        rows = [
            row_of(work, number, term, now)
            for number, work in enumerate(some, start=start + 1)
        ]
        Shelved.objects.bulk_create(rows)
        grams.rewrite((), rows)


def row_of(work, number, term, now):
    text = ""
    while len(text) < LETTERS:
        text += random.choice(WORDS) + " " * (random.random() < 0.1)
    parts = [work.title, term.name_th, text[:400], text]
    letters, ends = "", []
    for part in parts:
        letters += lines_of([part], letters_of)
        ends.append(len(letters))
    codes = work.entry.office.codes
    return Shelved(
        submission=work,
        entry=work.entry,
        number=number,
        public_from=now - timedelta(minutes=number),
        facets=f"2567|1|{codes[1]}|{codes[2]}|tool:{term.pk}",
        letters=letters,
        title_ends=ends[0],
        labels_end=ends[1],
        summary_ends=ends[2],
        exact=lines_of(parts[:3], exact_of),
        title=work.title,
        summary=parts[2],
        text=text,
    )


def figures(bench):
    home = reverse("library:home")
    for what, words in QUERIES.items():
        yield cases.page(
            bench,
            f"library of {ITEMS} items, searched for what is {what}",
            "officer",
            f"{home}?q={quote(words)}",
            100,
        )
    yield cases.anonymous_page(bench, "library, anonymous", home)
    item = Shelved.objects.first().entry_id
    yield cases.anonymous_page(
        bench, "an item of the library, anonymous", reverse("library:item", args=[item])
    )
