"""The short lists that a category's screening goes by, as `Category.screening` keeps.

What is checked, and the ready-made reasons for sending an entry back or out: each a
list of lines with a key that stays while a line is reworded in one language. Pure.
"""

CHECKLIST, RETURN, DISQUALIFY = LISTS = ("checklist", "return", "disqualify")
SEPARATOR = "|"


def lines_of(category, name: str) -> list[dict]:
    """Return the lines of one of the lists, each with key, label_th and label_en."""
    return category.screening.get(name, [])


def as_text(lines) -> str:
    """Write the lines as a box shows them: the Thai, then | and the English."""
    return "\n".join(
        f"{line['label_th']} {SEPARATOR} {line['label_en']}" for line in lines
    )


def read_text(text: str, known) -> list[dict]:
    """Read such a box; a line that keeps one of its labels keeps its key.

    A line without English has the Thai for both; the same line twice counts once.
    """
    lines = []
    for row in text.splitlines():
        th, _separator, en = (part.strip() for part in row.partition(SEPARATOR))
        labels = {"label_th": th, "label_en": en or th}
        if not th or any(is_like(line, labels) for line in lines):
            continue
        taken = {line["key"] for line in lines}
        same = [k for k in known if is_like(k, labels) and k["key"] not in taken]
        key = same[0]["key"] if same else free_key([*known, *lines])
        lines.append({"key": key, **labels})
    return lines


def is_like(line, labels) -> bool:
    return any(line[name] == labels[name] for name in ("label_th", "label_en"))


def free_key(lines) -> str:
    """Return a key that no line has, nor had before this change."""
    taken = {line["key"] for line in lines}
    return next(key for n in range(1, 10_000) if (key := f"l{n}") not in taken)
