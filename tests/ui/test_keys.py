import pytest

from ui.keys import key_from


@pytest.mark.parametrize(
    ("text", "key"), [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)]
)
def test_a_key_is_read(text, key):
    assert key_from(text) == key


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1.5", " 7", "๗", "9" * 19, "9" * 5000]
)
def test_what_cannot_be_a_key_is_nobodys(text):
    assert key_from(text) == 0
