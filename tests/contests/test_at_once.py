"""Two people at once: one wins, the other is told, and nothing is half-done."""

import pytest
from django.core.exceptions import ValidationError

from contests.actions import create_season
from contests.models import Category, Season
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_set_up_the_same_year_at_once(offices, administrator):
    refusals = []

    def set_up():
        try:
            create_season(2571, by=administrator)
        except ValidationError as refusal:
            refusals.append(refusal.message_dict)

    at_once(*[set_up] * 4)

    assert [list(each) for each in refusals] == [["year"]] * 3
    assert (Season.objects.count(), Category.objects.count()) == (1, 3)
