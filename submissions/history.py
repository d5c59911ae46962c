"""What happened to an entry and to what was handed in of it, for a page to show."""

from audit.models import Event

# Acts on a file: `changes` maps its field to the name before and after.
ON_A_FILE = ("Attached a file", "Took a file off")


def history_of(*things, at, with_embargoed=False) -> list[Event]:
    """Return the events of these things; those on a file say which in `thing`."""
    events = list(Event.objects.about(*things, at=at, with_embargoed=with_embargoed))
    for event in events:
        if event.act in ON_A_FILE:
            [(before, after)] = event.changes.values()
            event.thing = after or before
    return events
