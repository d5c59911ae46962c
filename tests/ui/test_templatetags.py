from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from ui.templatetags import ui

NOW = datetime(2022, 7, 19, 11, 0, tzinfo=UTC)  # Tuesday, 18.00 in Bangkok


def shown(template, language="th", **context):
    with translation.override(language):
        return Template(template).render(Context(context))


def test_a_moment_is_written_in_the_language_of_the_page():
    template = "{{ at|thaishort }} {{ at|thaitime }}"

    assert shown(template, at=NOW) == "19 ก.ค. 2565 18.00\u00a0น."
    assert shown(template, "en", at=NOW) == "19 Jul 2565 18:00"
    assert shown(template, at=None) == " "


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(minutes=12), "in 12 min"),
        (timedelta(hours=5, minutes=12), "in 5 h 12 min"),
        (timedelta(hours=47, minutes=59), "in 47 h 59 min"),
        # Friday 16.30 is three days from Tuesday, though not yet 72 hours.
        (timedelta(days=2, hours=22, minutes=30), "in 3 days"),
        (timedelta(0), "0 min ago"),
        (-timedelta(hours=1), "1 h 0 min ago"),
        (-timedelta(days=9), "9 days ago"),
    ],
)
def test_until_counts_as_people_do(distance, words):
    with translation.override("en"):
        assert ui.until(NOW + distance, NOW) == words


@pytest.mark.parametrize(
    ("hours", "word"), [(-1, "past"), (0, "past"), (72, "near"), (73, "far")]
)
def test_nearness_of_a_deadline(hours, word):
    assert ui.nearness(NOW + timedelta(hours=hours), NOW) == word


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (1, "1 KB"), (348_160, "340 KB"), (1_572_864, "1.5 MB")],
)
def test_file_sizes(size, words):
    assert shown("{{ size|filesize }}", "en", size=size) == words


def test_an_icon_is_decoration_unless_it_has_a_label():
    plain = shown('{% icon "trophy" "big" %}')
    named = shown('{% icon "trophy" label=label %}', label="<Won>")

    assert plain.startswith("<svg")
    assert 'aria-hidden="true"' in plain
    assert 'class="icon big"' in plain
    assert named.endswith('<span class="visually-hidden">&lt;Won&gt;</span>')


@pytest.mark.parametrize(
    ("prefix", "mark"),
    [("home", ' aria-current="page"'), ("hom", ""), ("results:", "")],
)
def test_the_navigation_marks_where_one_is(prefix, mark):
    request = RequestFactory().get("/")
    request.resolver_match = resolve("/")

    found = shown("{% current prefix %}", request=request, prefix=prefix)

    assert found == mark


@pytest.mark.parametrize(
    ("value", "full", "share"),
    [(1, 3, "33.33"), (5, 3, "100.00"), (-1, 3, "0.00"), (1, 0, "0")],
)
def test_a_share_is_a_width_in_any_language(value, full, share):
    template = "{{ value|percent_of:full }}"

    assert shown(template, value=value, full=full) == share


def test_what_is_fixed_is_rendered_once_per_language_and_knows_no_variables():
    page = Template("{% fixed %}{% now 'Y' %} {{ name }}{% endfixed %}")

    def render(language, year):
        with translation.override(language), time_machine.travel(f"{year}-06-01"):
            return page.render(Context({"name": "somebody"}))

    assert render("th", 2022) == render("th", 2023) == "2022 "
    assert render("en", 2024) == render("en", 2025) == "2024 "
