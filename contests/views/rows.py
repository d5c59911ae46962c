"""A form of many rows: one more, or another order, without JavaScript too."""

from django.forms.formsets import ORDERING_FIELD_NAME

# Buttons that change the rows and save nothing.
CHANGES = ("add", "move", "show")


def data_of(request, prefix):
    """Return what was posted, with one more row or another order if asked for."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if "add" in data and total.isdecimal():
        data[f"{prefix}-TOTAL_FORMS"] = int(total) + 1
    if "move" in data and total.isdecimal() and len(total) < 4:
        move(data, prefix, int(total))
    return data


def is_to_be_saved(request) -> bool:
    return request.method == "POST" and not any(
        each in request.POST for each in CHANGES
    )


def move(data, prefix, total):
    """Let the row of the button that was pressed ("3-up") change places."""
    number, _, way = data["move"].partition("-")
    rows = sorted(range(total), key=lambda row: place_of(data, prefix, row))
    if not number.isdecimal() or int(number) not in rows:
        return
    here = rows.index(int(number))
    there = here + (-1 if way == "up" else 1)
    if 0 <= there < total:
        rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, 1):
        data[f"{prefix}-{row}-{ORDERING_FIELD_NAME}"] = place


def place_of(data, prefix, row):
    place = data.get(f"{prefix}-{row}-{ORDERING_FIELD_NAME}", "")
    return int(place) if place.isdecimal() and len(place) < 6 else 100_000
