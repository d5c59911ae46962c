"""Who may open the ranking while a result is on its way (rules 3 and 8)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contests.phases import Phase
from judging.permissions import can_see_ranking_page
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_embargo_changes_nothing_for_the_offices_above(
    offices, staff, region_staff, administrator
):
    round_ = factories.make_round(
        factories.make_stage(phase=Phase.JUDGING), offices["33"]
    )
    now, day = timezone.now(), timedelta(days=1)
    people = [staff, region_staff, administrator]

    def seen(**facts):
        for name, moment in facts.items():
            setattr(round_, name, moment)
        return [can_see_ranking_page(user, round_) for user in people]

    assert seen() == [True, True, True]
    sealed = seen(sealed_at=now, approved_at=now)
    embargoed = seen(published_at=now, public_from=now + day)
    assert sealed == embargoed == [True, False, False]
    assert seen(public_from=now) == [True, True, True]
