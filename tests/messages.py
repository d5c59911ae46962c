"""The strings of code and templates, and the Thai catalogue: python -m tests.messages

Run, it brings locale/th up to the strings: new ones without Thai, old ones removed. It
needs no gettext on the machine. What may not be is told by `test_translations.py`.
"""

import ast
import io
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

HERE = Path(__file__).resolve().parent.parent
CATALOGUE = HERE / "locale/th/LC_MESSAGES/django.po"
APPS = (
    "audit",
    "contests",
    "judging",
    "kmchallenge",
    "offices",
    "results",
    "submissions",
    "ui",
)
# The argument that is the string, the one that is its plural, the context's.
KEYWORDS = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}


def messages():
    """Return every string as (context, string, plural), with one place of each."""
    found = {}
    for app in APPS:
        for path in sorted((HERE / app).rglob("*.py")):
            if "migrations" not in path.parts:
                found |= dict.fromkeys(in_python(path.read_text("utf-8")), path)
    for folder in ("templates", "ui/templates"):
        for path in sorted((HERE / folder).rglob("*.*")):
            found |= dict.fromkeys(in_template(path.read_text("utf-8")), path)
    return found


def in_python(text):
    """Yield the strings of a module, by its tree: those within f-strings, too.

    Before Python 3.12 a tokenizer sees an f-string as one token, and babel nothing in
    it.
    """
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call):
            continue
        keyword = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        if keyword in KEYWORDS:
            given = [getattr(each, "value", None) for each in call.args]
            yield from in_call(keyword, given)


def in_template(text):
    # Within a bracket Python does not mind how the lines are indented.
    source = io.BytesIO(f"({templatize(text)}\n)".encode())
    options = {"encoding": "utf-8"}
    for _line, keyword, arguments, _notes in extract_python(
        source, KEYWORDS, [], options
    ):
        given = arguments if isinstance(arguments, tuple) else (arguments,)
        yield from in_call(keyword, given)


def in_call(keyword, given):
    """Yield the string of a call whose arguments are `given`, unless it is computed."""
    string, plural, context = (
        None if place is None else given[place] for place in KEYWORDS[keyword]
    )
    if isinstance(string, str) and string:
        yield context, string, plural


def catalogue():
    """Return the Thai entries as (context, string, plural)."""
    entries = polib.pofile(str(CATALOGUE))
    return {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in entries}


def update():
    """Write the catalogue anew; return how many strings have no Thai."""
    known = catalogue() if CATALOGUE.exists() else {}
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "KM Challenge portal",
        "Language": "th",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for key in sorted(messages(), key=lambda key: (key[1], key[0] or "")):
        context, string, plural = key
        entry = known.get(key) or polib.POEntry(
            msgctxt=context, msgid=string, msgid_plural=plural or ""
        )
        if plural:
            # Thai has one form.
            entry.msgstr_plural = {0: entry.msgstr_plural.get(0, "")}
        file.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(CATALOGUE))
    return len(file.untranslated_entries())


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    print(f"{update()} strings have no Thai yet.")
