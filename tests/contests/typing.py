"""What a browser would send for a form as it was shown, but for what was changed."""


def typed(form, **changed):
    """Return the POST data of a form; `changed` replaces the values of fields."""
    data = {}
    for name, field in form.fields.items():
        value = changed.get(name, form[name].initial)
        widget, prefixed = field.widget, form.add_prefix(name)
        if hasattr(widget, "widgets_names"):
            parts = widget.decompress(value) or [""] * len(widget.widgets)
            for suffix, part in zip(widget.widgets_names, parts, strict=True):
                data[prefixed + suffix] = part
        elif value is True:
            data[prefixed] = "on"
        elif value is not None and value is not False and value != "":
            data[prefixed] = value
    return data


def typed_rows(formset, rows=(), **extra):
    """Return the POST data of a formset; `rows` are changes by the number of a row."""
    data = {**typed(formset.management_form), **extra}
    for number, form in enumerate(formset.forms):
        data |= typed(form, **dict(rows).get(number, {}))
    return data
