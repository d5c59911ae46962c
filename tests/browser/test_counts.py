"""The browser counts as the server does."""

from django.contrib.staticfiles import finders

from tests.ui.test_counting import COUNTED

PAGE = """
<textarea name="a" data-counted></textarea>
<p id="count-a" data-unit="{unit}" data-most="3" data-sentence="{{number}} of 3"
   data-over="Too long"><span></span> <span role="status"></span></p>
"""


def test_every_text_has_the_count_that_decides(page_of):
    page = page_of(None)
    for column, unit in enumerate(("characters", "words"), 1):
        page.set_content(PAGE.format(unit=unit))
        page.add_script_tag(path=finders.find("js/counts.js"))
        for case in COUNTED:
            # As it is stored: without what stands around it.
            if (text := case[0]) != text.strip():
                continue
            page.locator("textarea").fill(text)

            assert page.locator("#count-a").inner_text().split("\n")[0].strip() == (
                f"{case[column]} of 3" + (" Too long" if case[column] > 3 else "")
            ), case
