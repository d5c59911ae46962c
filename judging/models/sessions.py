"""A panel's session in the hall: the order by lot, whose turn it is, and the clock.

Nothing ticks here: the row holds what was done and when, and every screen works out the
time that is left (`judging.hall.clock`).
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from judging.querysets import SessionQuerySet, TurnQuerySet
from judging.workflow import SessionState, TurnPhase
from submissions.models import Submission

MOST_MINUTES = 240


class Session(models.Model):
    """A meeting of a round's panel in which entries are presented."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    # As the minutes name it: "1/2565".
    number = models.CharField(_("number of the meeting"), max_length=20)
    meets_at = models.DateTimeField(_("meets"))
    place = models.CharField(_("place"), max_length=200)
    presentation_minutes = models.PositiveSmallIntegerField(
        _("minutes to present"), default=10
    )
    question_minutes = models.PositiveSmallIntegerField(
        _("minutes for questions"), default=5
    )
    state = models.CharField(
        max_length=8, choices=SessionState, default=SessionState.PLANNED
    )
    begun_at = models.DateTimeField(_("opened"), null=True)
    ended_at = models.DateTimeField(_("closed"), null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    # The lot (`judging.hall.lot`), and why the order is another, if it is.
    seed = models.CharField(_("seed of the lot"), max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)
    changed_reason = models.TextField(blank=True)

    # The clock. Every act on it and on the order makes `version` one more, and names
    # the one it began from: of two secretaries at once, one is told.
    version = models.PositiveIntegerField(default=1)
    current = models.ForeignKey(
        "Turn", on_delete=models.PROTECT, null=True, related_name="+"
    )
    phase = models.CharField(
        max_length=10, choices=TurnPhase, default=TurnPhase.WAITING
    )
    started_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(default=timedelta)
    extra_minutes = models.PositiveSmallIntegerField(default=0)

    # What the minutes say beside the agenda.
    others_present = models.TextField(_("others who attended"), blank=True)
    remarks = models.TextField(_("remarks of the session"), blank=True)
    recorder = models.CharField(_("recorder"), max_length=150, blank=True)
    recorder_position = models.CharField(
        _("position of the recorder"), max_length=200, blank=True
    )
    checker = models.CharField(_("checker"), max_length=150, blank=True)
    checker_position = models.CharField(
        _("position of the checker"), max_length=200, blank=True
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("round", "meets_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="session_number_once_per_round",
                fields=["round", "number"],
                violation_error_message=_("This round has a meeting of this number."),
            ),
            models.UniqueConstraint(
                name="session_one_running_per_round",
                fields=["round"],
                condition=Q(state="running"),
            ),
            models.CheckConstraint(
                name="session_state_is_known",
                condition=Q(state__in=SessionState.values),
            ),
            models.CheckConstraint(
                name="session_state_has_its_moments",
                condition=Q(
                    state="planned", begun_at__isnull=True, ended_at__isnull=True
                )
                | Q(state="running", begun_at__isnull=False, ended_at__isnull=True)
                | Q(state="ended", begun_at__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="session_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
            ),
            models.CheckConstraint(
                name="session_drawn_has_a_seed",
                condition=Q(drawn_at__isnull=True, seed="")
                | Q(drawn_at__isnull=False) & ~Q(seed=""),
            ),
            models.CheckConstraint(
                name="session_slots_are_minutes",
                condition=Q(
                    presentation_minutes__range=(1, MOST_MINUTES),
                    question_minutes__range=(0, MOST_MINUTES),
                ),
                violation_error_message=_("Give each slot from 1 to 240 minutes."),
            ),
            models.CheckConstraint(
                name="session_turn_only_while_it_runs",
                condition=Q(state="running") | Q(current__isnull=True),
            ),
            models.CheckConstraint(
                name="session_phase_is_known", condition=Q(phase__in=TurnPhase.values)
            ),
            models.CheckConstraint(
                name="session_clock_runs_for_a_turn",
                condition=Q(
                    phase="waiting", started_at__isnull=True, paused_at__isnull=True
                )
                | Q(current__isnull=False, started_at__isnull=False)
                & ~Q(phase="waiting"),
            ),
        )

    def __str__(self):
        return f"{self.round} · {self.number}"

    @property
    def is_running(self):
        return self.state == SessionState.RUNNING

    @property
    def is_drawn(self):
        return self.drawn_at is not None


class Turn(models.Model):
    """An entry's place in the order of a session, and when it was its turn."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="turns", db_index=False
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="turns"
    )
    place = models.PositiveSmallIntegerField()
    # Accepted after the lot was drawn: at the end, by the same lot among themselves.
    is_appended = models.BooleanField(default=False)
    # The first start of the presentation; none where it was called and did not present.
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ("session", "place")
        constraints = (
            models.UniqueConstraint(
                name="turn_one_per_session_and_submission",
                fields=["session", "submission"],
            ),
            models.UniqueConstraint(
                name="turn_place_once_per_session", fields=["session", "place"]
            ),
            models.CheckConstraint(
                name="turn_ends_after_it_began",
                condition=Q(began_at__isnull=True)
                | Q(ended_at__isnull=True)
                | Q(ended_at__gte=F("began_at")),
            ),
        )

    def __str__(self):
        return f"{self.place}. {self.submission}"

    @property
    def is_over(self):
        return self.ended_at is not None

    @property
    def has_presented(self):
        return self.is_over and self.began_at is not None
