"""Certificates (เกียรติบัตร): what each says, and the paper of one or of many."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version as version_of
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from offices.letterheads import Head, for_paper
from results.codes import grouped
from results.models import Award, Certificate, CertificateVersion, Placing
from results.papers.wording import award_on, headings_of
from results.workflow import CertificateState, State
from ui import paper
from ui.single_pages import without_tags
from ui.thai import solemn_date, thai_digits

TEMPLATE = "results/papers/certificate.typ"
TITLE = "เกียรติบัตร"
# So many pages are set at a time: about 135 MiB, and a step of the progress bar.
AT_A_TIME = 100
GIVES = "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า"
WISH = "ขอให้มีความสุข ความเจริญ และเป็นกำลังสำคัญในการพัฒนาชุมชนสืบไป"
# Three groups that stand for a code where nothing is issued yet.
NO_CODE = "····-····-····"


def receiver_of(placing: Placing) -> tuple[str, str]:
    """Return whom a certificate names, and the lines below: position and office."""
    entry = placing.submission.entry
    person = entry.honoured
    if person is None:
        return entry.office.title_th, ""
    lines = (person.full_position, entry.office.title_th)
    return person.get_full_name(), "\n".join(line for line in lines if line)


def words_of(placing: Placing) -> dict:
    """Return the rest of what a certificate says, to be kept with it.

    `placing` is loaded `for_list`, its result with its round.
    """
    round_ = placing.result.round
    with override("th"):
        award = award_on(placing)
        first, *others = headings_of(round_)
    took_part = placing.award == Award.PARTICIPANT
    return {
        "office": thai_digits(round_.office.title_th),
        "award": "ได้เข้าร่วมการประกวด" if took_part else f"ได้รับรางวัล{award}",
        "contest": [first, *others],
        "wish": WISH,
    }


def certificates_pdf(certificates: Sequence[Certificate]) -> bytes:
    """Return the certificates, loaded `for_list().with_versions()`, one to a page.

    For a process of its own, which `results.actions.printing` is: they take memory.
    """
    return paper.pdf(TEMPLATE, **parts(certificates), apart=False)


def certificate_pdf(certificate: Certificate) -> bytes:
    """Return one of them, made once and kept."""
    return paper.kept_pdf(TEMPLATE, **parts([certificate]))


def preview(placing: Placing, head: Head, given_on) -> bytes:
    """Return the picture of what would be issued, without a number and a code."""
    certificate = Certificate(placing=placing, office=placing.result.round.office)
    certificate.given_on = given_on
    name, detail = receiver_of(placing)
    version = CertificateVersion(
        certificate=certificate,
        number=1,
        name=name,
        detail=detail,
        words=words_of(placing),
        letterhead=head.as_json(),
    )
    made = parts([certificate], [version])
    made["data"]["pages"][0] |= {"number": "เลขที่ …/…", "mark": "ตัวอย่าง"}
    return paper.pictures(TEMPLATE, **made)[0]


def in_parts(
    certificates: Sequence[Certificate], tell: Callable[[int], None]
) -> Iterable[bytes]:
    """Yield the papers of so many at a time; `tell` how many are made after each."""
    for start in range(0, len(certificates), AT_A_TIME):
        some = certificates[start : start + AT_A_TIME]
        yield certificates_pdf(some)
        tell(start + len(some))


def bound(parts_: Iterable[bytes]) -> bytes:
    """Return the papers as one. More than one lose their tags, which are of each part.

    So the long file is for printing; a single certificate is for reading aloud, too.
    """
    made = list(parts_)
    if len(made) == 1:
        return made[0]
    pikepdf = import_module("pikepdf")
    out = BytesIO()
    with pikepdf.new() as document:
        for part in made:
            with pikepdf.open(BytesIO(part)) as some:
                document.pages.extend(some.pages)
        document.Root.Lang = pikepdf.String("th")
        document.docinfo["/Title"] = TITLE
        without_tags(document)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def digest_of(versions: Iterable[tuple[int, int]]) -> str:
    """Return a digest of what a file of certificates is made from.

    `versions` are pairs of a certificate's key and its version. What else could change
    the paper is in it as well.
    """
    shared = sorted(paper.SHARED.glob("*.typ"))
    template = settings.BASE_DIR / "templates" / TEMPLATE
    digest = sha256(repr(list(versions)).encode())
    digest.update(f"{settings.SITE_URL} {settings.DEMO} {version_of('typst')}".encode())
    for path in (template, *shared):
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def parts(certificates, versions=None) -> dict:
    """Return what `ui.paper` needs for the certificates."""
    versions = versions or [each.latest for each in certificates]
    heads, files, fonts, pages = {}, {}, {}, []
    is_sample = any(map(is_made_up, certificates))
    for page, (certificate, version) in enumerate(
        zip(certificates, versions, strict=True)
    ):
        head = Head(**version.letterhead)
        if head not in heads.values():
            name = f"h{len(heads)}"
            heads[name] = head
        name = next(key for key, each in heads.items() if each == head)
        code = certificate.code
        qr = f"qr-{page}.svg"
        files[qr] = paper.qr_code(address_of(code, version.number), at_once=True)
        pages.append(page_of(certificate, version, head=name, qr=qr))
    data = {}
    for name, head in heads.items():
        # An office without an emblem has the ring in its place, in earnest too.
        on_paper = for_paper(head, is_sample=True, prefix=f"{name}-")
        data[name] = on_paper.data
        files |= on_paper.files
        fonts |= {sha256(font).digest(): font for font in on_paper.fonts}
    return {
        "data": {
            "title": TITLE,
            "sample": paper.sample_mark(is_sample=is_sample),
            "heads": data,
            "pages": pages,
        },
        "at": max(each.issued_at or datetime.now(UTC) for each in versions),
        "files": files,
        "fonts": list(fonts.values()),
    }


def page_of(certificate, version, *, head, qr):
    number = f"เลขที่ {thai_digits(certificate.full_number)}"
    if version.number > 1:
        number += f"\nฉบับแก้ไขครั้งที่ {thai_digits(str(version.number - 1))}"
    stands = (
        certificate.state == CertificateState.ISSUED
        and certificate.placing.result.state != State.WITHDRAWN
    )
    code = grouped(certificate.code) or NO_CODE
    return {
        "head": head,
        **version.words,
        "number": number,
        "gives": GIVES,
        "name": thai_digits(version.name).split(),
        "detail": thai_digits(version.detail).split("\n") if version.detail else [],
        "date": f"ให้ไว้ ณ วันที่ {solemn_date(certificate.given_on)}",
        "mark": "" if stands else "ยกเลิก",
        "qr": qr,
        "qr_says": "คิวอาร์โค้ดสำหรับตรวจสอบเกียรติบัตร",
        "check": [f"ตรวจสอบได้ที่ {short_address()}", f"รหัส {code}"],
    }


def is_made_up(certificate) -> bool:
    entry = certificate.placing.submission.entry
    season = certificate.placing.result.round.stage.category.season
    person = entry.honoured
    return season.is_sample or entry.is_sample or bool(person and person.is_sample)


def address_of(code: str, version: int) -> str:
    """Return where the paper of this version leads who scans it."""
    path = reverse("verify:certificate", args=[code or "-"])
    return f"{settings.SITE_URL}{path}?v={version}"


def short_address() -> str:
    """km.example.go.th/verify: to be typed, so without what a browser adds."""
    parts_ = urlsplit(settings.SITE_URL)
    return (parts_.netloc + parts_.path + reverse("verify:form")).rstrip("/")
