"""A season of the built-in template, 2569, set up in March for the offices at hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from contests import actions
from contests.models import Round, Stage
from offices.roles import Level

MARCH = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def season(offices, administrator):
    season = actions.create_season(2569, by=administrator, at=MARCH)
    actions.make_all_rounds(season, by=administrator, at=MARCH)
    return season


@pytest.fixture
def stage(season):
    """Category 2 at the province level."""
    return Stage.objects.get(category__number=2, level=Level.PROVINCE)


@pytest.fixture
def find_round(season):
    """Return a function that finds a round by category, level and office."""

    def find(number, level, code):
        return Round.objects.for_list().get(
            stage__category__number=number, stage__level=level, office__code=code
        )

    return find


@pytest.fixture
def round_(find_round):
    """Category 2 in Si Sa Ket, with its stage loaded."""
    return find_round(2, Level.PROVINCE, "33")


@pytest.fixture
def other_round(find_round):
    return find_round(2, Level.PROVINCE, "50")


@pytest.fixture
def refused():
    """Run an action and return the codes with which it is refused, by field."""

    def check(action, *args, **kwargs):
        with pytest.raises(ValidationError) as caught:
            action(*args, **kwargs)
        if hasattr(caught.value, "error_dict"):
            return {
                field: [error.code for error in errors]
                for field, errors in caught.value.error_dict.items()
            }
        return [error.code for error in caught.value.error_list]

    return check
