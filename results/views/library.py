"""The library's pages for everybody: search, items, their files, reading lists."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_safe

from results import permissions
from results.library import items
from results.library.facets import facets_of
from results.library.reading_list import MOST, reading_list_path, reading_list_pdf
from results.library.searching import asked_in, search
from results.models import Shelved
from submissions.storing import file_of_version
from submissions.streaming import page_image, stream
from ui.kept import kept_for_visitors
from ui.keys import key_from

PER_PAGE = 20


@login_not_required
@require_GET
@kept_for_visitors
def library(request):
    """Search the library; without words, its newest items."""
    now = timezone.now()
    asked = asked_in(request.GET)
    found = search(asked, at=now)
    page = Paginator(found.numbers, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "facets": facets_of(found, asked),
        "page": page,
        "cards": items.cards_found(page.object_list, at=now, words=asked.words),
        "may_tag": permissions.can_keep_tags(request.user),
        "may_answer": permissions.can_answer_name_requests(request.user),
    }
    return render(request, "results/library/home.html", context)


def public_row(pk, *, at):
    """Return what the library shows of an entry now, or answer 404."""
    rows = Shelved.objects.public(at=at).for_list().with_version()
    # A number of many digits is no key, which a foreign key does not know by itself.
    return get_object_or_404(rows.defer("text"), entry=key_from(str(pk)))


@login_not_required
@require_GET
@kept_for_visitors
def item(request, pk):
    now, user = timezone.now(), request.user
    row = public_row(pk, at=now)
    context = {
        "item": items.item(row, at=now),
        "my_offices": permissions.speaks_for(user),
        "may_tag": permissions.can_keep_tags(user),
        "may_take_names_off": permissions.can_take_names_off(user, row.entry),
    }
    return render(request, "results/library/item.html", context)


@login_not_required
@require_safe
def item_file(request, pk, attachment, page=None):
    """A file of an item, or a page of it as a picture, as far as it is public."""
    row = public_row(pk, at=timezone.now())
    version = row.submission.accepted_version
    content = items.content_shown(row, version.content)
    name = next(
        (each["name"] for each in content["files"] if each["attachment"] == attachment),
        None,
    )
    if name is None:
        raise Http404
    stored, _name = file_of_version(version, attachment)
    if page is not None:
        return page_image(request, stored, page)
    return stream(request, stored, name, inline="download" not in request.GET)


# Reading lists --------------------------------------------------------------------


@login_not_required
@require_GET
def reading_list(request):
    """Show the items that the address names, else those the person keeps."""
    pks = wanted(request)
    cards = items.cards_of(pks, at=timezone.now())
    shown = [card.pk for card in cards]
    context = {
        "cards": cards,
        "is_own": not request.GET.getlist("item"),
        "path": reading_list_path(shown),
        "paper_path": reading_list_path(shown, "reading-list-paper"),
    }
    return render(request, "results/library/reading_list.html", context)


@login_not_required
@require_GET
def reading_list_paper(request):
    now = timezone.now()
    with override("th"):
        cards = items.cards_of(wanted(request), at=now)
    if not cards:
        raise Http404
    return HttpResponse(
        reading_list_pdf(cards, at=now),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="reading-list.pdf"'},
    )


def wanted(request):
    """Return the entries of the list, at most as many as a paper holds."""
    asked = [key_from(each) for each in request.GET.getlist("item")]
    if not asked and request.user.is_authenticated:
        asked = request.user.reading_items.values_list("entry", flat=True)
    return list(dict.fromkeys(asked))[:MOST]
