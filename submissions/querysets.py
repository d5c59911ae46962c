"""What can be asked of entries, submissions and files.

An entry is its owners' draft: nobody else opens it. What was handed in is reached
through its submission, by the owners and by those who look after the area of the round
or of the entering office. Judges and the public have doors of their own, higher up.
"""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from offices.models import Membership
from offices.querysets import in_areas, run_by
from offices.roles import OVERSEERS, Role, offices_of
from ui.thai import tidy


def owned_by(user, prefix=""):
    """Return the condition that the entry is the person's or their office's."""
    return Q(**{f"{prefix}person": user}) | Q(
        **{f"{prefix}office__in": offices_of(user, Role.OFFICER)}
    )


def worked_on_by(user, prefix=""):
    """Return the condition that the user works on the draft: it is theirs, or typed.

    What the staff of its round typed from paper is open to them until the office has
    taken it over. The same rule as `permissions.can_edit`, for many rows.
    """
    return owned_by(user, prefix) | run_by(user, f"{prefix}paper_round__office")


def shown_at(at, prefix=""):
    """Return the condition that no embargo hides the submission at `at` (rule 8)."""
    return Q(**{f"{prefix}visible_from__isnull": True}) | Q(
        **{f"{prefix}visible_from__lte": at}
    )


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the entries that are the user's to work on, discarded ones too."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(worked_on_by(user))

    def owned_by(self, user):
        """Return the user's own, in one query: while one writes, it is asked often.

        Where a page asks for the person's roles anyway, `visible_to` costs less.
        """
        roles = Membership.objects.live().filter(user=user, role=Role.OFFICER)
        return self.filter(Q(person=user) | Q(office__in=roles.values("office")))

    def for_list(self):
        """Load what every list of entries names."""
        return self.select_related(
            "category__season",
            "office",
            "person",
            "updated_by",
            "paper_by",
            "paper_round__office",
        )

    def with_handed_in(self):
        """Annotate `was_handed_in`: whether a round ever had it."""
        rounds = self.model._meta.get_field("submissions").related_model.objects
        return self.annotate(was_handed_in=Exists(rounds.filter(entry=OuterRef("pk"))))

    def with_uploads_of(self, user, *, at):
        """Annotate `has_uploads`: whether the user has files to show on their way."""
        uploads = self.model._meta.get_field("uploads").related_model.objects
        mine = uploads.filter(entry=OuterRef("pk"), by=user).to_show(at=at)
        return self.annotate(has_uploads=Exists(mine))

    def live(self):
        """Return the entries that were not discarded."""
        return self.filter(discarded_at__isnull=True)


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user, *, at=None):
        """Return what was handed in by the user or within the areas they look after.

        What a publication under embargo sent up is seen by nobody but the staff of the
        round below until that moment.
        """
        if not user.is_authenticated:
            return self.none()
        overseen = offices_of(user, *OVERSEERS)
        mine = (
            owned_by(user, "entry__")
            | in_areas(overseen, "round__office__path")
            | in_areas(overseen, "entry__office__path")
        )
        shown = shown_at(at or timezone.now()) | run_by(
            user, "advanced_from__round__office"
        )
        return self.filter(mine, shown)

    def owned_by(self, user, *, at=None):
        """Return what the user or their office handed in, as far as it may be shown."""
        return self.visible_to(user, at=at).filter(owned_by(user, "entry__"))

    def matching(self, text):
        """Return those in whose title, office, person or number each word occurs."""
        found = self
        for word in tidy(text).split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(entry__office__title_th__contains=word)
                | Q(entry__office__title_en__icontains=word)
                | Q(entry__person__given_name__icontains=word)
                | Q(entry__person__surname__icontains=word)
                | Q(entry__person_name__icontains=word)
                | Q(number__icontains=word)
            )
        return found

    def for_screening(self):
        """Load what the staff's table shows, with `latest`, the last version's number.

        In the order of the numbers.
        """
        return self.for_list().with_latest().order_by("serial")

    def with_latest(self):
        """Annotate `latest`: the number of the last version."""
        versions = self.model._meta.get_field("versions").related_model.objects
        last = versions.filter(submission=OuterRef("pk")).order_by("-number")
        return self.annotate(latest=Subquery(last.values("number")[:1]))

    def with_ticked(self, keys):
        """Annotate `ticked`: how many of these lines are ticked in the last version."""
        version = self.model._meta.get_field("versions").related_model
        ticks = version._meta.get_field("ticks").related_model.objects.filter(
            version__submission=OuterRef("pk"),
            version__number=OuterRef("latest"),
            item__in=list(keys),
        )
        count = ticks.order_by().values("version").annotate(n=Count("pk")).values("n")
        return self.with_latest().annotate(ticked=Coalesce(Subquery(count), 0))

    def with_files(self):
        """Annotate `files`: those of the last version, as its content names them."""
        versions = self.model._meta.get_field("versions").related_model.objects
        last = versions.filter(submission=OuterRef("pk")).order_by("-number")
        return self.annotate(files=Subquery(last.values("content__files")[:1]))

    def for_list(self):
        """Load what every list of submissions names."""
        return self.select_related(
            "entry__office__parent",
            "entry__person",
            "entry__paper_by",
            "entry__category",
            "round__office__parent",
            "round__stage__category__season",
            "advanced_from__round__office__parent",
        )


class VersionQuerySet(models.QuerySet):
    pass


class AttachmentQuerySet(models.QuerySet):
    def kept(self):
        """Return the files that are still on their entry."""
        return self.filter(removed_at__isnull=True)


class LateDoorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the doors of the user's own offices or to rounds they look after."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(office__in=offices_of(user, Role.OFFICER))
            | in_areas(offices_of(user, *OVERSEERS), "round__office__path")
        )

    def open_at(self, at):
        """Return the doors through which something may still be handed in."""
        return self.filter(open_until__gt=at)


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the uploads that the user began, to entries they still work on."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(worked_on_by(user, "entry__"), by=user)

    def with_entry(self):
        """Load the entry, with what its form and its permissions ask for."""
        return self.select_related(
            "entry__category", "entry__office", "entry__paper_round__office", "by"
        )

    def unfinished(self):
        """Return those without an outcome: still coming in, or being checked."""
        return self.filter(outcome="")

    def to_show(self, *, at):
        """Return those that a page tells of: on their way, or refused and not seen."""
        coming = Q(outcome="", expires_at__gt=at)
        return self.filter(coming | Q(outcome="refused"))
