"""Where every page is. Each app has its own list; home and 'my work' are here."""

from allauth.account import views as sign_in
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from kmchallenge import views
from kmchallenge.sitemaps import SITEMAPS

# Allauth's own list also has sign-up and a mail-address book, which the portal has not.
accounts = [
    path("sign-in/", sign_in.login, name="account_login"),
    path("sign-out/", login_not_required(sign_in.logout), name="account_logout"),
    path("password/", sign_in.password_change, name="account_change_password"),
    path("password/forgotten/", sign_in.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        sign_in.password_reset_done,
        name="account_reset_password_done",
    ),
    # The key has hyphens of its own, the number before it has none.
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        views.sitemap,
        {"sitemaps": SITEMAPS},
        name="sitemap-section",
    ),
    path("healthz", views.healthz, name="healthz"),
    path("my-work/", views.my_work, name="my-work"),
    # Another site could at most change the language: no token, so no cookie, is needed.
    path(
        "language/", csrf_exempt(login_not_required(set_language)), name="set_language"
    ),
    path("account/", include(accounts)),
    path("offices/", include("offices.urls")),
    path("contests/", include("contests.urls")),
    path("entries/", include("submissions.urls")),
    path("judging/", include("judging.urls")),
    path("results/", include("results.urls")),
    path("verify/", include("results.verify_urls")),
    path("library/", include("results.library_urls")),
]
