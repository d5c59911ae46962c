"""Whole page or part of it: what a request from htmx is answered with."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(request, template, context, *, part):
    """Render the page, or only the named part of it when htmx asks for a part."""
    htmx = request.htmx
    wants_part = htmx and not htmx.boosted and not htmx.history_restore_request
    name = f"{template}#{part}" if wants_part else template
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response
