"""A page links the sheet of what it shows."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

SHEETS = settings.BASE_DIR / "static/css"
FOLDERS = (settings.BASE_DIR / "templates", settings.BASE_DIR / "ui/templates")
# What the frame of every page links.
FRAME = {"portal.css", "bootstrap"}
TEMPLATES = {
    str(path.relative_to(folder)): path.read_text()
    for folder in FOLDERS
    for path in folder.rglob("*.html")
}
NAMED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)""")


def classes_of(rules):
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*{)", rules))


@cache
def sheets_of_classes():
    """Return the sheet of each class that one sheet alone knows."""
    sheets = {path.name: classes_of(path.read_text()) for path in SHEETS.glob("*.css")}
    bootstrap = finders.find("vendor/bootstrap/bootstrap.min.css")
    sheets["bootstrap"] = classes_of(Path(bootstrap).read_text())
    return {
        name: sheet
        for sheet, names in sheets.items()
        for name in names
        if sum(name in others for others in sheets.values()) == 1
    }


def all_of(template, seen):
    """Return the text of a template with those that it includes or extends."""
    if template in seen or template not in TEMPLATES:
        return ""
    seen.add(template)
    text = TEMPLATES[template]
    return text + "".join(all_of(each, seen) for each in NAMED.findall(text))


def is_page(template):
    """Say whether a template stands in the frame, by whatever layouts."""
    while found := re.match(r"""{%\s*extends ["']([^"']+)""", TEMPLATES[template]):
        template = found[1]
    return template == "base.html"


def sheets_missing(template):
    text = all_of(template, set())
    shown = re.findall(r'class="((?:[^"{]|{(?![{%])|{[{%].*?[%}]})*)"', text)
    names = {name for each in shown for name in re.sub(r"{.*?}}?", " ", each).split()}
    needed = {sheets_of_classes()[name] for name in names & sheets_of_classes().keys()}
    return needed - FRAME - set(re.findall(r"css/([\w-]+\.css)", text))


def test_each_page_links_the_sheets_of_what_it_shows():
    pages = [template for template in TEMPLATES if is_page(template)]

    assert {page: sheets_missing(page) for page in pages if sheets_missing(page)} == {}
