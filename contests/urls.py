from django.urls import path

from contests.views import (
    categories,
    criteria,
    rounds,
    screening_lists,
    seasons,
    stages,
)

app_name = "contests"

urlpatterns = [
    path("", seasons.season_list, name="seasons"),
    path("new/", seasons.season_new, name="season-new"),
    path("<int:pk>/", seasons.season_page, name="season"),
    path("<int:pk>/make-rounds/", seasons.season_rounds, name="season-make-rounds"),
    path("categories/<int:pk>/", categories.category_page, name="category"),
    path("categories/<int:pk>/edit/", categories.category_edit, name="category-edit"),
    path("categories/<int:pk>/form/", categories.form_edit, name="category-form"),
    path("categories/<int:pk>/criteria/", criteria.template, name="category-criteria"),
    path(
        "categories/<int:pk>/screening/",
        screening_lists.screening_edit,
        name="category-screening",
    ),
    path("stages/<int:pk>/", stages.stage_page, name="stage"),
    path("stages/<int:pk>/dates/", stages.stage_dates, name="stage-dates"),
    path("stages/<int:pk>/rules/", stages.stage_rules, name="stage-rules"),
    path("stages/<int:pk>/awards/", stages.stage_awards, name="stage-awards"),
    path("stages/<int:pk>/criteria/", criteria.of_stage, name="criteria"),
    path("stages/<int:pk>/make-rounds/", stages.make_rounds, name="make-rounds"),
    path("stages/<int:pk>/rounds/", rounds.round_list, name="rounds"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round-edit"),
    path("rounds/<int:pk>/cancel/", rounds.round_cancel, name="round-cancel"),
    path("rounds/<int:pk>/reinstate/", rounds.round_reinstate, name="round-reinstate"),
]
