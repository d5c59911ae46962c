"""Somebody at a browser: they find what they need by the words of their language."""

import re

from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import expect

from tests.factories import PASSWORD


class Person:
    """A person, their page, and what their hands and eyes do."""

    def __init__(self, page, login="", language="th"):
        self.page = page
        self.login = login
        self.language = language

    def words(self, sentence, *, many=None, **params):
        """Return what the portal says for an English sentence, in their language.

        A sentence that counts has its plural in `many`, and `n`.
        """
        with override(self.language):
            said = ngettext(sentence, many, params["n"]) if many else gettext(sentence)
        return said % params if params else said

    def goes(self, url):
        self.page.goto(url)
        return self

    def signs_in(self, password=PASSWORD):
        """Sign in by the form, also where an earlier sign-in still holds."""
        self.page.context.clear_cookies(name="sessionid")
        self.goes("/account/sign-in/")
        self.types("E-mail or username", self.login)
        self.types("Password", password)
        self.presses("Sign in")
        expect(self.page).to_have_url(re.compile("/my-work/$"))
        return self

    def task(self, what, about="", **params):
        """Open a line of 'my work'."""
        self.goes("/my-work/")
        lines = self.page.get_by_role("main").get_by_role("listitem")
        name = self.words(what, **params)
        lines.filter(has_text=about).get_by_role("link", name=name).click()
        return self

    # Hands --------------------------------------------------------------------------

    def presses(self, sentence, *, within=None, **params):
        name = self.words(sentence, **params)
        place = within or self.page
        place.get_by_role("button", name=name, exact=True).click()
        return self

    def follows(self, sentence, *, within=None, **params):
        name = self.words(sentence, **params)
        (within or self.page).get_by_role("link", name=name, exact=True).first.click()
        return self

    def follows_text(self, text):
        """Follow a link by what people wrote, which has no translation."""
        self.page.get_by_role("main").get_by_role("link", name=text).first.click()
        return self

    def types(self, label, text):
        box = self.page.get_by_label(self.words(label), exact=True)
        # A required field's label ends in an asterisk.
        required = self.page.get_by_label(f"{self.words(label)}*", exact=True)
        box.or_(required).first.fill(text)
        return self

    def picks(self, label, option):
        box = self.page.get_by_label(self.words(label), exact=True)
        required = self.page.get_by_label(f"{self.words(label)}*", exact=True)
        box.or_(required).first.select_option(label=self.words(option))
        return self

    # Eyes ---------------------------------------------------------------------------

    def reads(self, sentence, **params):
        return self.reads_text(self.words(sentence, **params))

    def reads_text(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def row(self, text):
        """Return the row of a table that names something."""
        return self.page.get_by_role("row").filter(has_text=text)
