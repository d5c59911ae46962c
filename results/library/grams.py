"""The library's index: for each run of letters, and each facet, which items have it.

A row of `Posting` has a bit for each of BLOCK items, told apart by their numbers. To
find a word its runs are laid over each other; a facet is counted by counting bits. So
a search reads a few hundred short rows and no text, on SQLite and PostgreSQL alike, and
a new item touches rows of the last block alone (docs/decisions/0021).
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from results.library.letters import BETWEEN
from results.models import Posting, Shelved, Term

BLOCK = 2048
RUN = 3
AT_ONCE = 1000

# The fields in which a run may stand: anywhere, and where it counts more.
ANYWHERE, TITLE, LABELS, SUMMARY, EXACT = "all", "title", "labels", "summary", "exact"
TEXTS = (ANYWHERE, TITLE, LABELS, SUMMARY, EXACT)
# In the order in which `Shelved.facets` has them.
COLUMNS = ("season", "category", "region", "province")
FACETS = (*COLUMNS, *map(str, Term.Kind.values))

Key = tuple[str, str]


def runs_of(text: str) -> set[str]:
    """Return the runs of two and of three letters in the lines of a text."""
    return {
        run
        for length in (2, RUN)
        for place in range(len(text) - length + 1)
        if BETWEEN not in (run := text[place : place + length])
    }


def runs_of_word(word: str) -> list[str]:
    """Return the runs that whatever has the word has too."""
    if len(word) < RUN:
        return [word]
    return [word[place : place + RUN] for place in range(len(word) - RUN + 1)]


def keys_of(row: Shelved) -> set[Key]:
    """Return under which keys an item stands in the index."""
    letters = row.letters
    texts = {
        ANYWHERE: letters,
        TITLE: letters[: row.title_ends],
        LABELS: letters[row.title_ends : row.labels_end],
        SUMMARY: letters[row.labels_end : row.summary_ends],
        EXACT: row.exact,
    }
    keys = {(field, run) for field, text in texts.items() for run in runs_of(text)}
    *columns, terms = row.facets.split("|")
    keys |= {
        (name, value) for name, value in zip(COLUMNS, columns, strict=True) if value
    }
    return keys | {tuple(term.split(":")) for term in terms.split(",") if term}


def hold():
    """Let one transaction at a time write the index; SQLite does so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(Posting._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def rewrite(gone: Iterable[Shelved], come: Iterable[Shelved]):
    """Take the one rows out of the index and put the others in; it is held."""
    changes: dict[int, dict[Key, list[int]]] = defaultdict(dict)
    for place, rows in enumerate((gone, come)):
        for row in rows:
            block, bit = divmod(row.number, BLOCK)
            for key in keys_of(row):
                masks = changes[block].setdefault(key, [0, 0])
                masks[place] |= 1 << bit
    for block, masks in changes.items():
        for key in [key for key, (off, on) in masks.items() if off == on]:
            del masks[key]
        keys = list(masks)
        for start in range(0, len(keys), AT_ONCE):
            rewrite_block(block, {key: masks[key] for key in keys[start:][:AT_ONCE]})


def rewrite_block(block: int, masks: dict[Key, list[int]]):
    kept = Posting.objects.filter(block=block, gram__in={gram for _, gram in masks})
    before = {
        (field, gram): int.from_bytes(items, "little")
        for field, gram, items in kept.values_list("field", "gram", "items")
    }
    Posting.objects.bulk_create(
        [
            Posting(
                field=field,
                gram=gram,
                block=block,
                items=(before.get((field, gram), 0) & ~off | on).to_bytes(
                    BLOCK // 8, "little"
                ),
            )
            for (field, gram), (off, on) in masks.items()
        ],
        update_conflicts=True,
        unique_fields=["field", "gram", "block"],
        update_fields=["items"],
    )


# Reading --------------------------------------------------------------------------


def bits(postings) -> dict[Key, int]:
    """Return the items of each key of these postings, as bits by number. One query."""
    found: dict[Key, int] = defaultdict(int)
    rows = postings.values_list("field", "gram", "block", "items")
    for field, gram, block, items in rows:
        found[field, gram] |= int.from_bytes(items, "little") << block * BLOCK
    return found


def numbers_in(items: int) -> list[int]:
    """Return the numbers of the bits, the highest first."""
    text = f"{items:b}"
    top, numbers = len(text) - 1, []
    place = text.find("1")
    while place >= 0:
        numbers.append(top - place)
        place = text.find("1", place + 1)
    return numbers
