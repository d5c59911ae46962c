"""Who may open the pages of the library. The item is Phu Sing's."""

from tests.permissions import edited, get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
EVERYBODY = "yyyyyyyyy"
SIGNED_IN = ">yyyyyyyy"
# Whoever speaks for an office: an auditor does not, a judge has none.
OF_AN_OFFICE = ">yy--yyy-"
KEEPERS = ">----yyy-"
DEPARTMENT = ">------y-"

ITEM = {"pk": "published.entry.pk"}
FILE = {**ITEM, "attachment": "published.attachment.pk"}
ROWS = {
    "library:home": [get("Search the library", EVERYBODY)],
    "library:item": [
        get("An item of the library", EVERYBODY, **ITEM),
        get("A work that is not public", ".........", pk="sealed.entry.pk"),
    ],
    "library:file": [get("A file of an item", EVERYBODY, **FILE)],
    "library:file-page": [
        get("A page of a file of an item", EVERYBODY, page="published.one", **FILE)
    ],
    "library:reading-list": [get("A reading list", EVERYBODY)],
    "library:reading-list-paper": [get("An empty list as PDF", ".........")],
    "library:keep": [post("Keep an item on one's list", SIGNED_IN)],
    "library:put-to-use": edited("Say that an office uses it", OF_AN_OFFICE, **ITEM),
    "library:take-use-back": [
        post("Take back that Phu Sing uses it", ">-y------", pk="use.pk")
    ],
    "library:agree-to-show": edited(
        "Let an entry of Sila Lat into the library",
        ">....----",
        pk="published.other.pk",
    ),
    "library:tags": edited("The department's tags", DEPARTMENT),
    "library:retire-tag": [post("Retire a tag", DEPARTMENT, pk="tag.pk")],
    "library:item-tags": edited("The tags of an item", DEPARTMENT, **ITEM),
    "library:ask-for-name-off": edited(
        "Ask for a name to be taken off", EVERYBODY, **ITEM
    ),
    "library:names": edited("Take names off an entry", KEEPERS, **ITEM),
    "library:name-requests": [get("Requests about names", ">----yyy-")],
    "library:name-request": edited(
        "Answer a request about a name", ">....yyy.", pk="name_request.pk"
    ),
    "library:put-name-back": edited("Show a name again", ">....yyy.", pk="removal.pk"),
}
