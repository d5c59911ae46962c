"""A stage's dates and how it is judged."""

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.forms.models import fields_for_model, model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contests.models import Stage
from contests.phases import DATES
from contests.rules import CRITERION, STEPS, areas_below
from ui.forms import ThaiDateTimeField, helper

WAYS_UP = ("lets_unopposed_up", "lets_tied_up", "allows_improvement")
PANEL = (
    "panel_size",
    "quorum",
    "judges_per_entry",
    "barred_area",
    "is_blind",
    "members_see_ranking",
)
SHOWN_AFTERWARDS = (
    "figures_for_offices",
    "comments_for_offices",
    "ledger_for_offices",
    "ledger_for_public",
)
# How a stage is judged, as far as a single box each can say it.
JUDGED_BY = (
    "places",
    "awards",
    "mentions",
    *PANEL,
    "method",
    "trim",
    *WAYS_UP,
    *SHOWN_AFTERWARDS,
    "grace_minutes",
)
HELP = {
    "judges_per_entry": _(
        "Empty: every judge scores every entry. Otherwise the staff of each round draw "
        "who scores what."
    ),
    "barred_area": _(
        "By their roles since the season began. A district has one office, so the "
        "district bars more only once it has another."
    ),
    "is_blind": _(
        "Until the seal, offices, people, the names of files and the fields marked so "
        "are hidden from the judges. Entrants are told not to name their office."
    ),
    "grace_minutes": _(
        "An entry whose button was pressed before the deadline counts if all of it "
        "arrives within this time. Its receipt says so."
    ),
}


class StageDatesForm(forms.Form):
    drops_own = forms.BooleanField(
        label=_("Rounds whose own dates would lie outside follow the stage again"),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown in the history of every round that moves."),
    )
    # What the person saw of the rounds that move, so that they confirm just that.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = (*DATES, "drops_own", "reason", "seen")

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DATES:
            self.fields[name] = ThaiDateTimeField(
                label=capfirst(Stage._meta.get_field(name).verbose_name),
                initial=getattr(stage, name),
            )
        self.order_fields(self.field_order)
        self.helper = helper()

    def dates(self):
        return {name: self.cleaned_data[name] for name in DATES}

    def remember(self, seen):
        """Let the next sending of the form confirm what is shown with this one."""
        self.data = self.data.copy()
        self.data["seen"] = seen


class RulesForm(forms.Form):
    """How a stage is judged; the tie-break chain is one box for each step.

    No form of the model: that would ask the database for each constraint, and the
    action refuses the same beside the field.
    """

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed once a round has opened; entrants and judges are shown it."
        ),
    )

    def __init__(self, *args, stage, frozen, **kwargs):
        super().__init__(*args, initial=model_to_dict(stage, JUDGED_BY), **kwargs)
        columns = fields_for_model(Stage, JUDGED_BY, help_texts=HELP)
        self.fields = columns | self.fields
        below = areas_below(stage.level)
        self.fields["barred_area"].choices = [
            choice for choice in Stage.BarredArea.choices if choice[0] in below
        ]
        chain = stage.tiebreaks
        criteria = [
            (CRITERION + each.code, _("Higher mean in “%(name)s”") % {"name": each})
            for each in stage.criteria.all()
        ]
        self.steps = [f"step_{number}" for number in range(max(6, len(chain) + 1))]
        for number, name in enumerate(self.steps):
            self.fields[name] = forms.ChoiceField(
                label=_("Step %(number)d") % {"number": number + 1},
                choices=[("", "–"), *criteria, *STEPS.items()],
                initial=chain[number] if number < len(chain) else "",
                required=False,
            )
        layout = [
            Fieldset(_("Places"), "places", "awards", "mentions", *WAYS_UP),
            Fieldset(_("Handing in"), "grace_minutes"),
            Fieldset(_("Panel"), *PANEL),
            Fieldset(_("Scoring"), "method", "trim"),
            Fieldset(_("Tie-break chain"), *self.steps),
            Fieldset(_("Once the result is published"), *SHOWN_AFTERWARDS),
        ]
        if frozen:
            self.fields["applies_to_frozen"] = apply_field()
            layout.append(Field("applies_to_frozen"))
        self.helper = helper(*layout, "reason")

    def changes(self):
        """Return the columns to change, as the action `change_stage` takes them."""
        columns = {name: self.cleaned_data[name] for name in JUDGED_BY}
        chain = [self.cleaned_data[name] for name in self.steps]
        return {**columns, "tiebreaks": [step for step in chain if step]}


def apply_field():
    return forms.BooleanField(
        label=_("Apply the change to the rounds already being judged"),
        required=False,
        help_text=_(
            "Otherwise they keep the rules under which their judges began. Every "
            "sheet will show the change and its reason."
        ),
    )
