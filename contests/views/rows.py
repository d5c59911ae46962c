"""A form of many rows, to which one more can be added without JavaScript."""


def data_of(request, prefix):
    """Return what was posted, with one more empty row where that was asked for."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if "add" in data and total.isdecimal():
        data[f"{prefix}-TOTAL_FORMS"] = int(total) + 1
    return data


def is_to_be_saved(request) -> bool:
    return request.method == "POST" and "add" not in request.POST
