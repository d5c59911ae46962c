"""Who may open the pages of `submissions`."""

from tests.permissions import get, post

VERSION = {"pk": "judging.submission.pk", "number": "=1"}
FILE = {**VERSION, "attachment": "judging.attachment.pk"}
DRAFT_FILE = {"pk": "open.entry.pk", "attachment": "open.attachment.pk"}
FIELD = {"pk": "open.entry.pk", "field": "=evidence"}
UPLOAD = {"token": "open.upload.token"}
LIST = {"pk": "open.round.pk", "kind": "=xlsx"}
DECIDE = {"pk": "open.round.pk", "act": "=accept"}

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
ROWS = {
    "submissions:entries": [get("Entries", ">yyyyyyyy")],
    "submissions:entry-new": [
        get("What can be entered", ">yy------"),
        post("Begin an entry", ">yy------"),
    ],
    "submissions:entry": [
        get("A draft, to its own office", ">.y......", pk="open.entry.pk"),
        post("Save a draft", ">.y......", pk="open.entry.pk"),
    ],
    "submissions:entry-autosave": [
        post("Save a draft while writing", ">.y......", pk="open.entry.pk"),
    ],
    "submissions:entry-attach": [
        post("Attach a file to a draft", ">.y......", pk="open.entry.pk"),
    ],
    "submissions:entry-uploads": [
        get("A field of a draft with its files", ">.y......", **FIELD),
        post("Begin an upload to a draft", ">.y......", **FIELD),
    ],
    "submissions:upload": [
        get("What became of an upload, to who began it", ">.y......", **UPLOAD),
        post("The next bytes of an upload", ">.y......", **UPLOAD),
    ],
    "submissions:entry-discard": [
        post("Discard a draft", ">.y......", pk="open.entry.pk"),
    ],
    "submissions:entry-restore": [
        post("Restore a draft", ">.y......", pk="open.entry.pk"),
    ],
    "submissions:entry-take-over": [
        post("Take over what staff typed from paper", ">.y..-...", pk="paper.pk"),
    ],
    "submissions:entry-hand-in": [
        get("Look over what will be handed in", ">.y......", pk="open.entry.pk"),
        post("Hand in", ">.y......", {"round": "open.round.pk"}, pk="open.entry.pk"),
    ],
    "submissions:entry-file": [get("A file of a draft", ">.y......", **DRAFT_FILE)],
    "submissions:entry-page": [
        get("A page of a draft's file", ">.y......", **DRAFT_FILE, page="=1"),
    ],
    "submissions:form-preview": [
        get(
            "See an entry form as its officers will", ">------y-", pk="open.category.pk"
        ),
        post("See a changed entry form", ">------y-", pk="open.category.pk"),
    ],
    "submissions:submission": [
        get("What was handed in", ">.y..yyyy", pk="judging.submission.pk"),
    ],
    "submissions:late-door-opened": [
        get("A late door that was opened", ">.y..yyyy", pk="open.door.pk"),
    ],
    "submissions:returned": [
        get("What was returned, until when, why", ">.y..yyyy", pk="returned.pk"),
    ],
    "submissions:compare": [
        get("What changed between versions", ">.y..yyyy", pk="judging.submission.pk"),
    ],
    "submissions:withdraw": [
        get("Withdraw a work", ">.y..----", pk="judging.submission.pk"),
        post("Withdraw a work", ">.y..----", pk="judging.submission.pk"),
    ],
    "submissions:receipt": [get("The receipt of a version", ">.y..yyyy", **VERSION)],
    "submissions:receipt-paper": [
        get("The receipt of a version as PDF", ">.y..yyyy", **VERSION),
    ],
    "submissions:version-content": [
        get("The content of a version", ">.y..yyyy", **VERSION),
    ],
    "submissions:version-file": [get("A file handed in", ">.y..yyyy", **FILE)],
    "submissions:version-page": [
        get("A page of a file handed in", ">.y..yyyy", **FILE, page="=1"),
    ],
    "submissions:likeness": [
        get("Likeness to other entries", ">.-..yyyy", **VERSION),
    ],
    "submissions:screening": [
        get("The entries of a round", ">----yyyy", pk="open.round.pk"),
    ],
    "submissions:checklist": [
        post("Tick the checklist of a version", ">.-..y---", **VERSION),
    ],
    "submissions:screening-list": [
        get("The entries of a round as a file", ">----yyyy", **LIST),
    ],
    "submissions:screening-files": [
        get("All files of a round's entries", ">----yyyy", pk="open.round.pk"),
    ],
    "submissions:remind": [
        get("Remind offices without an entry", ">----y---", pk="open.round.pk"),
        post("Remind offices without an entry", ">----y---", pk="open.round.pk"),
    ],
    "submissions:late-door": [
        get("Open a late door", ">----y---", pk="open.round.pk"),
        post("Open a late door", ">----y---", pk="open.round.pk"),
    ],
    "submissions:paper": [
        get("Enter from an office's paper", ">----y---", pk="open.round.pk"),
        post("Enter from an office's paper", ">----y---", pk="open.round.pk"),
    ],
    "submissions:name": [
        get("Name a work into a round", ">----y---", pk="open.round.pk"),
        post("Name a work into a round", ">----y---", pk="open.round.pk"),
    ],
    "submissions:decide": [
        get("Accept, return, disqualify", ">----y---", **DECIDE),
        post("Accept, return, disqualify", ">----y---", **DECIDE),
    ],
}
