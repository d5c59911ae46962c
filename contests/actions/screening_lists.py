"""What a category's staff check, and the reasons they have ready."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit.record import record
from contests import acts
from contests.entry_form import label_of
from contests.models import Category
from contests.screening_lists import LISTS, lines_of, read_text


@transaction.atomic
def change_screening(
    category: Category, texts: Mapping[str, str], *, by, at: datetime | None = None
) -> Category:
    """Make the lines of `texts`, by the name of each list, those of the category.

    A tick that was given stays with its line while one of the line's labels does.
    """
    current = Category.objects.select_for_update().get(pk=category.pk)
    lists = {name: read_text(texts[name], lines_of(current, name)) for name in LISTS}
    changes = {}
    for name in LISTS:
        before = {each["key"]: label_of(each) for each in lines_of(current, name)}
        after = {each["key"]: label_of(each) for each in lists[name]}
        for key in {**before, **after}:
            if before.get(key) != after.get(key):
                changes[f"{name}: {key}"] = [before.get(key), after.get(key)]
    if lists != current.screening:
        current.screening = lists
        current.save(update_fields=["screening"])
        record(category, acts.CHANGED_SCREENING, by=by, at=at, changes=changes)
    category.refresh_from_db()
    return category
