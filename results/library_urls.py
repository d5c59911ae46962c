"""The knowledge library: its pages for everybody, and what people add to it."""

from django.urls import path

from results import views

app_name = "library"

urlpatterns = [
    # For everybody
    path("", views.library, name="home"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/files/<int:attachment>/", views.item_file, name="file"),
    path(
        "<int:pk>/files/<int:attachment>/pages/<int:page>/",
        views.item_file,
        name="file-page",
    ),
    path("<int:pk>/name/", views.ask_for_name_off, name="ask-for-name-off"),
    path("reading-list/", views.reading_list, name="reading-list"),
    path("reading-list.pdf", views.reading_list_paper, name="reading-list-paper"),
    # For people of offices
    path("reading-list/keep/", views.keep, name="keep"),
    path("<int:pk>/use/", views.put_to_use, name="put-to-use"),
    path("uses/<int:pk>/end/", views.take_use_back, name="take-use-back"),
    path("consents/<int:pk>/", views.agree_to_show, name="agree-to-show"),
    # For staff and the department
    path("tags/", views.tags, name="tags"),
    path("tags/<int:pk>/retire/", views.retire_tag, name="retire-tag"),
    path("<int:pk>/tags/", views.item_tags, name="item-tags"),
    path("<int:pk>/names/", views.names, name="names"),
    path("names/", views.name_requests, name="name-requests"),
    path("names/<int:pk>/", views.name_request, name="name-request"),
    path("names/<int:pk>/back/", views.put_name_back, name="put-name-back"),
]
