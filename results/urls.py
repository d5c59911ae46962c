"""The public pages of results, and the pages on which a round's result is made."""

from django.urls import path

from results import views

app_name = "results"

urlpatterns = [
    # For everybody
    path("", views.seasons, name="seasons"),
    path("search/", views.search, name="search"),
    path("<int:year>/", views.season, name="season"),
    path("<int:year>/<int:number>/", views.category, name="category"),
    path("areas/<str:code>/", views.area, name="area"),
    path("<int:pk>/result/", views.result, name="result"),
    path("<int:pk>/picture.png", views.picture, name="picture"),
    path("picture.png", views.site_picture, name="site-picture"),
    path("feed.atom", views.feed, name="feed"),
    path("<int:year>/feed.atom", views.season_feed, name="season-feed"),
    path(
        "<int:year>/<int:number>/feed.atom", views.category_feed, name="category-feed"
    ),
    path("areas/<str:code>/feed.atom", views.area_feed, name="area-feed"),
    path("<int:year>/deadlines.ics", views.season_calendar, name="season-calendar"),
    path("areas/<str:code>/deadlines.ics", views.area_calendar, name="area-calendar"),
    path("rounds/<int:pk>/deadlines.ics", views.round_calendar, name="round-calendar"),
    path("archive-key.pem", views.archive_key, name="archive-key"),
    # For those who received them
    path("certificates/", views.own_certificates, name="own-certificates"),
    path("certificates/<int:pk>.pdf", views.certificate_paper, name="certificate-pdf"),
    # For the staff of a round and its chair
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/archive.zip", views.archive, name="archive"),
    path(
        "rounds/<int:pk>/ranking.<str:kind>", views.ranking_table, name="ranking-table"
    ),
    path("rounds/<int:pk>/seal/", views.seal, name="seal"),
    path("rounds/<int:pk>/unopposed/", views.seal_unopposed, name="seal-unopposed"),
    path("rounds/<int:pk>/ranks/", views.enter_ranks, name="enter-ranks"),
    path("rounds/<int:pk>/close/", views.close_empty, name="close-empty"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/refuse/", views.refuse, name="refuse"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/announcement.pdf", views.announcement, name="announcement"),
    path("<int:pk>/summary.pdf", views.summary, name="summary"),
    path("<int:pk>/certificates/", views.certificates, name="certificates"),
    path(
        "<int:pk>/certificates/issue/",
        views.issue_certificates,
        name="issue-certificates",
    ),
    path(
        "<int:pk>/certificates/preview.png",
        views.certificate_preview,
        name="certificate-preview",
    ),
    path(
        "<int:pk>/certificates/file/", views.ask_for_file, name="ask-for-certificates"
    ),
    path("<int:pk>/certificates.pdf", views.certificates_pdf, name="certificates-pdf"),
    path("<int:pk>/certificates.zip", views.certificates_zip, name="certificates-zip"),
    path("certificates/<int:pk>/", views.certificate, name="certificate"),
    path(
        "certificates/<int:pk>/cancel/",
        views.cancel_certificate,
        name="cancel-certificate",
    ),
    path(
        "certificates/<int:pk>/correct/",
        views.correct_certificate,
        name="correct-certificate",
    ),
    path("<int:pk>/ceremony/", views.ceremony, name="ceremony"),
    path("<int:pk>/ledger.csv", views.ledger_csv, name="ledger"),
    path("<int:pk>/rules.json", views.rules_json, name="rules"),
    path("<int:pk>/certainty/", views.certainty, name="certainty"),
    path("placings/<int:pk>/why/", views.why, name="why"),
    path("placings/<int:pk>/send-up/", views.send_up_next, name="send-up-next"),
    path("rounds/left/<int:pk>/keep/", views.keep_left, name="keep-left"),
    # For the administrators of the department
    path("past/", views.past_seasons, name="past-seasons"),
    path("past/<int:year>/", views.past_season, name="past-season"),
    path("past/<int:year>/template.xlsx", views.past_template, name="past-template"),
    path("past/files/<int:pk>/", views.past_import, name="past-import"),
    path("past/files/<int:pk>/drop/", views.drop_past_import, name="drop-past-import"),
    # For an entering office, and for those who answer it
    path("<int:pk>/appeal/", views.appeal_new, name="appeal-new"),
    path("appeals/<int:pk>/", views.appeal, name="appeal"),
    path("appeals/<int:pk>/files/", views.appeal_add, name="appeal-add"),
    path("appeals/<int:pk>/files/<int:file>/", views.appeal_file, name="appeal-file"),
    path("appeals/<int:pk>/reject/", views.appeal_reject, name="appeal-reject"),
    path("appeals/<int:pk>/grant/", views.appeal_grant, name="appeal-grant"),
]
