"""Template filters of the judging pages."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def number_cells(texts):
    """Write table cells of figures; a loop in the template takes ten times as long.

    For texts of our own making only: they are not escaped.
    """
    return mark_safe("".join(f'<td class="number">{text}</td>' for text in texts))


@register.filter
def marks_changed(event, rulebook):
    """Say in words what one save changed on a sheet, criterion by criterion."""
    for name, (old, new) in event.changes.items():
        code, _space, is_comment = name.partition(" ")
        row = rulebook.row_of.get(code)
        if is_comment or row is None:
            yield _("comment: “%(new)s”") % {"new": new}
        elif old is None:
            yield _("%(criterion)s: %(new)s") % {"criterion": row.name, "new": new}
        else:
            yield _("%(criterion)s: %(old)s → %(new)s") % {
                "criterion": row.name,
                "old": old,
                "new": _("no mark") if new is None else new,
            }
