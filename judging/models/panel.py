"""A round's panel: the seats, and the ties that bar a seat from an entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from judging.querysets import JudgeQuerySet
from submissions.models import Submission


class Judge(models.Model):
    """A seat on a round's panel, which its person accepts or declines.

    Whoever has left it or declined it keeps the row; the place is free then.
    """

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        SECRETARY = "secretary", _("Secretary")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="judges")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity)
    # As the appointment order words it: "ประธานกรรมการ", "ผู้ทรงคุณวุฒิ", …
    committee_title = models.CharField(
        _("title in the committee"), max_length=150, blank=True
    )
    # In the civil service or elsewhere, as it was at the appointment.
    position = models.CharField(_("position"), max_length=250, blank=True)
    scores = models.BooleanField(_("scores"), default=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(_("reason"), blank=True)
    # The rules of conduct that the person agreed to: `judging.conduct`.
    conduct_version = models.PositiveSmallIntegerField(null=True)
    conduct_agreed_at = models.DateTimeField(null=True)
    # Up to when the person has seen the names of who enters.
    names_seen_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # When staff or chair last reminded them of sheets that are left.
    reminded_at = models.DateTimeField(null=True)
    # Whoever stands in for somebody shares their place, which the first seat names: a
    # sheet that one of them has signed is not due to the next.
    place = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="occupants"
    )
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = JudgeQuerySet.as_manager()

    class Meta:
        ordering = ("round", "appointed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="judge_one_live_seat_per_person_and_round",
                fields=["round", "user"],
                condition=Q(left_at__isnull=True),
                violation_error_message=_("This person is on the panel already."),
            ),
            models.UniqueConstraint(
                name="judge_one_live_chair_per_round",
                fields=["round"],
                condition=Q(left_at__isnull=True, capacity="chair"),
                violation_error_message=_("This panel has a chair already."),
            ),
            models.UniqueConstraint(
                name="judge_one_live_seat_per_place",
                fields=["place"],
                condition=Q(left_at__isnull=True),
                violation_error_message=_("Somebody sits in this place already."),
            ),
            models.CheckConstraint(
                name="judge_who_stands_in_shares_a_place",
                condition=Q(stands_in_for__isnull=True) | Q(place__isnull=False),
            ),
            models.CheckConstraint(
                name="judge_capacity_is_known",
                condition=Q(capacity__in=("chair", "member", "secretary")),
            ),
            models.CheckConstraint(
                name="judge_chair_and_members_score",
                condition=Q(scores=True) | Q(capacity__in=("chair", "secretary")),
            ),
            models.CheckConstraint(
                name="judge_does_not_both_accept_and_decline",
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="judge_who_declines_says_why_and_frees_the_place",
                condition=Q(declined_at__isnull=True, decline_reason="")
                | Q(declined_at__isnull=False, left_at__isnull=False)
                & ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="judge_agreed_to_rules_that_are_known",
                condition=Q(
                    conduct_version__isnull=True, conduct_agreed_at__isnull=True
                )
                | Q(
                    conduct_version__isnull=False,
                    conduct_agreed_at__isnull=False,
                    accepted_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="judge_who_accepted_has_seen_names",
                condition=Q(accepted_at__isnull=True) | Q(names_seen_at__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.get_capacity_display()}"

    @property
    def is_chair(self):
        """Say whether this is the chair's seat today, answered or not."""
        return self.capacity == self.Capacity.CHAIR and self.left_at is None

    @property
    def awaits_answer(self):
        """Say whether the person has still to accept or decline."""
        return self.left_at is None and self.accepted_at is None

    @property
    def title(self):
        """What the committee calls the seat, in its own words or the capacity's."""
        return self.committee_title or self.get_capacity_display()


class Conflict(models.Model):
    """A judge's tie to a submission that the judge or the staff declared (rule 9).

    What follows from memberships and names is not stored: `judging.conflicts` finds it.
    """

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="conflicts")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="conflicts"
    )
    reason = models.TextField(_("reason"))
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="conflict_once_per_judge_and_submission",
                fields=["judge", "submission"],
                violation_error_message=_("This conflict is declared already."),
            ),
            models.CheckConstraint(
                name="conflict_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what the conflict is."),
            ),
        )

    def __str__(self):
        return f"{self.judge} × {self.submission}"
