"""Read an uploaded workbook into rows of text, whatever hand made it.

Nothing in it is worked out: a formula is refused in its cell. Nothing in it can fill
the memory: the package is small, what it unpacks to is counted first, and the rows are
read one by one. The library loads when needed.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, time
from importlib import import_module

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from results.past.columns import COLUMNS, KEYS, MOST_ROWS, SHEET, Fault, cell
from submissions.file_checks import check
from submissions.file_checks.kinds import KINDS, kind_of
from ui.thai import search_key, tidy

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 32 * 1024 * 1024

Row = tuple[int, dict[str, str]]


def read(upload) -> tuple[list[Row], list[Fault]]:
    """Return the rows with their numbers, and every cell that cannot be read.

    Refuse a file that is no such workbook: "type", "too_large", "broken" and the other
    codes of `submissions.file_checks`.
    """
    refuse_unfit(upload)
    try:
        book = import_module("openpyxl").load_workbook(
            upload, read_only=True, data_only=False, keep_links=False
        )
    except Exception as error:
        # The library raises whatever its parts do on a package that is not sound.
        raise unreadable() from error
    try:
        return rows_of(sheet_in(book))
    except Exception as error:
        raise unreadable() from error
    finally:
        book.close()


def refuse_unfit(upload):
    if upload.size > LARGEST:
        raise ValidationError(
            gettext_lazy("The file is larger than 2 MB. Keep only the rows and save."),
            code="too_large",
        )
    if kind_of(upload.name) != KINDS["xlsx"]:
        raise ValidationError(
            gettext_lazy(
                "Save the sheet as an Excel workbook (.xlsx) and choose that."
            ),
            code="type",
        )
    try:
        check(upload)
    except ValidationError as refusal:
        if refusal.code != "encrypted":
            raise
        raise ValidationError(
            gettext_lazy(
                "This is locked with a password, or an old workbook (.xls) under a new "
                "name. Save it as an Excel workbook (.xlsx) without a password."
            ),
            code="encrypted",
        ) from refusal
    with zipfile.ZipFile(upload) as package:
        # Python unpacks no more of a part than its entry says.
        unpacked = sum(part.file_size for part in package.infolist())
    upload.seek(0)
    if unpacked > LARGEST_UNPACKED:
        raise unreadable()


def unreadable() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "This workbook cannot be read. Copy its rows into a new copy of the "
            "template and upload that."
        ),
        code="broken",
    )


def sheet_in(book):
    """Return the sheet of its name; else the first with the template's heads."""
    if SHEET in book.sheetnames:
        return book[SHEET]
    for sheet in book.worksheets:
        if not wrong_heads(next(lines_of(sheet, last=1), ())):
            return sheet
    return book.worksheets[0]


def lines_of(sheet, last=None):
    return sheet.iter_rows(max_row=last, max_col=len(COLUMNS))


def rows_of(sheet) -> tuple[list[Row], list[Fault]]:
    """Read every row, however far down: a stray mark there is a row that lacks much."""
    # What the workbook says of its size may be wrong.
    sheet.reset_dimensions()
    lines = lines_of(sheet)
    faults = wrong_heads(next(lines, ()))
    rows: list[Row] = []
    if faults:
        return rows, faults
    for number, line in enumerate(lines, start=2):
        if all(each.value is None for each in line):
            continue
        if len(rows) == MOST_ROWS:
            sentence = _("More than %(most)d rows. Split the file.")
            faults.append(Fault(f"A{number}", sentence % {"most": MOST_ROWS}))
            break
        texts, wrong = read_line(number, line)
        faults += wrong
        if wrong or any(texts.values()):
            rows.append((number, texts))
    if not rows and not faults:
        faults.append(Fault("A2", _("There is no row. Fill in the sheet from here.")))
    return rows, faults


def wrong_heads(line) -> list[Fault]:
    """Return each head that is not the template's; nothing else is read then."""
    found = [str(each.value or "") for each in line]
    found += [""] * (len(COLUMNS) - len(found))
    sentence = _("The head here must be “%(head)s”, as in the template.")
    return [
        Fault(cell(column.key, 1), sentence % {"head": column.head})
        for column, text in zip(COLUMNS, found, strict=True)
        if search_key(text) != search_key(column.head)
    ]


def read_line(number, line) -> tuple[dict[str, str], list[Fault]]:
    texts, faults = dict.fromkeys(KEYS, ""), []
    for column, each in zip(COLUMNS, line, strict=False):
        try:
            texts[column.key] = text_of(each, column)
        except ValidationError as refusal:
            faults.append(Fault(cell(column.key, number), refusal.message))
    return texts, faults


def text_of(each, column) -> str:
    """Return what stands in a cell, spelt in one way, or refuse it."""
    value = each.value
    if value is None:
        return ""
    if each.data_type == "f":
        raise ValidationError(_("This is a formula. Copy it and paste it as a value."))
    if each.data_type == "e":
        raise ValidationError(_("This is an error of the sheet. Type the value."))
    if isinstance(value, date | time):
        raise ValidationError(_("The sheet made a date of this. Type it as text."))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValidationError(_("This is not a text or a number. Type it as text."))
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    text = " ".join(printable(tidy(str(value))))
    if len(text) > column.longest:
        sentence = _("This is longer than %(most)d characters. Shorten it.")
        raise ValidationError(sentence % {"most": column.longest})
    return text


def printable(text: str) -> Iterator[str]:
    """Yield the words, without what no reader sees and no database keeps."""
    for word in text.split():
        if shown := "".join(sign for sign in word if sign.isprintable()):
            yield shown
