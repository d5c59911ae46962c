"""The order that appoints a panel: its page, where staff write and issue it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from judging import actions, permissions
from judging.actions.orders import FIELDS, draft_of
from judging.forms import OrderForm
from judging.models import AppointmentOrder
from judging.orders import committee_of, fingerprint, paper_of, what_is_missing
from judging.papers import order_pdf
from judging.progress import seats_of
from judging.views.panel import run_round, watched_round
from ui.acting import pressed
from ui.answers import paper_answer

NAMES = {
    "number": gettext_lazy("Order number"),
    "dated_on": gettext_lazy("Date of the order"),
    "duties": gettext_lazy("Duties"),
    "signer_name": gettext_lazy("Name of the signer"),
    "signer_position": gettext_lazy("Position of the signer"),
    "committee": gettext_lazy("The committee: nobody is on the panel"),
}


@require_http_methods(["GET", "POST"])
def order(request, pk):
    round_ = watched_round(request, pk)
    may_write = permissions.can_run_panel(request.user, round_)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    draft = draft_of(round_)
    initial = {name: getattr(draft, name) for name in FIELDS}
    form = OrderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.write_order(round_, by=request.user, **form.cleaned_data)
        messages.success(request, _("The order is saved."))
        return redirect("judging:order", pk)
    return show(request, round_, draft, form, may_write)


@require_http_methods(["POST"])
def issue(request, pk):
    round_ = run_round(request, pk)
    seen = request.POST.get("seen", "")
    pressed(
        request,
        lambda: actions.issue_order(round_, by=request.user, seen=seen),
        _("The order is issued and kept as it is."),
    )
    return redirect("judging:order", pk)


@require_GET
def order_paper(request, pk, version=None):
    """An issued version as PDF, or the draft, marked so, for who may write it."""
    round_ = watched_round(request, pk)
    if version is None:
        if not permissions.can_run_panel(request.user, round_):
            raise PermissionDenied
        order = draft_of(round_)
    else:
        issued = AppointmentOrder.objects.filter(round=round_, issued_at__isnull=False)
        order = get_object_or_404(issued, version=version)
    order.round = round_
    office = round_.office
    return paper_answer(
        request,
        order_pdf(order, seats_of(round_)),
        thai=f"คำสั่งแต่งตั้งคณะกรรมการ-{office.name_th}-{order.version}",
        ascii=f"order-{office.code}-{order.version}",
    )


def show(request, round_, draft, form, may_write):
    seats = seats_of(round_)
    issued = AppointmentOrder.objects.filter(round=round_, issued_at__isnull=False)
    papers = []
    for each in issued.select_related("issued_by").order_by("-version"):
        each.round = round_
        papers.append((each, paper_of(each, seats)))
    context = {
        "round": round_,
        "form": form,
        "may_write": may_write,
        "paper": paper_of(draft, seats),
        "is_saved": draft.pk is not None,
        "missing": [NAMES[name] for name in what_is_missing(draft, seats)],
        "seen": fingerprint(committee_of(seats)),
        "papers": papers,
    }
    return render(request, "judging/order.html", context)
