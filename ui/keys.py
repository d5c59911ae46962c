"""Primary keys as they come from outside: in a form or a query, typed by anybody."""

import re

# As many digits as always fit into what both databases keep.
KEY = re.compile("[0-9]{1,18}")


def key_from(text: str) -> int:
    """Read a primary key; 0, which no row has, where the text cannot be one."""
    return int(text) if KEY.fullmatch(text) else 0
