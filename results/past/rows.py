"""One row of the sheet against the records: what it places where, or what is wrong."""

from django.utils.translation import gettext as _

from contests.ladder import area_code, by_rung, regions_of
from contests.models import Category, Season, Stage
from offices.models import Office
from offices.roles import LADDER, Level
from results.past import words
from results.past.columns import Fault, cell
from results.past.places import Places
from results.past.planned import PlannedPlacing
from submissions.naming import line_in


class Rows:
    """What rows are read against, and the faults found so far. Four queries."""

    def __init__(self, season: Season):
        self.season = season
        self.places = Places()
        self.categories = list(season.categories.prefetch_related("stages"))
        self.regions = regions_of([season.pk]).get(season.pk, {})
        self.faults: list[Fault] = []

    def fault(self, key: str, row: int, sentence: str, /, **params) -> None:
        self.faults.append(Fault(cell(key, row), sentence % params))

    def read(self, number, texts):
        """Return stage, area and placing, each None where a cell for it is wrong."""
        before = len(self.faults)
        self.check_year(number, texts)
        category = self.category(number, texts)
        stage = self.stage(number, texts, category)
        area = self.area(number, texts, stage)
        office = self.office(number, texts, category, stage, area)
        self.check_said(number, texts, stage)
        self.check_person(number, texts, category)
        if len(self.faults) > before or office is None:
            return stage, area, None
        placing = PlannedPlacing(
            number, office, texts["person"], texts["rank"], texts["title"]
        )
        return stage, area, placing

    def check_year(self, number, texts):
        if not texts["year"]:
            self.fault("year", number, _("Give the fiscal year."))
        elif words.rank_of(texts["year"]) != self.season.year:
            sentence = _("This file is for the year %(year)d.")
            self.fault("year", number, sentence, year=self.season.year)

    def category(self, number, texts) -> Category | None:
        found = words.category_of(texts["category"], self.categories)
        if found is None:
            self.fault(
                "category",
                number,
                _("Give the number of a category of this year: %(numbers)s."),
                numbers=", ".join(str(each.number) for each in self.categories),
            )
        return found

    def stage(self, number, texts, category) -> Stage | None:
        level = words.level_of(texts["level"])
        if level is None:
            sentence = _("Give the level: อำเภอ, จังหวัด, เขต or ประเทศ.")
            self.fault("level", number, sentence)
        if level is None or category is None:
            return None
        for stage in category.stages.all():
            if stage.level == level:
                return stage
        self.fault(
            "level",
            number,
            _("Category %(number)d has no round at this level. It has: %(levels)s."),
            number=category.number,
            levels=", ".join(
                str(Stage.NAMES[each.level]) for each in by_rung(category.stages.all())
            ),
        )
        return None

    def area(self, number, texts, stage) -> Office | None:
        if stage is None:
            return None
        text = texts["area"]
        if not text and stage.level == Level.DEPARTMENT:
            text = "CDD"
        if not text:
            self.fault("area", number, _("Give the area whose round this was."))
            return None
        return self.one_of(
            "area", number, text, self.places.find(text, [stage.level]), [stage.level]
        )

    def office(self, number, texts, category, stage, area) -> Office | None:
        if not texts["office"]:
            self.fault("office", number, _("Give the office whose entry this was."))
            return None
        if category is None or stage is None or area is None:
            return None
        levels = [category.entrant_level]
        if category.is_individual:
            lowest, top = LADDER.index(levels[0]), LADDER.index(stage.level)
            levels = LADDER[lowest : top + 1]
        found = self.places.find(texts["office"], levels)
        if texts["province"]:
            provinces = self.places.find(texts["province"], [Level.PROVINCE])
            if not provinces:
                sentence = _("No province is called “%(name)s”.")
                self.fault("province", number, sentence, name=texts["province"])
                return None
            found = [
                each
                for each in found
                if self.places.province_of(each) in provinces or each in provinces
            ]
        inside = [each for each in found if self.lay_in(each, area)]
        if found and not inside:
            self.fault(
                "office",
                number,
                _("%(office)s did not lie in %(area)s in %(year)d."),
                office=found[0].title,
                area=area.title,
                year=self.season.year,
            )
            return None
        return self.one_of("office", number, texts["office"], inside, levels)

    def one_of(self, key, number, text, found, levels) -> Office | None:
        if len(found) == 1:
            return found[0]
        if found:
            sentence = _(
                "Several offices are called “%(name)s”. Give the province too, or the "
                "code of the office."
            )
        elif near := self.places.alike(text, levels):
            sentence = _(
                "No office that can stand here is called “%(name)s”. Was “%(near)s” "
                "meant?"
            ) % {"name": "%(name)s", "near": near}
        else:
            sentence = _(
                "No office that can stand here is called “%(name)s”. Give its code or "
                "name as in the list of offices."
            )
        self.fault(key, number, sentence, name=text)
        return None

    def lay_in(self, office, area) -> bool:
        return area_code(office, area.level, self.regions) == area.code

    def check_said(self, number, texts, stage):
        text = texts["rank"]
        if not text:
            self.fault("rank", number, _("Give the rank, or the award by its name."))
        elif (
            stage
            and words.rank_of(text) is None
            and words.award_of(text, stage) is None
        ):
            sentence = _("“%(text)s” is neither a rank such as 1 nor an award by name.")
            self.fault("rank", number, sentence, text=text)

    def check_person(self, number, texts, category):
        if category is None:
            return
        if not category.is_individual and texts["person"]:
            sentence = _("This category honours offices. Leave this empty.")
            self.fault("person", number, sentence)
        elif category.is_individual and not line_in(texts["person"]):
            sentence = _("Give the name of the person: given name, space, surname.")
            self.fault("person", number, sentence)
