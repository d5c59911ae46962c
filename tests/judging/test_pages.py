import pytest
from django.urls import reverse

from judging import actions
from tests.judging.conftest import fill, fill_and_sign


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


@pytest.fixture
def as_judge(client, panel):
    client.force_login(panel.judge.user)
    return client


def test_pages_render(client, panel, staff, settings):
    fill(panel.judge, panel.phu_sing, 5)
    fill_and_sign(panel.judge, panel.sila_lat, 5, 6)
    actions.excuse(panel.other_judge, panel.sila_lat, by=staff, reason="Away.")
    for language in ("th", "en"):
        for person, names in (
            (panel.judge.user, ["my-rounds", "entries", "sheet", "sign", "declare"]),
            (staff, ["panel", "appoint", "invite", "seat", "ranking"]),
            (panel.chair.user, ["panel", "ranking", "my-rounds", "entries"]),
        ):
            client.force_login(person)
            for name in names:
                args = {
                    "my-rounds": (),
                    "sheet": (panel.phu_sing.pk,),
                    "sign": (panel.phu_sing.pk,),
                    "declare": (panel.phu_sing.pk,),
                    "seat": (panel.judge.pk,),
                }.get(name, (panel.round.pk,))
                client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
                assert client.get(url(name, *args)).status_code == 200, name
