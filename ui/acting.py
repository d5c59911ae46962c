"""The step that the page of every act has: do what its form holds, or show why not."""

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
