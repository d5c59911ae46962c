"""Home, and 'my work': the two pages that look into every app."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def home(request):
    return render(request, "home.html", {})


@require_GET
def my_work(request):
    return render(request, "my_work.html", {})
