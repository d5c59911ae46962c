"""The three-way rule, for any three texts of any field."""

from hypothesis import given
from hypothesis import strategies as st

from submissions.merging import fingerprint, fingerprints, merge
from tests.submissions.scene import FORM, field

WRITTEN = [
    *FORM,
    field("tools", "choices", options=[], has_other=True),
    field("team", "people"),
]
# Few enough texts that they are often the same.
TEXTS = {
    "text": st.sampled_from(["", "ก", "ข"]),
    "longtext": st.sampled_from(["", "ก", "ก\nข"]),
    "list": st.sampled_from([[], ["ก"], ["ก", "ข"]]),
    "links": st.sampled_from([[], [{"url": "https://a.th", "label": ""}]]),
    "choices": st.sampled_from(
        [{"chosen": [], "other": ""}, {"chosen": ["a"], "other": ""}]
    ),
    "people": st.sampled_from([[], [{"given_name": "ก"}], [{"given_name": "ข"}]]),
}
KINDS = {each["key"]: each["kind"] for each in WRITTEN if each["kind"] != "files"}
drafts = st.fixed_dictionaries({key: TEXTS[kind] for key, kind in KINDS.items()})


def stored_after(merged, stored):
    return {**stored, **merged.changed}


@given(base=drafts, mine=drafts, theirs=drafts)
def test_each_field_comes_out_as_the_three_texts_say(base, mine, theirs):
    merged = merge(WRITTEN, theirs, mine, fingerprints(WRITTEN, base))

    after = stored_after(merged, theirs)
    for key in KINDS:
        if mine[key] == base[key]:
            assert after[key] == theirs[key]
        elif theirs[key] == base[key]:
            assert after[key] == mine[key]
        else:
            assert after[key] == theirs[key]
            assert (key in merged.clashes) == (mine[key] != theirs[key])


@given(base=drafts, mine=drafts)
def test_a_second_sending_of_the_same_changes_nothing(base, mine):
    began = fingerprints(WRITTEN, base)
    stored = stored_after(merge(WRITTEN, base, mine, began), base)

    again = merge(WRITTEN, stored, mine, began)

    assert (again.changed, again.clashes) == ({}, set())


@given(base=drafts, mine=drafts, theirs=drafts)
def test_whoever_comes_first_both_see_the_same_clashes(base, mine, theirs):
    began = fingerprints(WRITTEN, base)

    def clashes(first, second):
        stored = stored_after(merge(WRITTEN, base, first, began), base)
        return merge(WRITTEN, stored, second, began).clashes

    assert clashes(mine, theirs) == clashes(theirs, mine)


@given(stored=drafts, mine=drafts)
def test_without_a_beginning_nothing_is_replaced(stored, mine):
    merged = merge(WRITTEN, stored, mine, {})

    assert merged.changed == {}


def test_a_fingerprint_does_not_care_who_wrote_first():
    one = {"given_name": "ก", "surname": "ข"}
    other = {"surname": "ข", "given_name": "ก"}

    assert fingerprint("people", [one]) == fingerprint("people", [other]) != ""
    assert fingerprint("people", []) == fingerprint("people", None) == ""
