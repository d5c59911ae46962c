"""Who may open home, my work and the pages of sign-in."""

from tests.permissions import get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
ROWS = {
    "healthz": [get("Whether the portal and its database work", "yyyyyyyyy")],
    "robots": [get("What search engines may read", "yyyyyyyyy")],
    "sitemap": [get("The lists of the public pages", "yyyyyyyyy")],
    "sitemap-section": [
        get("A list of public pages", "yyyyyyyyy", section="=results"),
    ],
    "home": [get("Home", "yyyyyyyyy")],
    "my-work": [get("My work", ">yyyyyyyy")],
    "set_language": [
        post("Change the language", "yyyyyyyyy", {"language": "=en"}),
    ],
    "account_login": [get("Sign in", "yyyyyyyyy")],
    "account_logout": [get("Sign out", "yyyyyyyyy")],
    "account_change_password": [get("Change one's password", ">yyyyyyyy")],
    "account_reset_password": [get("Forgotten password", "yyyyyyyyy")],
    "account_reset_password_done": [get("Forgotten password: sent", "yyyyyyyyy")],
    "account_reset_password_from_key": [
        get("Choose a new password", "yyyyyyyyy", uidb36="=1", key="=2-abc"),
    ],
    "account_reset_password_from_key_done": [
        get("Choose a new password: done", "yyyyyyyyy"),
    ],
}
