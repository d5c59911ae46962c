"""What in a work gives away whose it is, where it is judged without names.

Looks for names of the office and of people in the texts that judges read then, and in
what was read of the files. A hint to whoever hands in and to the staff, never a
refusal: a word may be a name by chance, and no list knows every way to say a name.
Only `giveaways_of` may ask the database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contests import entry_form
from contests.entry_form import Kind
from contests.rules import is_blind
from submissions.likeness.letters import letters_of
from submissions.naming import people_answered
from submissions.reading import may_read_blind

# A name of fewer letters (เลย, ปาย) is a common word too: only beside what it names.
LEAST = 4
# As what a name is an office's or an area's. The short ones only before their point.
BEFORE_TH = ("อำเภอ", "สพอ", "จังหวัด", "สพจ", "กิ่งอำเภอ")
SHORT_TH = ("อ", "จ")
AROUND_EN = ("Amphoe {}", "{} District", "{} Province", "Changwat {}")
TITLES = ("นาย", "นาง", "นางสาว", "คุณ", "ดร")
# The town's district of every province is called so for short.
TOWN = "เมือง"
# A telephone number has no fewer digits.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A place in a work and the names that stand there."""

    where: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is looked for; any of `needles` is it, as `letters_of` writes them.

    After one of the `shorts` it counts only where the text has a point between.
    """

    text: str
    needles: tuple[str, ...]
    shorts: tuple[str, ...] = ()


def giveaways_of(submission, version) -> list[Giveaway]:
    """Return those of a version that is judged without names.

    What its files say is known once the timer has read them: one query, unless the
    version is loaded with its text; and one more for a level above the entry's office
    that lies below the round's and is not loaded.
    """
    round_ = submission.round
    if not is_blind(round_):
        return []
    read = []
    if known := getattr(version, "text", None):
        read = [
            (source.removeprefix("file:"), text)
            for source, text in known.parts
            if source.startswith("file:")
        ]
        read += known.properties
    content = version.content
    names = names_to_find(submission.entry, content, round_)
    return giveaways_in(content, names, read)


def giveaways_of_draft(entry, content: Mapping, round_) -> list[Giveaway]:
    """Return those of what would be handed in to a round; its files are not read."""
    if not is_blind(round_):
        return []
    return giveaways_in(content, names_to_find(entry, content, round_))


def giveaways_in(
    content: Mapping, names: list[Name], read: Iterable[tuple[str, str]] = ()
) -> list[Giveaway]:
    """Return where a work's content names any of `names`.

    `read` are (name of the file, text) of what was read of its files.
    """
    shown = {each["name"] for each in content["files"] if may_read_blind(content, each)}
    texts = [
        *texts_in(content),
        *((name, text) for name, text in read if name in shown),
    ]
    found: dict[str, dict[str, None]] = {}
    for where, text in texts:
        for name in named_in(text, names):
            found.setdefault(where, {})[name] = None
    return [Giveaway(where, tuple(each)) for where, each in found.items()]


def texts_in(content: Mapping) -> Iterator[tuple[str, str]]:
    """Yield the label and the text of each field that judges read without names."""
    fields = entry_form.shown(
        content["form"], content["title"], content["answers"], is_blind=True
    )
    for field in fields:
        # Whom the form lets judges read of is no secret.
        if field.kind not in (Kind.FILES, Kind.PEOPLE):
            yield field.label, "\n".join(strings_in(field.value))


def strings_in(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value:
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from strings_in(each)


def named_in(text: str, names: list[Name]) -> list[str]:
    letters, places = letters_of(text)
    return [name.text for name in names if is_in(text, letters, places, name)]


def is_in(text, letters, places, name: Name) -> bool:
    """Say whether a name stands in a text, however it is spaced and its tones set."""
    for needle in name.needles:
        for start in starts_of(needle, letters):
            if not needle.isascii() or is_apart(text, places, start, len(needle)):
                return True
    return any(
        text[places[start] + 1 : places[start] + 2] == "."
        for short in name.shorts
        for start in starts_of(short, letters)
    )


def starts_of(needle: str, letters: str) -> Iterator[int]:
    start = letters.find(needle)
    while start >= 0:
        yield start
        start = letters.find(needle, start + 1)


def is_apart(text, places, start, length) -> bool:
    """Say whether a Latin name or a number is a word, not the middle of another."""
    first, last = places[start], places[start + length - 1]
    around = text[max(first - 1, 0) : first] + text[last + 1 : last + 2]
    return not any(each.isascii() and each.isalnum() for each in around)


# Whom to look for ---------------------------------------------------------------------


def names_to_find(entry, content: Mapping, round_) -> list[Name]:
    """Return the names of an entry's office and people.

    `entry` is loaded with its office and person. An area that the whole round lies in
    tells nothing and is left out.
    """
    offices, office, top = [], entry.office, depth(round_.office)
    for _level in range(top, depth(entry.office)):
        offices.append(office)
        # The next is asked for only where it, too, lies below the round's office.
        office = office.parent if depth(office) > top + 1 else None
    answered = people_answered(content["form"], content["answers"])
    people = [person for _key, person in answered]
    if person := entry.honoured:
        people.append({"given_name": person.given_name, "surname": person.surname})
    return [
        *(name for office in offices for name in names_of_office(office)),
        *(name for person in people for name in names_of_person(person)),
    ]


def names_of_office(office) -> Iterator[Name]:
    thai, latin = office.name_th, office.name_en
    bare = letters(thai)
    needles = [bare] if len(bare) >= LEAST else []
    spoken = [thai, TOWN] if thai.startswith(TOWN) and thai != TOWN else [thai]
    needles += [letters(before + each) for before in BEFORE_TH for each in spoken]
    shorts = [letters(short + each) for short in SHORT_TH for each in spoken]
    yield Name(thai, tuple(needles), tuple(shorts))
    needles = [letters(around.format(latin)) for around in AROUND_EN]
    if len(letters(latin)) >= LEAST:
        needles.append(letters(latin))
    yield Name(latin, tuple(needles))


def names_of_person(person: Mapping) -> Iterator[Name]:
    given, surname = (
        (person.get(key) or "").strip() for key in ("given_name", "surname")
    )
    if given and surname:
        needles = [letters(given + surname)]
        needles += [letters(title + given) for title in TITLES]
        if len(letters(surname)) >= LEAST:
            needles.append(letters(surname))
        yield Name(f"{given} {surname}", tuple(needles))
    phone = person.get("phone") or ""
    digits = "".join(each for each in letters(phone) if each.isdigit())
    if len(digits) >= DIGITS:
        yield Name(phone, (digits,))


def depth(office) -> int:
    return len(office.codes)


def letters(text: str) -> str:
    return letters_of(text)[0]
