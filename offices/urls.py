"""Pages of offices and people. The way an office's code is written comes last."""

from django.urls import path

from offices.views import acts, invitations, offices, outbox, own, people, stationery

app_name = "offices"

urlpatterns = [
    path("", offices.office_list, name="offices"),
    path("list.<str:kind>", offices.offices_list, name="offices-list"),
    path("suggest/", offices.suggest, name="suggest"),
    path("people/", people.people_list, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/give-role/", acts.give_role, name="give-role"),
    path("people/<int:pk>/deactivate/", acts.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", acts.reactivate, name="reactivate"),
    path("people/<int:pk>/e-mail/", acts.change_email, name="change-email"),
    path("roles/<int:pk>/end/", acts.end_membership, name="end-membership"),
    path("roles/<int:pk>/move/", acts.move_membership, name="move-membership"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/resend/", invitations.resend, name="resend-invitation"),
    path("invitations/<int:pk>/cancel/", invitations.cancel, name="cancel-invitation"),
    path("invitation/<str:token>/", invitations.accept, name="accept"),
    path("me/", own.profile, name="profile"),
    path("switch/", own.switch, name="switch"),
    path("notices/", own.notices, name="notices"),
    path("notices/read/", own.read_all, name="read-notices"),
    path("notices/<int:pk>/", own.follow, name="follow-notice"),
    path("mail/", outbox.mail_list, name="mail"),
    path("mail/<int:pk>/", outbox.mail, name="mail-text"),
    path("signers/<int:pk>/", stationery.change_signer, name="change-signer"),
    path("signers/<int:pk>/end/", stationery.end_signer, name="end-signer"),
    path("<slug:code>/", offices.office, name="office"),
    path("<slug:code>/letterhead/", stationery.letterhead, name="letterhead"),
    path("<slug:code>/letterhead/signer/", stationery.add_signer, name="add-signer"),
    path("<slug:code>/letterhead/try.pdf", stationery.sheet, name="letterhead-sheet"),
    path(
        "<slug:code>/letterhead/try-<int:page>.png",
        stationery.picture,
        name="letterhead-picture",
    ),
]
