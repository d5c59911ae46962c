"""Who may open the pages of `offices`."""

from tests.permissions import edited, get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
PAPERS = ">----y---"
SIGNERS = ">....y..."
OFFICE = {"code": "province.code"}
SIGNER = {"pk": "signer.pk"}
ROWS = {
    "offices:offices": [get("Offices of the country", ">yyyyyyyy")],
    "offices:offices-list": [
        get("Offices of the country as a file", ">yyyyyyyy", kind="=csv")
    ],
    "offices:suggest": [get("Offices named so", ">yyyyyyyy")],
    "offices:office": [get("An office", ">yyyyyyyy", code="office.code")],
    "offices:letterhead": edited("An office's letterhead", PAPERS, **OFFICE),
    "offices:letterhead-sheet": [get("A sheet with the letterhead", PAPERS, **OFFICE)],
    "offices:letterhead-picture": [
        get("A picture of that sheet", PAPERS, page="page", **OFFICE)
    ],
    "offices:add-signer": edited("Add who signs", PAPERS, **OFFICE),
    "offices:change-signer": edited("Change who signs", SIGNERS, **SIGNER),
    "offices:end-signer": [post("Let somebody sign no more", SIGNERS, **SIGNER)],
    "offices:people": [get("People of one's area", ">----yyyy")],
    "offices:person": [get("A person", ">.y..yyyy", pk="officer.pk")],
    "offices:give-role": [
        get("Give a role", ">.-..yyy-", pk="officer.pk"),
        post("Give a role", ">.-..yyy-", pk="officer.pk"),
    ],
    "offices:end-membership": [
        get("End a role", ">.-..yyy-", pk="membership.pk"),
        post("End a role", ">.-..yyy-", pk="membership.pk"),
    ],
    "offices:move-membership": [
        get("Move somebody to another office", ">.-..yyy-", pk="membership.pk"),
        post("Move somebody to another office", ">.-..yyy-", pk="membership.pk"),
    ],
    "offices:deactivate": [
        get("Shut an account", ">.-..yyy-", pk="officer.pk"),
        post("Shut an account", ">.-..yyy-", pk="officer.pk"),
    ],
    "offices:reactivate": [
        get("Open an account again", ">.-..yyy-", pk="officer.pk"),
        post("Open an account again", ">.-..yyy-", pk="officer.pk"),
    ],
    "offices:change-email": [
        get("Change somebody's e-mail address", ">.-..--y-", pk="officer.pk"),
        post("Change somebody's e-mail address", ">.-..--y-", pk="officer.pk"),
    ],
    "offices:invite": [
        get("Invite somebody", ">----yyy-"),
        post("Invite somebody", ">----yyy-"),
    ],
    "offices:invitation": [
        get("An invitation, with its link", ">....yyy.", pk="invitation.pk"),
    ],
    "offices:resend-invitation": [
        post("Send an invitation again", ">....yyy.", pk="invitation.pk"),
    ],
    "offices:cancel-invitation": [
        post("Cancel an invitation", ">....yyy.", pk="invitation.pk"),
    ],
    "offices:accept": [
        get("Follow the link of an invitation", "yyyyyyyyy", token="token"),
        post("Follow the link of an invitation", "yyyyyyyyy", token="token"),
    ],
    "offices:profile": [
        get("One's own profile", ">yyyyyyyy"),
        post("Change one's own profile", ">yyyyyyyy"),
    ],
    "offices:switch": [
        post(
            "Work in a role of the officer",
            ">.y......",
            {"membership": "membership.pk"},
        ),
    ],
    "offices:notices": [get("One's own notices", ">yyyyyyyy")],
    "offices:read-notices": [post("Mark one's notices as read", ">yyyyyyyy")],
    "offices:follow-notice": [
        post("Follow a notice of the officer", ">.y......", pk="notice.pk"),
    ],
    "offices:mail": [get("The mail that is kept", ">------y-")],
    "offices:mail-text": [get("A mail", ">------y-", pk="mail.pk")],
}
