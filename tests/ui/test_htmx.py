import pytest
from django.test import RequestFactory, override_settings
from django_htmx.middleware import HtmxDetails

from ui.htmx import render_page

PAGE = "<page>{% partialdef rows inline %}rows{% endpartialdef %}</page>"
LOADER = "django.template.loaders.locmem.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [(LOADER, {"list.html": PAGE})],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, "<page>rows</page>"),
        ({"HX-Request": "true"}, "rows"),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "<page>rows</page>"),
        (
            {"HX-Request": "true", "HX-History-Restore-Request": "true"},
            "<page>rows</page>",
        ),
    ],
)
@override_settings(TEMPLATES=TEMPLATES)
def test_htmx_gets_the_part_and_everybody_else_the_page(headers, body):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)

    response = render_page(request, "list.html", {}, part="rows")

    assert response.content.decode() == body
    assert response["Vary"] == "HX-Request, HX-Boosted"
