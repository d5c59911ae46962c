"""The step that every act has on its page: do it, or show why not."""

from django.contrib import messages
from django.core.exceptions import ValidationError


def typed(request):
    """Return what a form is filled with: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


def carried_out(request, form, act, *others):
    """Do the act with what the form holds; say whether it was done.

    A refusal is shown by the form, with what was typed still in it.
    """
    if request.method != "POST" or not all(f.is_valid() for f in (form, *others)):
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def pressed(request, act, done=""):
    """Do the act of a button without a form; say whether it was done.

    The next page tells what was `done`, or else why it was refused.
    """
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    if done:
        messages.success(request, done)
    return True
