"""What holds for the house as a whole, beside what `make lint` checks."""

from importlib.util import find_spec


def test_psycopg_3_is_not_installed():
    """Django would prefer it to psycopg2 without a word."""
    assert find_spec("psycopg") is None
