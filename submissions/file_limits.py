"""What a field of the form takes in files: which types, how many, how large."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from contests.entry_form import MOST_FILES, labels_of_types, types_of
from submissions.file_checks.kinds import MB, extension_of, megabytes


def accept_of(field: Mapping) -> str:
    """Return what a browser's file chooser offers for the field."""
    return ",".join(
        f".{extension}" for known in types_of(field) for extension in known.extensions
    )


def refuse_before_checking(field: Mapping, name: str, size: int) -> None:
    """Refuse a file by its name and size: "type" or "too_large".

    A type that no field takes is left to `file_checks`, which says what to save it as.
    """
    extension = extension_of(name)
    taken = {each for known in types_of(field) for each in known.extensions}
    if extension not in taken and field.get("types"):
        raise ValidationError(
            _("“%(name)s” is not taken here. Attach %(types)s."),
            code="type",
            params={"name": name, "types": labels_of_types(field)},
        )
    limit = field.get("mb_each")
    if limit and size > limit * MB:
        raise ValidationError(
            _(
                "“%(name)s” has %(size)s MB; a file here may have up to %(limit)d MB. "
                "Make it smaller."
            ),
            code="too_large",
            params={"name": name, "size": megabytes(size), "limit": limit},
        )


def refuse_beyond(field: Mapping, there: Collection[int], name: str, size: int) -> None:
    """Refuse a file beside those of the sizes `there`: "too_many" or "too_much"."""
    most = field.get("most_files") or MOST_FILES
    if len(there) >= most:
        raise ValidationError(
            ngettext_lazy(
                "Here is %(most)d file already, and no more are taken. Take it off "
                "first.",
                "Here are %(most)d files already. Take one off, or join several to "
                "one.",
                most,
            ),
            code="too_many",
            params={"most": most},
        )
    limit = field.get("mb_total")
    if limit and sum(there) + size > limit * MB:
        left = max(0, limit * MB - sum(there))
        raise ValidationError(
            _(
                "“%(name)s” has %(size)s MB; of the %(limit)d MB that all files here "
                "may have together, %(left)s MB are left. Take a file off, or make "
                "this one smaller."
            ),
            code="too_much",
            params={
                "name": name,
                "size": megabytes(size),
                "limit": limit,
                "left": f"{left * 10 // MB / 10:g}",
            },
        )
