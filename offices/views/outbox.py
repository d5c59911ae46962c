"""The kept outbox, for administrators: without a mail server it is how mail is read."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from offices import permissions
from offices.models import Mail
from ui.htmx import render_page


@require_GET
def mail_list(request):
    if not permissions.can_read_mail(request.user):
        raise PermissionDenied
    mails = Mail.objects.visible_to(request.user).defer("body")
    words = request.GET.get("q", "").strip()
    if words:
        mails = mails.filter(Q(to__icontains=words) | Q(subject__icontains=words))
    context = {
        "page": Paginator(mails, 50).get_page(request.GET.get("page")),
        "q": words,
        "has_server": bool(settings.SMTP),
    }
    return render_page(request, "offices/mail_list.html", context, part="rows")


@require_GET
def mail(request, pk):
    if not permissions.can_read_mail(request.user):
        raise PermissionDenied
    mail = get_object_or_404(Mail.objects.visible_to(request.user), pk=pk)
    context = {
        "mail": mail,
        # Where mail leaves by itself, nobody else needs a link that opens an account.
        "shows_body": not (mail.is_secret and settings.SMTP),
    }
    return render(request, "offices/mail.html", context)
