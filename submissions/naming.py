"""Who is named in a frozen work: the names as one text, and whether it holds a person.

A name counts as somebody's where given name and surname are both theirs: surnames are
a family's own in Thailand, so that two people of one name are rare.
"""

from collections.abc import Mapping


def people_in(content: Mapping) -> str:
    """Return the names in the fields for people, each on a line between newlines."""
    answers = content["answers"]
    found = [
        line_of(person.get("given_name", ""), person.get("surname", ""))
        for field in content["form"]
        if field["kind"] == "people"
        for person in answers.get(field["key"]) or ()
    ]
    lines = list(dict.fromkeys(line for line in found if line))
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def line_naming(user) -> str:
    """Return what `people` holds where it names this person; empty for half a name."""
    line = line_of(user.given_name, user.surname)
    return f"\n{line}\n" if line else ""


def names(people: str, user) -> bool:
    """Say whether `people`, as `people_in` wrote it, holds this person's name."""
    line = line_naming(user)
    return bool(line) and line in people


def line_of(given_name: str, surname: str) -> str:
    """Return both names in lower case with one space, or nothing if one is missing."""
    given_name, surname = given_name.split(), surname.split()
    if not given_name or not surname:
        return ""
    return " ".join([*given_name, *surname]).casefold()
