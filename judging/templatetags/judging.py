"""Template filters of the judging pages."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def as_rows(rows, all_sample):
    """Write the ranking's table rows; a loop in the template takes ten times as long.

    With `all_sample` the page says of everything at once that it is made up. Each entry
    links to why it has its rank, which lies below the page: `reverse` for each would
    take longer than all the rest.
    """
    shares_rank = _("Tied")
    tied = f'<span class="state tone-warn">{shares_rank}</span> '
    lacks_quorum = _("Below the quorum")
    below = f'<span class="state tone-bad">{lacks_quorum}</span>'
    sample = "" if all_sample else render_to_string("ui/_sample.html")
    return mark_safe("".join(row_of(row, tied, below, sample) for row in rows))


def row_of(row, tied, below, sample):
    work = row.work
    remark = tied if row.is_tied else ""
    if row.decided_by and not row.is_tied:
        remark = f"<small>{escape(row.decided_by)}</small> "
    cells = '</td><td class="number">'.join(row.cells)
    name = escape(work.title or work.number)
    return (
        f'<tr><td class="number rank">{row.rank or "–"}</td>'
        f'<th scope="row"><a href="{work.submission}/">{name}</a> '
        f"{sample if work.is_sample else ''}"
        f"<small>{escape(work.number)} · {escape(work.whose)}</small></th>"
        f'<td class="number"><strong>{row.score}</strong></td>'
        f'{f"""<td class="number">{cells}</td>""" if row.cells else ""}'
        f"<td>{remark}{below if row.lacks_quorum else ''}</td></tr>\n"
    )


@register.filter
def mark_cells(marks):
    """Write a judge's own marks as table cells, which phones leave out."""
    return mark_safe(
        "".join(f'<td class="number marks-cell">{mark or "–"}</td>' for mark in marks)
    )


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
