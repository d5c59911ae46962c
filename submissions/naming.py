"""Who is named in a frozen work: the names as one text, and whether it holds a person.

A name counts as somebody's where given name and surname are both theirs: surnames are
a family's own in Thailand, so that two people of one name are rare.
"""

import re
from collections.abc import Iterator, Mapping

from contests.entry_form import Kind
from ui.thai import tidy

# What people write before a given name though there is a box for it. Taken off both of
# what is compared, so that a name that really begins so is still the same.
TITLES = re.compile(
    r"^(?:ว่าที่\s*(?:ร้อยตรี|ร\.\s?ต\.)\s*(?:หญิง)?|นางสาว|น\.\s?ส\.|นาย|นาง|ดร\."
    r"|(?:mr|mrs|ms|miss|dr)(?:\.|(?=\s)))\s*(?=\S)"
)


def people_in(content: Mapping) -> str:
    """Return the names in the fields for people, each on a line between newlines.

    And of whom an earlier year's record names: there is no account to find them by.
    """
    person = content.get("person") or {"id": True}
    found = [] if person["id"] else [line_in(person["name"])]
    found += [
        line_of(each.get("given_name", ""), each.get("surname", ""))
        for _key, each in people_answered(content["form"], content["answers"])
    ]
    lines = list(dict.fromkeys(line for line in found if line))
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def people_answered(form, answers: Mapping) -> Iterator[tuple[str, Mapping]]:
    """Yield everybody in the fields for people, each with the key of the field."""
    for field in form:
        if field["kind"] == Kind.PEOPLE:
            for person in answers.get(field["key"]) or ():
                yield field["key"], person


def line_naming(user) -> str:
    """Return what `people` holds where it names this person; empty for half a name."""
    line = line_of(user.given_name, user.surname)
    return f"\n{line}\n" if line else ""


def names(people: str, user) -> bool:
    """Say whether `people`, as `people_in` wrote it, holds this person's name."""
    line = line_naming(user)
    return bool(line) and line in people


def line_of(given_name: str, surname: str) -> str:
    """Return both names, spelt in one way, or nothing if one is missing.

    Lower case, single spaces, no title, and ำ for what only looks like it: a name that
    was copied from elsewhere is still the same name.
    """
    given_name, surname = (
        " ".join(tidy(name).casefold().split()) for name in (given_name, surname)
    )
    if not given_name or not surname:
        return ""
    return f"{TITLES.sub('', given_name)} {surname}"


def in_two(name: str) -> tuple[str, str]:
    """Return a name in one piece, "นายสมชาย ใจดี", as given name and surname.

    Titles are left out. Without a space there is no surname.
    """
    name = " ".join(tidy(name).split())
    while (bare := TITLES.sub("", name)) != name:
        name = bare
    given_name, _space, surname = name.partition(" ")
    return given_name, surname


def line_in(name: str) -> str:
    """Return the line of a name in one piece; nothing for half a name."""
    return line_of(*in_two(name))
