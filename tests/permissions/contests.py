"""Who may open the pages of `contests`. The round is Si Sa Ket's."""

from tests.permissions import edited, get, post

# The letters in the order of ROLES: anonymous, outsider, officer, judge, chair, staff,
# region staff, administrator, auditor.
EVERYBODY_HERE = ">yyyyyyyy"
DEPARTMENT = ">------y-"

CATEGORY = {"pk": "open.category.pk"}
STAGE = {"pk": "open.stage.pk"}
ROUND = {"pk": "open.round.pk"}
ROWS = {
    "contests:seasons": [get("Seasons", EVERYBODY_HERE)],
    "contests:season": [get("A season", EVERYBODY_HERE, pk="open.season.pk")],
    "contests:season-new": edited("Set up a season", DEPARTMENT),
    "contests:season-make-rounds": [
        post("Make all rounds of a season", DEPARTMENT, pk="open.season.pk"),
    ],
    "contests:category": [get("A category", EVERYBODY_HERE, **CATEGORY)],
    "contests:category-edit": edited("Change a category", DEPARTMENT, **CATEGORY),
    "contests:category-form": edited("Change an entry form", DEPARTMENT, **CATEGORY),
    "contests:category-criteria": edited(
        "Change the template of the criteria", DEPARTMENT, **CATEGORY
    ),
    "contests:category-screening": edited(
        "Change what screening goes by", DEPARTMENT, **CATEGORY
    ),
    "contests:stage": [get("A stage", EVERYBODY_HERE, **STAGE)],
    "contests:stage-dates": edited("Move a stage's dates", DEPARTMENT, **STAGE),
    "contests:stage-rules": edited("Change a stage's rules", DEPARTMENT, **STAGE),
    "contests:stage-awards": edited(
        "Name a stage's awards, set its levels and appeals", DEPARTMENT, **STAGE
    ),
    "contests:criteria": edited("Change a stage's criteria", DEPARTMENT, **STAGE),
    "contests:make-rounds": [post("Make all rounds of a stage", DEPARTMENT, **STAGE)],
    "contests:rounds": [get("Rounds of a stage", EVERYBODY_HERE, **STAGE)],
    "contests:round": [get("A round", EVERYBODY_HERE, **ROUND)],
    "contests:round-edit": edited(
        "Change a round's dates, contact and instructions", ">----y---", **ROUND
    ),
    "contests:round-cancel": edited("Call a round off", ">----y-y-", **ROUND),
    "contests:round-reinstate": edited(
        "Let a round go on that was called off", ">----y-y-", **ROUND
    ),
}
