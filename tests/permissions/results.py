"""Who may open the pages of `results`. The round is Si Sa Ket's."""

from tests.permissions import edited, get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
EVERYBODY = "yyyyyyyyy"
STAFF = ">----y---"
ADMINISTRATOR = ">------y-"
# What is not public is unknown to all others: they get 404, not 403.
STAFF_OF_A_SEALED_ONE = ">..--y..."
FILES_OF_A_SEALED_ONE = "...yyy..."
# Of a stage that lets nobody else have them.
FILES_OF_A_PUBLISHED_ONE = ">--yyy---"

ROUND = {"pk": "judging.round.pk"}
SEALED = {"pk": "sealed.result.pk"}
PUBLISHED = {"pk": "published.result.pk"}
# An office's own, which its issuer and it alone see; the issuer alone changes it.
CERTIFICATE = {"pk": "published.certificate.pk"}
ISSUER = ">.-..y..."
APPEAL = {"pk": "published.appeal.pk"}
ROWS = {
    "results:seasons": [get("Results by year", EVERYBODY)],
    "results:search": [get("Find an office", EVERYBODY)],
    "results:season": [
        get("Results of a year", EVERYBODY, year="published.season.year")
    ],
    "results:category": [
        get(
            "Results of a category",
            EVERYBODY,
            year="published.season.year",
            number="published.category.number",
        )
    ],
    "results:area": [get("What an area won", EVERYBODY, code="office.code")],
    "results:site-picture": [get("The picture of a shared link", EVERYBODY)],
    "results:picture": [
        get("The picture of a published result", EVERYBODY, **PUBLISHED),
        get("The picture of a result that is sealed only", ".........", **SEALED),
    ],
    "results:feed": [get("The newest results as a feed", EVERYBODY)],
    "results:season-feed": [
        get("The newest results of a year", EVERYBODY, year="published.season.year")
    ],
    "results:category-feed": [
        get(
            "The newest results of a category",
            EVERYBODY,
            year="published.season.year",
            number="published.category.number",
        )
    ],
    "results:area-feed": [
        get("The newest results of an area", EVERYBODY, code="office.code")
    ],
    "results:season-calendar": [
        get(
            "The dates of a year as a calendar", EVERYBODY, year="published.season.year"
        )
    ],
    "results:area-calendar": [
        get("The dates of an office as a calendar", EVERYBODY, code="office.code")
    ],
    "results:round-calendar": [
        get("The dates of a round as a calendar", EVERYBODY, **ROUND)
    ],
    "results:result": [
        get("A published result", EVERYBODY, **PUBLISHED),
        get("A result that is sealed only", ".........", **SEALED),
    ],
    "results:round": [get("The result of a round, step by step", ">---yyyyy", **ROUND)],
    "results:ranking-table": [
        get("The live ranking as a file", ">...-yyyy", **ROUND, kind="=csv"),
        get(
            "The ranking of a sealed result as a file",
            ">...yy---",
            pk="sealed.result.round.pk",
            kind="=csv",
        ),
        get(
            "The ranking of a published result as a file",
            ">...yyyyy",
            pk="published.result.round.pk",
            kind="=csv",
        ),
    ],
    "results:seal": edited("Seal the result", ">---y----", **ROUND),
    "results:seal-unopposed": edited("Let a round go up unopposed", STAFF, **ROUND),
    "results:enter-ranks": edited("Enter a past year's ranks", STAFF, **ROUND),
    "results:past-seasons": [get("Results of past years", ADMINISTRATOR)],
    "results:past-season": edited(
        "Bring in the results of a past year",
        ADMINISTRATOR,
        year="published.season.year",
    ),
    "results:past-template": [
        get(
            "The sheet of a past year to fill in",
            ADMINISTRATOR,
            year="published.season.year",
        )
    ],
    "results:past-import": edited(
        "See and confirm a file of past results", ">......y.", pk="past_import.pk"
    ),
    "results:drop-past-import": [
        post("Drop a file of past results", ">......y.", pk="past_import.pk")
    ],
    "results:close-empty": edited("Close a round without entries", STAFF, **ROUND),
    "results:approve": edited("Approve the result", STAFF_OF_A_SEALED_ONE, **SEALED),
    "results:refuse": edited("Refuse the result", STAFF_OF_A_SEALED_ONE, **SEALED),
    "results:publish": edited("Publish the result", STAFF_OF_A_SEALED_ONE, **SEALED),
    "results:withdraw": edited("Withdraw a publication", STAFF, **PUBLISHED),
    "results:send-up-next": edited(
        "Send up the next placing", STAFF, pk="published.placing.pk"
    ),
    "results:keep-left": edited(
        "Keep an entry whose result below was withdrawn",
        ">.-..y---",
        pk="judging.submission.pk",
    ),
    "results:ceremony": [
        get("The ceremony of a published result", ">---yy---", **PUBLISHED),
        get("The ceremony of a result that is sealed only", ">........", **SEALED),
    ],
    "results:appeal-new": edited("Appeal against a result", ">-y------", **PUBLISHED),
    "results:appeal": [get("An appeal", ">.y.yyyyy", **APPEAL)],
    "results:appeal-add": [post("Add files to an appeal", ">.y.-----", **APPEAL)],
    "results:appeal-file": [
        get(
            "A file of an appeal",
            ">.y.yyyyy",
            **APPEAL,
            file="published.evidence.pk",
        )
    ],
    "results:appeal-reject": edited("Reject an appeal", ">.-.yy---", **APPEAL),
    "results:appeal-grant": edited("Grant an appeal", ">.-.yy---", **APPEAL),
    "results:why": [
        get("Why a sealed placing", ">..-yy...", pk="sealed.placing.pk"),
        get("Why a published placing", ">-y-yyyyy", pk="published.placing.pk"),
    ],
    "results:certainty": [
        get("How sure a sealed result is", ">..-yy...", **SEALED),
        get("How sure a published result is", ">---yyyyy", **PUBLISHED),
    ],
    "results:announcement": [
        get("The draft of an announcement", "...--y...", **SEALED),
        get("An announcement", EVERYBODY, **PUBLISHED),
    ],
    "results:summary": [
        get("The scores of a sealed result, to sign", ">..-yy...", **SEALED),
        get("The scores of a published result, to sign", ">---yy---", **PUBLISHED),
    ],
    "results:archive": [post("Export the whole round as one file", STAFF, **ROUND)],
    "results:archive-key": [get("The key by which such a file is checked", EVERYBODY)],
    "results:certificates": [
        get("The certificates of a result", STAFF, **PUBLISHED),
        get(
            "The certificates of a result not published yet",
            STAFF_OF_A_SEALED_ONE,
            **SEALED,
        ),
    ],
    "results:issue-certificates": edited("Issue certificates", STAFF, **PUBLISHED),
    "results:certificate-preview": [
        get("What certificates will look like", STAFF, **PUBLISHED)
    ],
    "results:ask-for-certificates": [
        post("Have all certificates made as one file", STAFF, **PUBLISHED)
    ],
    "results:certificates-pdf": [
        get("All certificates as one PDF", STAFF, **PUBLISHED)
    ],
    "results:certificates-zip": [
        get("All certificates as single files", STAFF, **PUBLISHED)
    ],
    "results:own-certificates": [get("The certificates one has received", ">yyyyyyyy")],
    "results:certificate": [get("A certificate's history", ISSUER, **CERTIFICATE)],
    "results:certificate-pdf": [get("A certificate", ">.y..y...", **CERTIFICATE)],
    "results:cancel-certificate": edited("Cancel a certificate", ISSUER, **CERTIFICATE),
    "results:correct-certificate": edited(
        "Correct a certificate", ISSUER, **CERTIFICATE
    ),
    "verify:form": [get("Verify a certificate", EVERYBODY)],
    "verify:certificate": [
        get("A certificate, by its code", EVERYBODY, code="published.certificate.code"),
        get("A certificate that is none", ".........", code="=222222222222"),
    ],
    "results:ledger": [
        get("All marks of a sealed result", FILES_OF_A_SEALED_ONE, **SEALED),
        get("All marks of a published result", FILES_OF_A_PUBLISHED_ONE, **PUBLISHED),
    ],
    "results:rules": [
        get("The rules of a sealed result", FILES_OF_A_SEALED_ONE, **SEALED),
        get("The rules of a published result", FILES_OF_A_PUBLISHED_ONE, **PUBLISHED),
    ],
}
