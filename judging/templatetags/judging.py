"""Template filters of the judging pages."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from judging.actions.marking import OVERTAKEN
from judging.tables.progress import state_name
from judging.watching import BEGUN, CONFLICT, EXCUSED, NOT_ASKED, SIGNED, UNTOUCHED

register = template.Library()

register.filter(state_name)


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
    whose = f" · {escape(work.whose)}" if work.whose else ""
    return (
        f'<tr><td class="number rank">{row.rank or "–"}</td>'
        f'<th scope="row"><a href="{work.submission}/">{name}</a> '
        f"{sample if work.is_sample else ''}"
        f"<small>{escape(work.number)}{whose}</small></th>"
        f'<td class="number"><strong>{row.score}</strong></td>'
        f'{f"""<td class="number">{cells}</td>""" if row.cells else ""}'
        f"<td>{remark}{below if row.lacks_quorum else ''}</td></tr>\n"
    )


@register.filter
def matrix_rows(lines, links):
    """Write the rows of the matrix of sheets, thousands of cells, as short as HTML is.

    With `links` each entry leads to its page. A cell's word is for who hears the page;
    who sees it has the sign, which the style sheet puts there.
    """
    address = reverse("submissions:submission", args=[0])
    words = {
        SIGNED: pgettext("a sheet", "signed"),
        EXCUSED: pgettext("a sheet", "excused"),
        BEGUN: pgettext("a sheet", "begun"),
        UNTOUCHED: pgettext("a sheet", "not yet"),
        CONFLICT: pgettext("a sheet", "barred"),
        NOT_ASKED: "",
    }
    cells = {letter: f"<td class={letter}>{word}" for letter, word in words.items()}
    below = f" ⚠<i>{_('Below the quorum')}</i>"
    return mark_safe(
        "".join(
            matrix_row(line, cells, address if links else "", below) for line in lines
        )
    )


def matrix_row(line, cells, address, below):
    name = escape(line.number)
    if address:
        page = address.replace("/0/", f"/{line.submission}/")
        name = f'<a href="{page}">{name}</a>'
    whose = f"<small>{escape(line.whose)}</small>" if line.whose else ""
    return (
        f"<tr><th scope=row>{name}{whose}"
        f"<td>{line.finished}/{line.due}{below if line.lacks_quorum else ''}"
        f"{''.join([cells[each] for each in line.cells])}\n"
    )


@register.filter
def mark_cells(marks):
    """Write a judge's own marks as table cells, each with the criterion's number."""
    return mark_safe(
        "".join(
            f'<td class="number marks-cell" data-mark="{number}">{mark or "–"}</td>'
            for number, mark in enumerate(marks, 1)
        )
    )


@register.filter
def marks_changed(event, rulebook):
    """Say in words what one save changed on a sheet, criterion by criterion."""
    for name, (old, new) in event.changes.items():
        code, _space, is_comment = name.partition(" ")
        row = rulebook.row_of.get(code)
        if event.act == OVERTAKEN and row and not is_comment:
            yield _("%(criterion)s: %(old)s on another device, %(new)s counts") % {
                "criterion": row.name,
                "old": old or _("no mark"),
                "new": new or _("no mark"),
            }
        elif is_comment or row is None:
            yield _("comment: “%(new)s”") % {"new": new}
        elif old is None:
            yield _("%(criterion)s: %(new)s") % {"criterion": row.name, "new": new}
        else:
            yield _("%(criterion)s: %(old)s → %(new)s") % {
                "criterion": row.name,
                "old": old,
                "new": _("no mark") if new is None else new,
            }
