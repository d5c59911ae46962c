"""The words of a cell that is no free text: the level, the category, rank or award."""

import re

from contests.award_names import Award, names_of
from contests.models import Category, Stage
from offices.roles import Level
from ui.thai import search_key

LEVELS = {
    "อำเภอ": Level.DISTRICT,
    "district": Level.DISTRICT,
    "จังหวัด": Level.PROVINCE,
    "province": Level.PROVINCE,
    "เขต": Level.REGION,
    "เขตตรวจราชการ": Level.REGION,
    "region": Level.REGION,
    "ประเทศ": Level.DEPARTMENT,
    "กรม": Level.DEPARTMENT,
    "national": Level.DEPARTMENT,
    "department": Level.DEPARTMENT,
}
AWARDS = list(Award)
NUMBERED = re.compile(r"(?:ประเภท(?:ที่)?|category)?([0-9]{1,2})")
# Of "รางวัลรองชนะเลิศ อันดับที่ 1" what tells it from the others.
NOT_IN_AN_AWARD = re.compile(r"^รางวัล|ที่|\s")


def level_of(text: str) -> Level | None:
    return LEVELS.get(search_key(text).replace(" ", "").removeprefix("ระดับ"))


def category_of(text: str, categories: list[Category]) -> Category | None:
    key = search_key(text)
    match = NUMBERED.fullmatch(key.replace(" ", ""))
    for each in categories:
        if match and each.number == int(match[1]):
            return each
        if key in (search_key(each.name_th), search_key(each.name_en)):
            return each
    return None


def rank_of(text: str) -> int | None:
    key = search_key(text).removeprefix("อันดับ").removeprefix("ที่").strip()
    if re.fullmatch("[0-9]{1,4}", key) and int(key):
        return int(key)
    return None


def award_of(text: str, stage: Stage) -> Award | None:
    """Return the award of this name, the stage's own or the usual, in any language."""
    wanted = award_key(text)
    for own in (stage.award_names, {}):
        for award, names in names_of(own).items():
            if wanted in map(award_key, names.values()):
                return Award(award)
    return None


def award_key(text: str) -> str:
    return NOT_IN_AN_AWARD.sub("", search_key(text))
