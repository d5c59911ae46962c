"""An act under an embargo is no history for the others before its moment."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import Event
from audit.record import record
from offices.models import User

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_an_act_under_an_embargo_shows_when_it_is_over():
    user = User.objects.create(username="staff", email="s@example.org")
    until = NOW + timedelta(days=1)
    shown = record(user, "Appointed", by=user, at=NOW)
    kept = record(user, "Published", by=user, at=NOW, shown_from=until)

    assert list(Event.objects.about(user, at=NOW)) == [shown]
    assert list(Event.objects.about(user, at=NOW, with_embargoed=True)) == [kept, shown]
    assert list(Event.objects.about(user, at=until)) == [kept, shown]
