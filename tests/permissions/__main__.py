"""Print docs/permissions.md from the table: python -m tests.permissions"""

from pathlib import Path

from tests.permissions import MEANING, ROLES, YES
from tests.permissions.table import APPS

PATH = Path(__file__).resolve().parent.parent.parent / "docs/permissions.md"
SIGNS = {**MEANING, YES: "**yes**"}
HEAD = """# Who may open what

Printed by `make docs` from `tests/permissions/`. `tests/test_permission_matrix.py`
walks it against the portal itself: every URL, as everybody. The rules behind it are in
`permissions.py` and `querysets.py` of each app. What lies outside of one's area, or may
not be known, is not found; an act that one may not do on what one sees is refused.

The people:

"""


def document():
    """Return the whole text."""
    lines = [HEAD + "\n".join(f"- **{title(r)}**: {who}" for r, who in ROLES.items())]
    for app, rows in APPS.items():
        if not rows:
            continue
        lines += ["", f"## {app}", ""]
        lines.append("| what | " + " | ".join(map(title, ROLES)) + " |")
        lines.append("| --- " * (len(ROLES) + 1) + "|")
        for name, each in rows.items():
            for row in each:
                who = " | ".join(SIGNS[letter] for letter in row.who)
                act = "" if row.method == "GET" else f" ({row.method})"
                lines.append(f"| {row.what}<br>`{name}`{act} | {who} |")
    return "\n".join(lines) + "\n"


def title(role):
    return role.replace("_", " ")


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
