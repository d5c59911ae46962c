"""A video of another site is played in the page, but only for who asks for it."""

import re

from playwright.sync_api import expect

from tests import factories
from tests.submissions.scene import field

URL = "https://youtu.be/abc_DEF-123"


def test_nothing_is_asked_of_another_site_before_a_click(page_of, officer, offices):
    round_ = factories.make_round()
    category = round_.stage.category
    category.form = [field("title", "text"), field("clips", "videos")]
    category.save()
    entry = factories.make_entry(
        category,
        offices["3317"],
        by=officer,
        answers={"clips": [{"url": URL, "label": "คลิปของเรา"}]},
    )
    work = factories.make_submission(round_, entry)
    page = page_of(officer)
    asked = []
    # Answered here: no test leaves this machine.
    page.route(
        re.compile("youtube"),
        lambda route: (
            asked.append(route.request.url),
            route.fulfill(content_type="text/html", body="<p>player</p>"),
        ),
    )

    page.goto(f"/entries/submissions/{work.pk}/")
    assert asked == []
    page.get_by_role("button", name="เล่นวิดีโอในหน้านี้").click()

    expect(page.frame_locator(".player").get_by_text("player")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/abc_DEF-123"]
    expect(page.get_by_role("link", name="คลิปของเรา")).to_have_attribute("href", URL)
