"""What every page shares: the header, narrow screens, and what portal.js adds."""

import re

import pytest
from playwright.sync_api import expect

STEPPER = """
<div class="stepper"><button type="button" value="-1">−</button>
<input min="0" max="10" step="0.5"><button type="button" value="1">+</button></div>
"""
FORM = """
<form action="/there-is-no-such-page" data-confirm="Now?"><button>Go</button></form>
"""


def put_into(page, html):
    page.evaluate("html => document.querySelector('main').innerHTML = html", html)


def test_the_language_changes_where_one_is(page_of):
    page = page_of(language="th")
    page.goto("/account/password/forgotten/")

    page.get_by_role("button", name="EN").click()

    expect(page).to_have_url(re.compile("/account/password/forgotten/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_visitor_gets_no_cookie(page_of):
    page = page_of()

    page.goto("/there-is-no-such-page")

    assert [cookie["name"] for cookie in page.context.cookies()] == ["django_language"]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_the_screen(page_of, officer, width):
    page = page_of(officer, width=width)

    page.goto("/account/password/")

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_account_menu_opens_and_closes_by_keyboard(page_of, officer):
    page = page_of(officer)
    page.goto("/account/password/")
    summary = page.locator(".menu summary")

    summary.press("Enter")
    expect(page.locator(".menu-panel")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".menu-panel")).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [
        ("8", "+", "8.5"),
        ("9.5", "+", "10.0"),
        ("10", "+", "10.0"),
        ("", "+", "0.5"),
        ("", "−", "0.0"),
        ("๘.๕", "−", "8.0"),
    ],
)
def test_a_stepper_counts_within_its_limits(page_of, before, button, after):
    page = page_of()
    page.goto("/account/sign-in/")
    put_into(page, STEPPER)
    page.locator(".stepper input").fill(before)

    page.get_by_role("button", name=button).click()

    expect(page.locator(".stepper input")).to_have_value(after)


def test_a_question_is_asked_before_the_act(page_of):
    page = page_of(language="en")
    page.goto("/account/sign-in/")
    put_into(page, FORM)

    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Now?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile("/account/sign-in/$"))

    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_role("button", name="Yes, go on").click()
    expect(page).to_have_url(re.compile("/there-is-no-such-page"))


def test_without_a_connection_the_page_says_so(page_of):
    page = page_of()
    page.goto("/account/sign-in/")

    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator("#offline")).to_be_hidden()
