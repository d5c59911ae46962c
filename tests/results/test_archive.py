"""The whole story of a round in one file: what is in it, what never is, its check."""

import hashlib
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from results import actions
from results.acts import EXPORTED
from results.archive import signing
from results.archive.checking import check
from results.archive.contents import contents_of
from results.archive.story import story_of
from results.models import Result
from results.workflow import State as ResultState
from submissions.workflow import State
from tests import factories

pytestmark = pytest.mark.usefixtures("people")


@pytest.fixture
def export(contest, staff, client_of, settings):
    """Return a function that exports the round as its staff do; the file opened.

    They read English: the file is Thai all the same.
    """

    def get():
        address = reverse("results:archive", args=[contest.province.pk])
        client = client_of(staff)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = client.post(address)
        name = unquote(answer["Content-Disposition"].partition("''")[2])
        assert name == ("เรื่องราวรอบ KM2569-2 ระดับจังหวัด สำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ.zip")
        return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    return get


@pytest.fixture
def rich(sealed, offices, contest, staff, officer, chair, accept_entry):
    """A sealed round with all that a round may have, and a work with files."""
    disqualified = accept_entry("34", title="ผลงานที่มีไฟล์")
    entry = disqualified.entry
    entry.answers = {
        "team": [
            {
                "title": "นาย",
                "given_name": "สมชาย",
                "surname": "ใจดี",
                "position": "พัฒนากร",
                "level": "ชำนาญการ",
                "phone": "0812345678",
            }
        ]
    }
    entry.save()
    # The second under a field that the form has no more.
    for data, field in ((b"one", "evidence"), (b"two", "gone")):
        stored = factories.make_stored_file(data)
        factories.make_attachment(entry, stored, field=field, name="แผน งาน.pdf")
    version = factories.make_version(disqualified)
    type(disqualified).objects.filter(pk=disqualified.pk).update(
        state=State.DISQUALIFIED, state_reason="ผิดกติกา", accepted_version=version
    )
    factories.make_issued_order(contest.province, by=staff)
    factories.make_session(
        contest.province,
        number="1/2569",
        state="ended",
        begun_at=timezone.now(),
        ended_at=timezone.now(),
    )
    factories.make_tie_decision(contest.province, [disqualified.pk], decided_by=chair)
    appeal = factories.make_appeal(sealed, offices["3322"], by=officer)
    factories.make_appeal_file(appeal, name="หลักฐาน.pdf")
    return disqualified


def texts(archive):
    return {
        name: archive.read(name).decode("utf-8-sig")
        for name in archive.namelist()
        if name.endswith((".html", ".json", ".csv", ".txt"))
    }


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.tags, self.attributes = [], set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_whoever_has_nothing_but_the_file_can_check_it(rich, export):
    archive = export()

    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert archive.namelist() == [*sums, "SHA256SUMS", "SHA256SUMS.sig"]
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    key = signing.loaded(archive.read("PUBLIC-KEY.pem"))
    key.verify(archive.read("SHA256SUMS.sig"), archive.read("SHA256SUMS"))
    assert check(archive.fp, key=None).faults == []


def test_every_page_stands_alone_and_every_link_leads_to_something(rich, export):
    archive = export()
    names = set(archive.namelist())
    reached = {"index.html"}

    for page in [name for name in names if name.endswith(".html")]:
        text = archive.read(page).decode()
        found = Links()
        found.feed(text)
        assert text.startswith('<!doctype html>\n<html lang="th">')
        assert not found.tags & {"script", "style", "iframe"}
        assert not {a for a in found.attributes if a.startswith("on") or a == "style"}
        for link in found.links:
            if not link.startswith("#"):
                reached.add(normpath(join(dirname(page), unquote(link))))

    assert reached <= names
    # What is not linked is for programs, or for whoever checks.
    assert {name for name in names - reached if name.endswith((".html", ".pdf"))} == (
        set()
    )


def test_it_tells_what_the_round_was(rich, export):
    archive = export()
    pages = texts(archive)
    index = pages["index.html"]
    [entry] = [
        text
        for name, text in pages.items()
        if f"{rich.number} " in name and (name.endswith("html"))
    ]

    for told in (
        "Chair Test",
        "เกณฑ์ c1",
        "ชนะเลิศ",
        "ตัดสิทธิ์",
        "The panel discussed it.",
        "Sums are wrong",
        rich.number,
    ):
        assert told in index
    # What is English is a name: of a file, a place in it, a person or what they typed.
    assert not re.search(r"\b(Sealed|Province|District|Office|Rank)\b", index + entry)
    assert "สมชาย ใจดี" in entry and "ผิดกติกา" in entry
    papers = [name for name in archive.namelist() if name.startswith("เอกสาร/")]
    assert papers == [
        "เอกสาร/คำสั่งแต่งตั้งคณะกรรมการ ฉบับที่ 1.pdf",
        "เอกสาร/บัญชีผลงาน.pdf",
        "เอกสาร/รายงานการประชุม 1 ครั้งที่ 1-2569.pdf",
        "เอกสาร/สรุปผลคะแนน.pdf",
        "เอกสาร/ประกาศผล (ร่าง).pdf",
    ]
    assert all(archive.read(name).startswith(b"%PDF") for name in papers)
    folder = next(name for name in archive.namelist() if "แผน งาน.pdf" in name)
    assert archive.read(folder) == b"one"
    assert archive.read(folder.replace(".pdf", " (2).pdf")) == b"two"


def test_what_is_nobody_elses_is_not_in_it(
    rich, contest, entries, export, judge, chair, other_judge, staff
):
    seat = factories.make_judge(contest.province, other_judge, left_at=timezone.now())
    unsigned = factories.make_sheet(seat, entries["3317"], comment="เปิดค้างไว้")
    factories.make_score(unsigned, "c1", 137)
    factories.make_note(judge, entries["3317"], "กระซิบไว้คนเดียว")
    factories.make_mark_set_aside(judge, entries["3317"], value="1.37")
    factories.make_event(seat, act="Gave marks that came too late; they are set aside")
    for person in (chair, judge, other_judge, staff):
        person.phone, person.email = "0899999999", f"{person.username}@secret.example"
        person.save()

    archive = export()

    told = "\n".join(texts(archive).values())
    assert "Other_judge Test" in told or str(other_judge) in told
    for secret in (
        "เปิดค้างไว้",
        "1.37",
        "137",
        "กระซิบไว้คนเดียว",
        "set aside",
        "0812345678",
        "0899999999",
        "secret.example",
    ):
        assert not re.search(rf"(?<![0-9a-f]){re.escape(secret)}(?![0-9a-f])", told)
    ledger = archive.read("results/1/LEDGER.csv").decode()
    assert str(judge) not in ledger and str(chair) not in ledger


def test_a_result_that_was_refused_is_told_and_checked_too(
    sealed, contest, chair, staff, export
):
    actions.refuse(sealed, by=staff, reason="กรรมการไม่ครบ")
    actions.seal(contest.province, by=chair)

    archive = export()

    assert "กรรมการไม่ครบ" in archive.read("index.html").decode()
    assert json.loads(archive.read("results/1/RESULT.json"))["state"] == "refused"
    assert json.loads(archive.read("results/2/RESULT.json"))["state"] == "sealed"
    assert check(archive.fp, key=None).faults == []


def test_before_the_seal_it_says_why_not(contest, marked, client_of, staff):
    address = reverse("results:archive", args=[contest.province.pk])

    answer = client_of(staff).post(address, follow=True)

    assert answer.redirect_chain
    assert answer.content.decode().count("ส่งออกได้เมื่อปิดผนึกผลคะแนนแล้ว") == 2
    assert not Event.objects.filter(act=EXPORTED).exists()


def test_a_result_refused_while_it_is_exported_leaves_no_export(
    sealed, client_of, staff
):
    def refuse_at_the_record(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("INSERT") and "audit_event" in sql and EXPORTED in params:
            Result.objects.filter(pk=sealed.pk).update(
                state=ResultState.REFUSED, undone_at=sealed.sealed_at, state_reason="x"
            )
        return answer

    address = reverse("results:archive", args=[sealed.round_id])
    with connection.execute_wrapper(refuse_at_the_record):
        answer = client_of(staff).post(address)

    assert answer.status_code == 302
    assert not Event.objects.filter(act=EXPORTED).exists()


def test_that_it_was_exported_is_on_record_and_on_the_page(
    sealed, contest, export, client_of, staff
):
    address = reverse("results:round", args=[contest.province.pk])
    assert "ส่งออกล่าสุด" not in client_of(staff).get(address).content.decode()

    export()

    page = client_of(staff).get(address).content.decode()
    assert "ส่งออกล่าสุด" in page
    event = Event.objects.get(act=EXPORTED)
    assert (event.target, event.by) == (sealed, staff)


def test_a_file_that_is_gone_is_named_and_one_with_a_virus_is_not_given(rich, export):
    one, two = rich.entry.attachments.order_by("pk")
    default_storage.delete(one.stored.path)
    type(two.stored).objects.filter(pk=two.stored_id).update(
        virus="Test.Virus-1", scanned_at=timezone.now()
    )

    archive = export()

    pages = texts(archive)
    assert "Test.Virus-1" in pages["ไฟล์ที่อ่านไม่ได้.txt"]
    assert not [name for name in archive.namelist() if "แผน งาน" in name]
    [page] = [each for each in pages if rich.number in each and each.endswith("html")]
    assert pages[page].count("อ่านไม่ได้เมื่อส่งออก") == 2
    faults = check(archive.fp, key=None).faults
    assert [fault.partition(": ")[2] for fault in faults] == (
        ["แผน งาน.pdf could not be read when it was exported"] * 2
    )


def test_it_costs_the_same_queries_for_more_works(sealed, contest, staff, officer):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            now = timezone.now()
            b"".join(contents_of(story_of(contest.province, by=staff, at=now)))
        return len(queries)

    cost()  # warm the caches
    with_four = cost()
    for _ in range(4):
        entry = factories.make_entry(
            contest.category, factories.make_office("34"), by=officer
        )
        factories.make_attachment(entry)
        factories.make_submission(contest.province, entry, State.DISQUALIFIED)
        entry.discarded_at = timezone.now()
        entry.save()

    assert (with_four, cost()) == (with_four, with_four)
    assert with_four <= 40


# The check ------------------------------------------------------------------------


def rewritten(archive, *, change=None, drop=(), add=None, resign=False):
    """Return the archive with other files in it, the sums as they were or made anew."""
    files = {name: archive.read(name) for name in archive.namelist()}
    files |= change or {}
    for name in drop:
        del files[name]
    files |= add or {}
    if resign:
        sums = "".join(
            f"{hashlib.sha256(data).hexdigest()}  {name}\n"
            for name, data in files.items()
            if not name.startswith("SHA256SUMS")
        )
        files["SHA256SUMS"] = sums.encode()
        if resign == "signed":
            files["SHA256SUMS.sig"] = signing.sign(sums.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    return out


def test_whatever_was_done_to_it_is_named(sealed, export, settings, tmp_path):
    archive = export()
    ours = signing.public_pem()
    ledger = archive.read("results/1/LEDGER.csv")
    other_marks = ledger.replace(b",9\r\n", b",1\r\n", 1)
    told = json.loads(archive.read("results/1/RESULT.json"))
    first, second, *_rest = told["placings"]
    first["rank"], second["rank"] = 2, 1
    other_ranks = json.dumps(told).encode()
    assert other_marks != ledger

    def faults(key=ours, **how):
        return check(rewritten(archive, **how), key=key).faults

    changed = faults(change={"index.html": b"<p>"})
    assert [fault.split(":")[0] for fault in changed] == ["index.html was changed"]
    assert faults(drop=["history.csv"]) == ["history.csv is missing"]
    assert faults(add={"more.pdf": b"%PDF"}) == ["more.pdf was added: it has no sum"]
    assert faults(add={"more.pdf": b"%PDF"}, resign="unsigned") == [
        "the signature is not that of the key with SHA-256 "
        f"{signing.fingerprint(ours)}: the list of sums was changed, or another key "
        "signed it"
    ]
    assert "could harm who unpacks it" in faults(add={"../x": b""})[0]
    assert faults(drop=["SHA256SUMS.sig"])[0] == "SHA256SUMS.sig is not in it"
    # Even the portal's own key does not make other marks the sealed ones.
    marks = faults(change={"results/1/LEDGER.csv": other_marks}, resign="signed")
    assert marks[0].startswith("results/1: tabulated again: digest sha256:")
    ranks = faults(change={"results/1/RESULT.json": other_ranks}, resign="signed")
    assert ranks == [
        f"results/1: tabulated again: placing {each['submission']}: rank {at}, "
        f"sealed {each['rank']}"
        for at, each in ((1, first), (2, second))
    ]
    # Whoever forges all of it has another key, which `key` does not know.
    settings.ARCHIVE_KEY_FILE = tmp_path / "forged.pem"
    forged = {"change": {"PUBLIC-KEY.pem": signing.public_pem()}, "resign": "signed"}
    assert "another key signed it" in faults(**forged)[0]
    assert faults(key=None, **forged) == []
    assert faults(key=b"rubbish") == [
        "the key cannot be used: this is no public key in PEM"
    ]
    cut = io.BytesIO(archive.fp.getvalue()[:-400])
    assert "no whole ZIP file" in check(cut, key=ours).faults[0]


def test_it_may_be_packed_again_but_hides_nothing(sealed, export):
    archive = export()
    ours, whole = signing.public_pem(), archive.fp.getvalue()
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_BZIP2) as new:
        new.mkdir("results")
        for name in reversed(archive.namelist()):
            new.writestr(name, archive.read(name))
        new.mkdir("results/1")
    commented = io.BytesIO(whole)
    with zipfile.ZipFile(commented, "a") as opened:
        opened.comment = b"<script>"
    second = archive.infolist()[1].header_offset
    files = {name: archive.read(name) for name in archive.namelist()}
    renamed = rewritten(archive, drop=["style.css"], add={"s.css": files["style.css"]})

    def faults(data):
        return check(io.BytesIO(data), key=ours).faults

    assert faults(whole) == faults(again.getvalue()) == []
    assert "belong to no file" in faults(b"%PDF-1.7\n" + whole)[0]
    for data in (whole + b"%PDF", commented.getvalue()):
        assert faults(data) == [
            "there are bytes after the end of the ZIP that belong to no file"
        ]
    assert faults(whole[:second] + b"hidden" + whole[second:]) != []
    assert faults(renamed.getvalue()) == [
        "style.css is missing",
        "s.css was added: it has no sum",
    ]


def test_the_command_says_so_in_words_and_by_its_exit(sealed, export, tmp_path, capsys):
    archive = export()
    good, bad, key = (tmp_path / name for name in ("good.zip", "bad.zip", "key.pem"))
    good.write_bytes(archive.fp.getvalue())
    bad.write_bytes(rewritten(archive, drop=["README.txt"]).getvalue())

    call_command("archive_key")
    key.write_text(capsys.readouterr().out.partition("SHA-256")[0])
    call_command("check_archive", good, key=key)
    assert capsys.readouterr().out.endswith("All is as it was exported.\n")
    with pytest.raises(SystemExit) as exit_:
        call_command("check_archive", bad)
    assert exit_.value.code == 1
    assert "WRONG: README.txt is missing\n" in capsys.readouterr().out


# The key --------------------------------------------------------------------------


def test_the_key_is_made_once_for_its_owner_alone_and_published(settings, client):
    public = client.get(reverse("results:archive-key")).content

    path = settings.ARCHIVE_KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    # Another process that found none a moment ago does not replace it.
    signing.make_key(path)
    assert signing.public_pem() == public
    assert b"PUBLIC KEY" in public
    assert [each.name for each in path.parent.iterdir() if "key" in each.name] == [
        path.name
    ]
