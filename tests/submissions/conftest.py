"""The contest that the tests of this folder play in."""

import pytest
from django.core.exceptions import ValidationError

from submissions import actions
from tests.submissions import scene
from tests.submissions.scene import DAY, NOW


@pytest.fixture
def world(db):
    return scene.build()


@pytest.fixture
def province_round(world):
    """Category 2 in Si Sa Ket: open at NOW, for ten more days."""
    return world.rounds[2, "33"]


@pytest.fixture
def region_round(world):
    return world.rounds[2, "R14"]


@pytest.fixture
def rewrite(world):
    """Save another title, as the officer would before handing in again."""

    def write(entry, title, at=NOW):
        entry.refresh_from_db()
        return actions.save_entry(
            entry,
            by=world.officer,
            title=title,
            answers={"goals": "พัฒนาคน งาน และองค์กร"},
            revision=entry.revision,
            at=at,
        )

    return write


@pytest.fixture
def entry(world, rewrite):
    """The district's entry, with all that the form requires."""
    entry = actions.create_entry(
        world.category[2], world.office["3317"], by=world.officer, at=NOW - DAY
    )
    return rewrite(entry, "โมเดลภูสิงห์เสวนา", at=NOW - DAY)


@pytest.fixture
def submission(world, entry, province_round):
    """The entry, handed in at NOW."""
    return actions.hand_in(entry, province_round, by=world.officer, at=NOW)


@pytest.fixture
def accepted(world, submission):
    return actions.accept(submission, by=world.staff, at=NOW)


@pytest.fixture
def refused():
    """Run an action and return the codes with which it is refused."""

    def check(action, *args, **kwargs):
        with pytest.raises(ValidationError) as caught:
            action(*args, **kwargs)
        if hasattr(caught.value, "error_dict"):
            errors = [e for each in caught.value.error_dict.values() for e in each]
        else:
            errors = caught.value.error_list
        return [error.code for error in errors]

    return check
