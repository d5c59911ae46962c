import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from ui.middleware import ThaiFirstLocaleMiddleware


@pytest.fixture(autouse=True)
def restored_language():
    with translation.override(None):
        yield


@pytest.mark.parametrize(
    ("cookie", "language"),
    [(None, "th"), ("en", "en"), ("th", "th"), ("de", "th"), ("", "th")],
)
def test_only_the_cookie_chooses_the_language(cookie, language):
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    if cookie is not None:
        request.COOKIES["django_language"] = cookie

    response = ThaiFirstLocaleMiddleware(lambda request: HttpResponse())(request)

    assert language == request.LANGUAGE_CODE
    assert response["Content-Language"] == language
    assert "Vary" not in response


@pytest.mark.parametrize(
    "address",
    ["/results/areas/%00/", "/library/?q=a%00b", "/results/search/?q=%00", "/?x=%00"],
)
def test_an_address_with_a_nul_names_nothing(client, db, address):
    """PostgreSQL would fail at it."""
    assert client.get(address).status_code == 404
