"""Every address that the table knows, opened on one contest: for tests of what leaks.

The table names every URL, so none can be forgotten here. A row's arguments are looked
up in each of the given scenes, whatever they stand for in the table's own world.
"""

from operator import attrgetter
from types import SimpleNamespace
from uuid import UUID

from django.urls import reverse

from tests.permissions import SIGN_IN, YES
from tests.permissions.table import TABLE

# The contests of the table's world; a scene stands for any of them.
CONTESTS = ("open", "judging", "sealed", "published")
# Nothing has this number, nor this code.
NOTHING = SimpleNamespace(pk=10**9, code="222222222222", token=str(UUID(int=0)))
# What the table's own world alone has, and no contest: each is `NOTHING` here.
APART = {
    *("invitation", "membership", "signer", "name_request", "removal", "returned"),
    *("token", "door", "upload", "paper", "stated", "conflict"),
    *("appeal", "evidence", "past_import"),
}


def addresses(*scenes, queries, only=lambda row: True):
    """Return the address of every page, for each scene that has what its row names.

    They come by (name, row, number of the scene, query); `queries` lists what to ask
    some of the names besides. `only` says which rows are wanted.
    """
    found = {}
    for name, rows in TABLE.items():
        for number, row in enumerate(rows):
            if row.method != "GET" or not only(row):
                continue
            urls = {}
            for place, scene in enumerate(scenes):
                kwargs = arguments(row, scene)
                if kwargs is not None:
                    urls[place] = reverse(name, kwargs=kwargs)
            assert urls, f"{name}: no scene has {sorted(row.args.values())}"
            for place, url in urls.items():
                for query in ("", *queries.get(name, ())):
                    if row.args or not place:
                        found[name, number, place, query] = url + query
    return found


def is_everybodys(row):
    return set(row.who) == {YES}


def needs_no_sign_in(row):
    return row.who[0] != SIGN_IN


def arguments(row, scene):
    """Return a row's arguments, or None where the scene has not all of them."""
    kwargs = {}
    for key, where in row.args.items():
        if where.startswith("="):
            kwargs[key] = where[1:]
            continue
        path = where.split(".")
        if path[0] in CONTESTS:
            path = path[1:]
        if path[0] in APART:
            kwargs[key] = getattr(NOTHING, path[-1])
            continue
        try:
            kwargs[key] = attrgetter(".".join(path))(scene)
        except AttributeError:
            return None
    return kwargs
