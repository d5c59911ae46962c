"""Entries, what was handed in, and screening."""

from django.urls import path

from submissions.views import (
    autosave,
    deciding,
    entries,
    entry,
    files,
    handing_in,
    leave,
    letting_in,
    likeness,
    paper,
    preview,
    screening,
    submission,
    uploading,
    versions,
)

app_name = "submissions"

urlpatterns = [
    # An officer's own
    path("", entries.entries, name="entries"),
    path("new/", entries.entry_new, name="entry-new"),
    path("<int:pk>/", entry.entry, name="entry"),
    path("<int:pk>/draft/", autosave.autosave, name="entry-autosave"),
    path("<int:pk>/attach/", entry.attach, name="entry-attach"),
    path(
        "<int:pk>/uploads/<slug:field>/", uploading.field_uploads, name="entry-uploads"
    ),
    path("uploads/<uuid:token>/", uploading.upload, name="upload"),
    path("<int:pk>/discard/", entries.discard, name="entry-discard"),
    path("<int:pk>/take-over/", paper.take_over, name="entry-take-over"),
    path("<int:pk>/restore/", entries.restore, name="entry-restore"),
    path("<int:pk>/hand-in/", handing_in.hand_in, name="entry-hand-in"),
    path("<int:pk>/files/<int:attachment>/", files.entry_file, name="entry-file"),
    path(
        "<int:pk>/files/<int:attachment>/pages/<int:page>/",
        files.entry_file,
        name="entry-page",
    ),
    path("late-doors/<int:pk>/", leave.late_door, name="late-door-opened"),
    path("forms/<int:pk>/", preview.form_preview, name="form-preview"),
    # What was handed in
    path("submissions/<int:pk>/", submission.submission, name="submission"),
    path("submissions/<int:pk>/returned/", leave.returned, name="returned"),
    path("submissions/<int:pk>/compare/", versions.compare, name="compare"),
    path("submissions/<int:pk>/withdraw/", handing_in.withdraw, name="withdraw"),
    path(
        "submissions/<int:pk>/<int:number>/receipt/",
        handing_in.receipt,
        name="receipt",
    ),
    path(
        "submissions/<int:pk>/<int:number>/receipt.pdf",
        handing_in.receipt_paper,
        name="receipt-paper",
    ),
    path(
        "submissions/<int:pk>/<int:number>/content.json",
        files.version_content,
        name="version-content",
    ),
    path(
        "submissions/<int:pk>/<int:number>/files/<int:attachment>/",
        files.version_file,
        name="version-file",
    ),
    path(
        "submissions/<int:pk>/<int:number>/files/<int:attachment>/pages/<int:page>/",
        files.version_file,
        name="version-page",
    ),
    path(
        "submissions/<int:pk>/<int:number>/likeness/",
        likeness.likeness,
        name="likeness",
    ),
    path(
        "submissions/<int:pk>/<int:number>/checklist/",
        deciding.checklist,
        name="checklist",
    ),
    # The staff of a round
    path("rounds/<int:pk>/", screening.screening, name="screening"),
    path("rounds/<int:pk>/late-door/", letting_in.late_door, name="late-door"),
    path("rounds/<int:pk>/name/", letting_in.name, name="name"),
    path("rounds/<int:pk>/paper/", paper.enter, name="paper"),
    path(
        "rounds/<int:pk>/list.<str:kind>",
        screening.entries_list,
        name="screening-list",
    ),
    path("rounds/<int:pk>/files.zip", screening.entries_files, name="screening-files"),
    path("rounds/<int:pk>/remind/", deciding.remind, name="remind"),
    path("rounds/<int:pk>/<slug:act>/", deciding.decide, name="decide"),
]
