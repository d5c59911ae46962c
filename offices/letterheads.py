"""The head and the foot of an office's paper, as a value that can be kept.

`head_of` is what a paper bears today; a paper that was made public keeps the value, so
that it is made again with what it bore then. `for_paper` gives what `ui.paper` needs.
"""

from dataclasses import asdict, dataclass, field

from offices.keeping import kept
from offices.models import Letterhead, Office, Signer
from ui.thai import thai_digits


@dataclass(frozen=True)
class Head:
    """What a paper of an office bears; files by where they are kept."""

    office: str
    address: str = ""
    number_prefix: str = ""
    emblem: str = ""
    certificate_background: str = ""
    fonts: list[str] = field(default_factory=list)
    font_family: str = ""
    # Who signs: the lines under the signature, and its picture.
    signer: list[str] = field(default_factory=list)
    signature: str = ""

    def as_json(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class OnPaper:
    """A head as `ui.paper.pdf` takes it."""

    data: dict
    files: dict[str, bytes]
    fonts: list[bytes]


def head_of(office: Office, signer: Signer | None = None) -> Head:
    """Return what the office's papers bear today, signed by whoever signs first.

    Two queries at most.
    """
    head = Letterhead.objects.filter(office=office).first() or Letterhead()
    signer = signer or office.signers.live().first()
    return Head(
        office=office.title_th,
        address=head.address,
        number_prefix=head.number_prefix,
        emblem=head.emblem,
        certificate_background=head.certificate_background,
        fonts=[font for font in (head.font, head.bold_font) if font],
        font_family=head.font_family,
        signer=signer.lines if signer else [],
        signature=signer.signature if signer else "",
    )


def for_paper(head: Head, *, is_sample: bool = False, prefix: str = "") -> OnPaper:
    """Return the data `head`, `signer` and `font` of a paper, and the files they name.

    What is made up for the demo has a ring in the place of an emblem. A paper with more
    than one head gives each a `prefix` for its files.
    """
    files = {}

    def file(path, name):
        """Keep the suffix: by it Typst knows the kind."""
        if not path:
            return ""
        name = prefix + name + path[path.rindex(".") :]
        files[name] = kept(path)
        return name

    data = {
        "font": head.font_family or "Sarabun",
        "head": {
            "office": head.office,
            "address": thai_digits(head.address),
            "emblem": file(head.emblem, "emblem"),
            "emblem_name": f"ตรา{head.office}",
            "placeholder": is_sample and not head.emblem,
        },
        "signer": {
            # Dots to fill in by hand where nobody is named.
            "lines": head.signer or [f"({'.' * 50})"],
            "signature": file(head.signature, "signature"),
            "signature_name": "ลายมือชื่อ",
        },
        "certificate_background": file(head.certificate_background, "background"),
    }
    return OnPaper(data, files, [kept(path) for path in head.fonts])
