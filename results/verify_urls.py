"""Where a certificate is verified; short, since it stands on paper."""

from django.urls import path

from results import views

app_name = "verify"

urlpatterns = [
    path("", views.verify, name="form"),
    path("<str:code>", views.verify_certificate, name="certificate"),
]
