"""Entries, what was handed in, and screening."""

from django.urls import path

from submissions.views import entries, submission

app_name = "submissions"

urlpatterns = [
    path("", entries.entries, name="entries"),
    path("submissions/<int:pk>/", submission.submission, name="submission"),
]
