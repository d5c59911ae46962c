from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client


class Refused(HTMLParser):
    """Collects what the Content-Security-Policy would refuse."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in attrs):
            self.found.append(tag)
        self.found += [n for n in attrs if n == "style" or n.startswith("on")]
        address = attrs.get("src") or (tag == "link" and attrs.get("href")) or "/"
        if not address.startswith("/"):
            self.found.append(address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/account/sign-in/", "/account/password/forgotten/", "/there-is-no-such-page"],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_page_is_in_its_language_and_holds_nothing_inline(address, language):
    browser = Client()
    browser.cookies["django_language"] = language

    response = browser.get(address)
    parser = Refused()
    parser.feed(response.content.decode())

    assert f'<html lang="{language}">' in response.content.decode()
    assert parser.found == []


def test_the_page_for_our_own_failure_needs_nothing():
    page = render_to_string("500.html")

    assert "ระบบขัดข้องชั่วคราว" in page
    assert "Something went wrong" in page


@pytest.mark.django_db
def test_a_page_too_old_to_send_says_what_to_do():
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["django_language"] = "en"

    response = browser.post("/account/sign-in/", {"login": "a", "password": "b"})

    assert response.status_code == 403
    assert "Go back, load the page again" in response.content.decode()
