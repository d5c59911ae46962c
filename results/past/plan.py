"""What the rows would publish, round by round, or what is wrong with each cell.

A plan is made at the upload, at every look, and again as it is carried out: from the
same rows and from the records as they then are.
"""

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from contests.award_names import names_of
from contests.ladder import rung
from contests.models import Round, Season
from contests.phases import Phase, phase_of
from results.awards import award_of, misplaced_ranks
from results.past import words
from results.past.on_record import Records
from results.past.planned import Entrant, Plan, PlannedRound
from results.past.rows import Rows
from submissions.models import Submission
from submissions.naming import line_in
from submissions.workflow import GONE
from ui.language import page_language


def plan_of(season: Season, rows, *, at: datetime, unread=()) -> Plan:
    """Read the rows against the season's records. Seven queries, however many rows.

    `unread` are the faults of cells that the sheet itself did not give.
    """
    return Reading(season, at).plan(rows, unread)


class Reading(Rows):
    """The rows of a file together, and the rounds that they would fill."""

    def __init__(self, season: Season, at: datetime):
        super().__init__(season)
        self.at = at
        stages = [stage for each in self.categories for stage in each.stages.all()]
        self.names = {stage.pk: names_of(stage.award_names) for stage in stages}
        live = Submission.objects.filter(round=OuterRef("pk")).exclude(state__in=GONE)
        rounds = Round.objects.for_list().filter(stage__category__season=season)
        self.rounds = {
            (each.stage_id, each.office_id): each
            for each in rounds.annotate(is_busy=Exists(live))
        }
        self.records = Records(season)

    def plan(self, rows, unread) -> Plan:
        planned: dict[tuple, PlannedRound] = {}
        sources = defaultdict(list)
        # Rounds of which a row is not read: whatever is missing may stand in that row.
        incomplete = {None} if unread else set()
        for number, texts in rows:
            stage, area, placing = self.read(number, texts)
            key = (stage.pk, area.pk) if stage and area else None
            if placing is None:
                incomplete.add(key)
                continue
            if key not in planned:
                planned[key] = PlannedRound(stage, area, self.round_of(stage, area))
            planned[key].placings.append(placing)
            if texts["source"]:
                sources[key].append((number, texts["source"]))
        for key, each in planned.items():
            self.records.join(each)
            self.check_round(each)
            self.check_entrants(each)
            if incomplete.isdisjoint({key, None}):
                self.check_source(each, sources[key])
                self.rank(each)
        self.check_people(planned.values())
        rounds = sorted(
            planned.values(),
            key=lambda each: (
                rung(each.stage.level),
                each.stage.category.number,
                each.office.sort_key,
            ),
        )
        mark_who_goes_up(rounds, self.records)
        known = {fault.cell for fault in unread}
        faults = [*unread, *(each for each in self.faults if each.cell not in known)]
        faults.sort(key=lambda each: (int(each.cell[1:]), each.cell))
        return Plan(tuple(rounds), tuple(faults))

    # One round ------------------------------------------------------------------------

    def round_of(self, stage, area) -> Round:
        found = self.rounds.get((stage.pk, area.pk))
        return found or Round(stage=stage, office=area)

    def check_source(self, planned, said):
        if not said:
            sentence = _("Say where the ranks of this round come from, in one row.")
            self.fault("source", planned.first_row, sentence)
            return
        planned.source = said[0][1]
        for number, text in said[1:]:
            if text != planned.source:
                sentence = _("Another source than in row %(row)d of the same round.")
                self.fault("source", number, sentence, row=said[0][0])

    def check_round(self, planned):
        round_ = planned.round
        phase = phase_of(round_, at=self.at)
        others = self.records.others_in(round_)
        if round_.sealed_at:
            sentence = _(
                "This round has a result already: %(round)s. Leave its rows out, or "
                "have its staff withdraw that result first."
            )
        elif phase in (Phase.CANCELLED, Phase.NO_ENTRIES):
            sentence = _("This round was cancelled or had no entries: %(round)s.")
        elif phase in (Phase.UPCOMING, Phase.OPEN):
            sentence = _("This round still takes entries: %(round)s.")
        elif others:
            sentence = _(
                "Besides what came in by a file this round has entries: %(others)s. "
                "Its staff disqualify them first: %(round)s."
            )
        elif round_.rules_frozen_at:
            sentence = _("The panel has given marks in this round: %(round)s.")
        elif planned.corrects is None and round_.pk and round_.is_busy:
            sentence = _(
                "This round has entries. Enter its ranks on its own page: %(round)s."
            )
        else:
            return
        self.fault(
            "area",
            planned.first_row,
            sentence,
            round=f"{planned.stage.name} · {planned.office.title}",
            others=", ".join(each.number for each in others),
        )

    def check_entrants(self, planned):
        seen: dict[Entrant, int] = {}
        for each in planned.placings:
            first = seen.setdefault(each.entrant, each.number)
            if first != each.number:
                sentence = _("The same as row %(row)d: who is placed is placed once.")
                self.fault("office", each.number, sentence, row=first)

    def rank(self, planned):
        """Give each placing its rank and award, and put them in order."""
        placings, stage = planned.placings, planned.stage
        ranks = [words.rank_of(each.said) for each in placings]
        if all(ranks):
            for each, rank in zip(placings, ranks, strict=True):
                each.rank = rank
                each.award = award_of(rank, stage.awards, stage.mentions)
            wrong = misplaced_ranks(ranks)
            for each in placings:
                if each.rank in wrong[:1]:
                    sentence = _(
                        "Rank %(rank)d does not follow from those before it. Ranks run "
                        "1, 2, 3; after two who share rank 2 comes rank 4."
                    )
                    self.fault("rank", each.number, sentence, rank=each.rank)
        elif any(ranks):
            said = bool(ranks[0])
            other = next(
                each
                for each, rank in zip(placings, ranks, strict=True)
                if bool(rank) != said
            )
            sentence = _(
                "Ranks or awards, one of them in the whole round: row %(row)d has the "
                "other."
            )
            self.fault("rank", other.number, sentence, row=placings[0].number)
        else:
            self.rank_by_award(planned, stage)
        names = self.names[stage.pk]
        for each in placings:
            if each.award:
                each.award_name = names[each.award][page_language()]
        placings.sort(key=lambda each: (each.rank, each.office.sort_key, each.number))

    def rank_by_award(self, planned, stage):
        """Rank by the awards as the record names them: two of one share a rank."""
        for each in planned.placings:
            each.award = words.award_of(each.said, stage)
        counted = Counter(each.award for each in planned.placings)
        before, first = 0, {}
        for award in words.AWARDS:
            first[award] = before + 1
            before += counted[award]
        for each in planned.placings:
            each.rank = first[each.award]
        if not counted[words.Award.WINNER]:
            sentence = _("Nobody of this round has the award “%(award)s”.")
            award = words.Award.WINNER.label
            self.fault("rank", planned.first_row, sentence, award=award)

    # All rounds -----------------------------------------------------------------------

    def check_people(self, rounds):
        """Refuse one person in two categories of the year, or from two offices."""
        seen = {}
        for planned in rounds:
            for each in planned.placings:
                line = line_in(each.person)
                if not line:
                    continue
                here = (planned.stage.category_id, each.office.pk)
                first, row = seen.setdefault(line, (here, each.number))
                if first != here:
                    sentence = _(
                        "This person is in row %(row)d with another office or category."
                    )
                    self.fault("person", each.number, sentence, row=row)


def mark_who_goes_up(rounds, records) -> None:
    """Note who of a round is placed in one further up, by the file or on record.

    And of whom the file places, which work below is on record.
    """
    higher = defaultdict(int)
    for planned in rounds:
        for each in planned.placings:
            key = (planned.stage.category_id, each.entrant)
            higher[key] = max(higher[key], rung(planned.stage.level))
    for planned in rounds:
        own = rung(planned.stage.level)
        for each in planned.placings:
            key = (planned.stage.category_id, each.entrant)
            each.goes_up = own < max(higher[key], records.highest(key))
            each.came_from = records.below(key, own)
