"""What two works have in common: found whatever the spacing, shown to staff alone."""

from io import BytesIO

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from submissions import actions
from submissions.likeness import SURELY_FOUND, fingerprints, passages
from submissions.likeness.letters import letters_of
from submissions.likeness.likest import likest
from submissions.likeness.shingles import SHINGLE
from submissions.models import Fingerprint, VersionText
from tests import factories
from tests.racing import at_once
from tests.submissions import files
from tests.submissions.scene import DAY, field

SHARED = (
    "ชุมชนนักปฏิบัติของอำเภอประชุมกันทุกเดือน ทบทวนก่อนปฏิบัติงานและหลังปฏิบัติงาน "
    "แล้วจดสิ่งที่ได้เรียนรู้ไว้เป็นชุดความรู้ให้ทุกคนอ่านได้"
)
MINE = f"สำนักงานของเราเริ่มจากการตั้งเป้าหมายร่วมกัน {SHARED} จากนั้นจึงขยายผลไปทุกตำบล"
THEIRS = f"ปีที่ผ่านมาเราพบปัญหาหลายอย่าง {SHARED} และได้รับความร่วมมือจากภาคี"
OTHER = "การเลี้ยงไหมอีรี่ของกลุ่มสตรีทำให้ครัวเรือนมีรายได้เพิ่มขึ้นปีละหลายหมื่นบาทต่อราย"

words = st.text(st.sampled_from("กขคงจฉชซ าิีึ่้abc 12\n"), max_size=120)


# Letters and fingerprints -------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("การ จัดการ\nความรู้", "การจัดการความรู"),
        ("ทำนำ้", "ทํานํา"),
        ("ปี ๒๕๖๕", "ปี2565"),
        ("After Action Review (AAR)", "after action review aar"),
        ("ก็ดี", "กดี"),
    ],
)
def test_what_is_typed_otherwise_is_the_same(one, other):
    assert letters_of(one)[0] == letters_of(other)[0]


def test_vowels_tell_words_apart():
    assert letters_of("กิน")[0] != letters_of("กัน")[0]


@given(words)
@example("ß ŉ ﬁ")
def test_each_letter_knows_its_place(text):
    letters, places = letters_of(text)

    assert len(letters) == len(places)
    assert places == sorted(places)
    assert all(place < len(text) for place in places)


@given(words, words, words, words, st.text("กขคงจฉชซ", min_size=SURELY_FOUND))
def test_a_passage_that_is_long_enough_is_always_found(a, b, c, d, shared):
    assert fingerprints(a + shared + b) & fingerprints(c + shared + d)


def test_texts_without_a_run_in_common_share_nothing():
    assert not fingerprints(MINE) & fingerprints(OTHER)
    assert fingerprints("สั้น") == set()


# Passages -----------------------------------------------------------------------------


def test_a_passage_is_shown_where_it_stands_in_both():
    [found] = passages([("field:a", MINE)], [("field:b", OTHER), ("file:x", THEIRS)])

    assert found.mine.passage.strip() == SHARED
    assert found.theirs.passage.strip() == SHARED
    assert (found.mine.source, found.theirs.source) == ("field:a", "file:x")
    assert found.mine.before.endswith("เป้าหมายร่วมกัน ")
    assert found.theirs.after.startswith(" และได้รับ")


@given(words, words)
@example(SHARED, SHARED)
def test_passages_are_the_same_letters_and_do_not_overlap(one, other):
    shared = "ก" * SHINGLE
    found = passages([("a", one + shared)], [("b", shared + other)])

    assert found
    for each in found:
        mine = letters_of(each.mine.passage)[0]
        assert mine == letters_of(each.theirs.passage)[0]
        assert len(mine) == each.letters >= SHINGLE
    assert sum(each.letters for each in found) <= len(letters_of(one + shared)[0])


# From hand-in to the staff's page -----------------------------------------------------


@pytest.fixture
def hand_in(world):
    """Hand in a work of an office with a text, in category 2."""

    def hand_in(code, text, area="33"):
        entry = factories.make_entry(
            world.category[2],
            world.office[code],
            by=world.officer,
            answers={"goals": text},
            title=f"งานของ {code}",
        )
        return factories.make_submission(world.rounds[2, area], entry)

    return hand_in


@pytest.fixture
def works(hand_in):
    """Three works of three offices: two share a passage, one nothing."""
    texts = {"3317": MINE, "3320": THEIRS, "3322": OTHER}
    return [hand_in(code, text) for code, text in texts.items()]


def test_the_likest_entries_are_found(works):
    assert actions.read_due() == 3

    found = [likest(work.versions.get(), at=timezone.now()) for work in works]

    assert [[each.version.submission for each in likes] for likes in found] == [
        [works[1]],
        [works[0]],
        [],
    ]
    assert 40 < found[0][0].percent < 90
    assert found[0][0].passages[0].mine.passage.strip() == SHARED


def test_an_entry_is_not_like_itself(works):
    factories.make_version(works[0])
    actions.read_due()

    likes = likest(works[0].versions.get(number=2), at=timezone.now())

    assert [each.version.submission for each in likes] == [works[1]]


def test_what_stands_everywhere_says_nothing(works, monkeypatch):
    monkeypatch.setattr("submissions.likeness.likest.COMMON", 1)
    actions.read_due()

    assert likest(works[0].versions.get(), at=timezone.now()) == []


def test_reading_again_changes_nothing(works):
    actions.read_due()
    kept = Fingerprint.objects.count()

    assert actions.read_due() == 0
    assert actions.read_text(works[0].versions.get()) is False
    assert Fingerprint.objects.count() == kept


@pytest.mark.django_db(transaction=True)
def test_two_timers_at_once_read_each_version_once(works):
    assert at_once(actions.read_due, actions.read_due) == ["done"] * 2
    assert VersionText.objects.count() == 3


# Files --------------------------------------------------------------------------------


def docx(*paragraphs):
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return files.office("docx", extra=[("word/document.xml", document)])


def written_pdf(text):
    """A PDF with a line of text in a font that every reader knows."""
    page = files.pikepdf.new()
    page.add_blank_page(page_size=(595, 842))
    font = files.pikepdf.Dictionary(
        Type=files.pikepdf.Name.Font,
        Subtype=files.pikepdf.Name.Type1,
        BaseFont=files.pikepdf.Name.Helvetica,
    )
    page.pages[0].Resources = files.pikepdf.Dictionary(
        Font=files.pikepdf.Dictionary(F1=font)
    )
    drawn = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    page.pages[0].Contents = page.make_stream(drawn)
    target = BytesIO()
    page.save(target)
    return target.getvalue()


ENGLISH = "Every office writes down what it has learnt from its work this year"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("work.docx", docx(ENGLISH, SHARED), f"{ENGLISH}\n{SHARED}"),
        ("work.pdf", written_pdf(ENGLISH), ENGLISH),
    ],
)
def test_files_are_read_too(works, name, content, text):
    entry = works[0].entry
    actions.attach(entry, "evidence", files.upload(name, content), by=entry.created_by)
    version = factories.make_version(works[0])

    actions.read_text(version)

    kept = VersionText.objects.get(version=version)
    assert kept.parts[-1] == [f"file:{name}", text]
    assert kept.silent_files == []


def test_a_file_without_text_is_named(works):
    entry = works[0].entry
    actions.attach(
        entry, "evidence", files.upload("scan.pdf", files.pdf()), by=entry.created_by
    )
    version = factories.make_version(works[0])

    actions.read_text(version)

    assert version.text.silent_files == ["scan.pdf"]


def test_a_file_that_is_lost_costs_only_itself(works):
    stored = factories.make_stored_file(b"%PDF-1.4 no pdf at all")
    factories.make_attachment(works[0].entry, stored, name="lost.pdf")
    version = factories.make_version(works[0])

    actions.read_text(version)

    kept = VersionText.objects.get(version=version)
    assert kept.silent_files == ["lost.pdf"]
    assert kept.parts == [["field:goals", MINE]]


def test_names_and_links_are_no_text(works):
    entry = works[0].entry
    entry.category.form = [field("team", "people"), field("clips", "links")]
    entry.answers = {
        "team": [{"given_name": "สมชาย", "surname": "ใจดี"}],
        "clips": [{"url": "https://example.org", "label": "คลิป"}],
    }
    version = factories.make_version(works[0])

    actions.read_text(version)

    assert version.text.parts == []
    assert likest(version, at=timezone.now()) == []


# The page -----------------------------------------------------------------------------


@pytest.fixture
def pair(hand_in):
    """Works of two districts, one of them of another province."""
    works = [hand_in("3317", MINE), hand_in("3402", THEIRS, area="34")]
    actions.read_due()
    return works


def page_of(work, number=1):
    return f"/entries/submissions/{work.pk}/{number}/likeness/"


def test_staff_see_both_side_by_side(world, pair, client_of):
    page = client_of(world.staff).get(page_of(pair[0]))

    shown = page.content.decode()
    assert page.status_code == 200
    assert shown.count("<mark>") == 2
    assert "งานของ 3402" in shown
    # The other lies outside of the province: its passage is shown, the rest is not.
    assert f"/entries/submissions/{pair[1].pk}/" not in shown
    assert "ปีที่ผ่านมา" in shown


def test_staff_of_both_areas_can_open_the_other(world, pair, client_of):
    page = client_of(world.region_staff).get(page_of(pair[0]))

    assert f'href="/entries/submissions/{pair[1].pk}/"' in page.content.decode()


def test_what_went_up_unseen_changes_nothing_on_the_page(world, pair, client_of):
    below = pair[1]
    factories.make_submission(
        world.rounds[2, "R14"], below.entry, visible_from=timezone.now() + DAY
    )
    assert actions.read_due() == 1

    page = client_of(world.region_staff).get(page_of(pair[0]))

    # The later version is as like, and was shown instead, without a link.
    assert f'href="/entries/submissions/{below.pk}/"' in page.content.decode()


def test_the_office_is_not_shown_others_entries(world, pair, client_of):
    client = client_of(world.officer)

    assert client.get(page_of(pair[0])).status_code == 403
    shown = client.get(f"/entries/submissions/{pair[0].pk}/").content.decode()
    assert "likeness" not in shown


def test_before_it_was_read_the_page_says_when(world, pair, client_of):
    version = factories.make_version(pair[0])

    page = client_of(world.staff).get(page_of(pair[0], version.number))

    assert "กำลังเปรียบเทียบ" in page.content.decode()


def test_the_page_asks_as_much_for_many(world, pair, hand_in, queries_do_not_grow):
    offices = iter(["3320", "3322", "33", "34", "R14"])

    def add():
        hand_in(next(offices), MINE)
        actions.read_due()

    queries_do_not_grow(page_of(pair[0]), add, by=world.staff)
