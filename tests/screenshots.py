"""Pictures of the main pages of the demo: python -m tests.screenshots [NAME ...]

Each at 1280 and 390 pixels, in Thai and in English, into screenshots/. A page that is
wider than its window, or answers with an error, is told of. NAMEs choose pages.
"""

# The place comes first: it sets the environment that the settings read.
from bench import place  # isort: skip

import sys
from io import StringIO
from itertools import product

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from bench.server import Server  # noqa: E402
from judging.models import Judge, Session  # noqa: E402
from kmchallenge.demo.people import ACCOUNTS  # noqa: E402
from offices.models import Invitation, User  # noqa: E402
from results.models import Result, Shelved  # noqa: E402
from submissions.models import Entry, Submission  # noqa: E402
from tests.chromium import ADVICE, is_there, launch_options  # noqa: E402

FOLDER = place.HOME / "screenshots"
WIDTHS = {1280: 900, 390: 844}
LANGUAGES = ("th", "en")
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth + 1"


def pages():
    """Yield name, who looks ("" for anybody) and path of each page."""
    result = Result.objects.filter(state="published").order_by("pk").first()
    sealed = Result.objects.filter(state="sealed").order_by("pk").first()
    submission = Submission.objects.filter(entry__office__code="3317").latest("pk")
    entry = Entry.objects.filter(office__code="3317").latest("pk")
    seat = Judge.objects.filter(user__username="judge1").latest("pk")
    region = Judge.objects.filter(user__username="judge1").earliest("pk").round
    work = region.submissions.filter(state="accepted").first()
    handed_in = submission.round
    stage = handed_in.stage
    category = stage.category
    year = result.round.stage.category.season.year
    invitation = Invitation.objects.order_by("pk").first()

    def page(name, who, url, *args):
        return name, who, reverse(url, args=args)

    yield page("home", "", "home")
    yield page("sign-in", "", "account_login")
    yield page("password", "", "account_reset_password")
    yield page("results", "", "results:seasons")
    yield page("results-season", "", "results:season", year)
    yield page("results-category", "", "results:category", year, 2)
    yield page("results-area", "", "results:area", "33")
    yield page("results-result", "", "results:result", result.pk)
    yield page("library", "", "library:home")
    item = Shelved.objects.get(entry__office__code="3317", entry__season__year=2565)
    yield page("library-item", "", "library:item", item.entry_id)
    yield "not-found", "", "/no/such/page/"
    yield page("my-work-officer", "phusing", "my-work")
    yield page("entries", "phusing", "submissions:entries")
    yield page("entry", "phusing", "submissions:entry", entry.pk)
    yield page("hand-in", "phusing", "submissions:entry-hand-in", entry.pk)
    yield page("submission", "phusing", "submissions:submission", submission.pk)
    yield page("receipt", "phusing", "submissions:receipt", submission.pk, 1)
    yield page("my-work-judge", "judge1", "my-work")
    yield page("judge-rounds", "judge1", "judging:my-rounds")
    yield page("judge-entries", "judge1", "judging:entries", seat.round_id)
    yield page("sheet", "judge1", "judging:sheet", work.pk)
    yield page("sign", "judge1", "judging:sign", work.pk)
    session = Session.objects.latest("pk")
    yield page("hall", "judge1", "judging:hall", session.pk)
    yield page("hall-control", "sisaket", "judging:control", session.pk)
    yield page("hall-projector", "judge1", "judging:projector", session.pk)
    yield page("hall-minutes", "sisaket", "judging:minutes", session.pk)
    yield page("my-work-staff", "sisaket", "my-work")
    yield page("my-work-region", "region14", "my-work")
    yield page("round", "sisaket", "contests:round", handed_in.pk)
    yield page("round-edit", "region14", "contests:round-edit", region.pk)
    yield page("screening", "region14", "submissions:screening", region.pk)
    yield page("late-door", "region14", "submissions:late-door", region.pk)
    yield page("panel", "region14", "judging:panel", region.pk)
    yield page("appoint", "region14", "judging:appoint", region.pk)
    yield page("progress", "region14", "judging:progress", region.pk)
    yield page("ranking", "region14", "judging:ranking", region.pk)
    yield page("round-result", "region14", "results:round", region.pk)
    if sealed:
        yield page("approve", "sisaket2", "results:approve", sealed.pk)
    yield page("people", "sisaket", "offices:people")
    yield page("person", "sisaket", "offices:person", account("phusing").pk)
    yield page("invite", "sisaket", "offices:invite")
    if invitation:
        yield page("invitation", "admin", "offices:invitation", invitation.pk)
    yield page("offices", "sisaket", "offices:offices")
    yield page("office", "sisaket", "offices:office", "3317")
    yield page("profile", "phusing", "offices:profile")
    yield page("notices", "phusing", "offices:notices")
    yield page("my-work-admin", "admin", "my-work")
    yield page("seasons", "admin", "contests:seasons")
    yield page("season", "admin", "contests:season", category.season_id)
    yield page("season-new", "admin", "contests:season-new")
    yield page("category", "admin", "contests:category", category.pk)
    yield page("category-form", "admin", "contests:category-form", category.pk)
    yield page(
        "category-screening", "admin", "contests:category-screening", category.pk
    )
    yield page("stage", "admin", "contests:stage", stage.pk)
    yield page("stage-dates", "admin", "contests:stage-dates", stage.pk)
    yield page("stage-rules", "admin", "contests:stage-rules", stage.pk)
    yield page("criteria", "admin", "contests:criteria", stage.pk)
    yield page("rounds", "admin", "contests:rounds", stage.pk)
    yield page("mail", "admin", "offices:mail")


def account(username):
    return User.objects.get(username=username)


def sessions():
    """Return the session's key of each demo account."""
    keys = {}
    for person in ACCOUNTS:
        client = Client()
        client.force_login(account(person.username))
        keys[person.username] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def take(browser, server, chosen, keys):
    """Take the pictures; return what is wrong with the pages."""
    faults = []
    site = f"http://127.0.0.1:{server.port}"
    for language, (width, height) in product(LANGUAGES, WIDTHS.items()):
        folder = FOLDER / f"{language}-{width}"
        folder.mkdir(parents=True, exist_ok=True)
        for number, (name, who, path) in enumerate(chosen, start=1):
            size = {"width": width, "height": height}
            context = browser.new_context(base_url=site, viewport=size)
            cookies = {settings.LANGUAGE_COOKIE_NAME: language}
            if who:
                cookies[settings.SESSION_COOKIE_NAME] = keys[who]
            context.add_cookies(
                [{"name": n, "value": v, "url": site} for n, v in cookies.items()]
            )
            page = context.new_page()
            said = []
            page.on("console", lambda message, said=said: said.append(message))
            answer = page.goto(path)
            page.screenshot(path=folder / f"{number:02}-{name}.png", full_page=True)
            where = f"{language} {width} {name} ({path})"
            if answer.status != (404 if name == "not-found" else 200):
                faults.append(f"{where}: {answer.status}")
            if page.evaluate(TOO_WIDE):
                faults.append(f"{where}: wider than the window")
            faults += [
                f"{where}: {message.text}"
                for message in said
                if message.type == "error" and "404" not in message.text
            ]
            context.close()
    return faults


def main(wanted):
    place.make()
    try:
        call_command("prepare", demo=True, stdout=StringIO())
        # All that is asked of the database is asked before Playwright's loop runs.
        chosen = [each for each in pages() if not wanted or each[0] in wanted]
        keys = sessions()
        connections.close_all()
        with sync_playwright() as playwright, Server("kmchallenge.wsgi") as server:
            if not is_there(playwright):
                sys.exit(ADVICE)
            browser = playwright.chromium.launch(**launch_options())
            faults = take(browser, server, chosen, keys)
            browser.close()
    finally:
        connections.close_all()
        place.take_away()
    print(*faults, sep="\n")
    print(f"The pictures are in {FOLDER}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
