"""No page mixes languages: every page of the demo, as everybody, in Thai and English.

What people typed is data and stays as it is; so do names of tools and formats.
"""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.management import call_command
from django.forms.forms import BaseForm
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from kmchallenge.demo.people import ACCOUNTS
from offices.models import User
from tests.messages import messages

# Each person opens one page of a kind, and more until all have opened so many.
ENOUGH = 3
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
SHOWN = ("title", "aria-label", "placeholder", "alt")
# Two English words in a row, or one at least of five letters, written small.
ENGLISH = re.compile(r"\b[A-Za-z]+’?[a-z]* [a-z]{2,}\b|\b[A-Z]?[a-z]{4,}\b")
THAI = re.compile("[\u0e01-\u0e5b]")
# Addresses, digests, numbers of entries, names of files and of tools.
NO_WORDS = re.compile(
    r"https?:\S+|\S+@\S+|[0-9a-f]{64}|KM\d{4}-\S+|[\w./]+\.(?:csv|json|md|py)\b"
    r"|YouTube|Vimeo|Facebook|Google Drive|TikTok"
    r"|KM Challenge|Prototype|Sarabun|Excel|LEDGER.csv|RULES.json|python manage.py.*"
)
# Where both languages of what is stored stand side by side, to be changed.
IN_BOTH_LANGUAGES = (
    "contests:category-edit",
    "contests:category-form",
    "contests:category-criteria",
    "contests:category-screening",
    "contests:criteria",
)
# A mail is shown as it left, in the language of whom it went to.
AS_IT_LEFT = ("offices:mail", "offices:mail-text")


class Page(HTMLParser):
    """The texts that a page shows in its own language, and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.links, self.inside = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        is_apart = tag in ("script", "style") or ("lang" in given and tag != "html")
        if tag not in VOID:
            self.inside.append((tag, is_apart))
        if not is_apart:
            self.texts += [given[name] for name in SHOWN if given.get(name)]

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(is_apart for _tag, is_apart in self.inside):
            self.texts.append(" ".join(data.split()))


def pages_seen_by(username, language, opened):
    """Yield the URL's name, the path and the page of whatever links lead to.

    `opened` counts over all people how many pages of a kind there were.
    """
    client = Client()
    client.cookies["django_language"] = language
    start = reverse("home")
    if username:
        client.force_login(User.objects.get(username=username))
        start = reverse("my-work")
    waiting, known, kinds = deque([start]), {start}, set()
    while waiting:
        path = waiting.popleft()
        response = client.get(path, follow=True)
        content = response.getvalue()
        is_page = response.headers["Content-Type"].startswith("text/html")
        if response.status_code != 200 or not is_page:
            continue
        page = Page(content.decode())
        yield resolve(urlsplit(path).path).view_name, path, page
        for link in page.links:
            there = urlsplit(urljoin(path, link))
            path_there = there._replace(fragment="").geturl()
            if there.netloc or path_there in known:
                continue
            known.add(path_there)
            kind = resolve(there.path).view_name, bool(there.query)
            if kind not in kinds or opened[kind] < ENOUGH:
                kinds.add(kind)
                opened[kind] += 1
                waiting.append(path_there)


@pytest.fixture
def demo(db):
    call_command("demo", verbosity=0)


# One of a kind: a colleague who sees the same would double the time.
ALIKE = {"admin2", "region14b", "phayu", "benchalak", "judge2"}
USERNAMES = {account.username for account in ACCOUNTS}
EVERYBODY = ["", *sorted(USERNAMES - ALIKE)]


def test_no_page_in_thai_holds_english(demo):
    found, opened = {}, Counter()
    for username in EVERYBODY:
        for name, path, page in pages_seen_by(username, "th", opened):
            if name in IN_BOTH_LANGUAGES:
                continue
            for text in set(page.texts) - USERNAMES:
                if ENGLISH.search(NO_WORDS.sub("", text)):
                    found.setdefault(text, (username, path))

    assert found == {}


def test_no_page_in_english_holds_the_portals_thai(demo):
    """Data is Thai; what the catalogue has is the portal's own, and has an English."""
    with translation.override("th"):
        own = {translation.gettext(string) for _context, string, _plural in messages()}
    own = {thai for thai in own if THAI.search(thai) and "%" not in thai}
    found, opened = {}, Counter()
    for username in EVERYBODY:
        for name, path, page in pages_seen_by(username, "en", opened):
            if name in (*AS_IT_LEFT, *IN_BOTH_LANGUAGES):
                continue
            for text in own & set(page.texts):
                found.setdefault(text, (username, path))

    assert found == {}


def forms(kind=BaseForm):
    for each in kind.__subclasses__():
        yield each
        yield from forms(each)


def test_whatever_a_form_refuses_it_says_in_thai():
    """Django itself has no Thai for some of its sentences: `ui/django_sentences.py`."""
    resolve("/")
    fields = [
        field
        for form in forms()
        if not form.__module__.startswith(("django.", "allauth."))
        for field in getattr(form, "base_fields", {}).values()
    ]
    numbers = {"limit_value": 5, "show_value": 3, "max": 2}
    with translation.override("th"):
        sentences = {
            str(message % numbers if "limit_value" in message else message)
            for field in fields
            for message in (
                *field.error_messages.values(),
                *(getattr(each, "message", "") for each in field.validators),
            )
        } - {""}
        for validator in get_default_password_validators():
            sentences |= {validator.get_help_text(), validator.get_error_message()}

    assert len(fields) > 50
    assert [each for each in sentences if not THAI.search(each)] == []
