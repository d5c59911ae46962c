"""Sign-in as a person does it: typing, in Thai and in English."""

import re

from playwright.sync_api import expect

from tests.factories import PASSWORD


def test_an_officer_signs_in_and_out(page_of, officer):
    page = page_of()

    page.goto("/account/sign-in/")
    page.locator("input[name=login]").fill(officer.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")

    expect(page).to_have_url(re.compile("/my-work/$"))


def test_a_wrong_password_is_answered_in_the_readers_language(page_of, officer):
    page = page_of(language="en")

    page.goto("/account/sign-in/")
    page.locator("input[name=login]").fill(officer.username)
    page.locator("input[name=password]").fill("wrong")
    page.locator("input[name=password]").press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text(re.compile("not correct"))).to_be_visible()


def test_somebody_signed_in_stays_so(page_of, officer):
    page = page_of(officer)

    page.goto("/account/password/")

    expect(page).to_have_url(re.compile("/account/password/$"))
