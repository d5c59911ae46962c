"""How papers word a round and an entrant: as the announcement of 2565 was worded."""

from contests.models import Round
from offices.models import Office
from offices.roles import Level
from results.public.names import entrant_of
from ui.paper import names_for
from ui.thai import thai_digits


def headings_of(round_: Round) -> list[str]:
    """Return the lines by which a paper's head names the contest; in Thai only."""
    category = round_.stage.category
    level = f"{round_.stage.name} ประจำปี {category.season.year}"
    name = category.name_th
    if name.startswith("ระดับ"):
        name = f"องค์ความรู้ดีเด่น {name}"
    first, kind, rest = name.partition(" ประเภท")
    lines = [first, kind.strip() + rest, level] if kind else [name, level]
    return [thai_digits(line) for line in lines]


def contest_of(round_: Round) -> str:
    """องค์ความรู้ดีเด่น ระดับหน่วยงาน ประเภท… ระดับจังหวัด ประจำปี ๒๕๖๕"""
    return " ".join(headings_of(round_))


def area_of(office: Office) -> str:
    """อำเภอภูสิงห์, จังหวัดศรีสะเกษ, เขตตรวจราชการที่ ๑๔"""
    kind = {Level.DISTRICT: "อำเภอ", Level.PROVINCE: "จังหวัด"}.get(office.level, "")
    return thai_digits(kind + office.name_th)


def office_on(round_: Round, office: Office) -> str:
    """Return the office's name, without the province that the paper is about."""
    province = round_.office if round_.office.level == Level.PROVINCE else None
    name = office.title_th
    if province:
        name = name.removesuffix(f" จังหวัด{province.name_th}")
    return thai_digits(name)


def names_in(placings) -> list[str]:
    """Return what stands on a paper of these placings and is not to be broken."""
    entries = [placing.submission.entry for placing in placings]
    offices = [entry.office.name_th for entry in entries]
    people = [str(entry.honoured) for entry in entries if entry.honoured]
    return names_for(*map(thai_digits, [*offices, *people]))


def entrant_on(round_: Round, entry) -> str:
    """Return who entered: an office, or a person with position and office."""
    if entry.honoured is None:
        return office_on(round_, entry.office)
    person = entry.honoured
    return in_one_line(round_, entry, person.get_full_name(), person.full_position)


def public_entrant_on(round_: Round, entry) -> str:
    """Return the same for a paper that everybody reads, without a name taken off."""
    if entry.honoured is None:
        return office_on(round_, entry.office)
    who = entrant_of(entry)
    return in_one_line(round_, entry, who.name, who.position)


def in_one_line(round_: Round, entry, name: str, position: str) -> str:
    parts = (name, position, office_on(round_, entry.office))
    return thai_digits(" ".join(part for part in parts if part))


def award_on(placing) -> str:
    """Return what the placing is called: รองชนะเลิศอันดับ ๑."""
    return thai_digits(placing.get_award_display())
