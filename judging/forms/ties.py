"""The chair's order of works that are left equal."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from judging.forms.reasons import ReasonForm


class TieForm(ReasonForm):
    """The order of tied entries: a place for each, and the reason."""

    def __init__(self, works, *args, **kwargs):
        """`works` are the tied, as `judging.ranking` names them."""
        super().__init__(*args, **kwargs)
        self.works = works
        places = [("", "–"), *((n, n) for n in range(1, len(works) + 1))]
        for work in works:
            self.fields[f"place_{work.submission}"] = forms.TypedChoiceField(
                label=f"{work.number} · {work.title}",
                help_text=work.office,
                choices=places,
                coerce=int,
            )
        self.fields["is_final"] = forms.BooleanField(
            label=_("This decision stays on record and cannot be changed.")
        )
        names = [f"place_{work.submission}" for work in works]
        self.order_fields([*names, "reason", "is_final"])

    def clean(self):
        places = [
            place
            for work in self.works
            if (place := self.cleaned_data.get(f"place_{work.submission}"))
        ]
        if len(set(places)) < len(places):
            raise ValidationError(
                _("Give each entry a place of its own."), code="place_twice"
            )

    def order(self) -> list[int]:
        """Return the keys of the submissions, the best first."""
        return sorted(
            (work.submission for work in self.works),
            key=lambda pk: self.cleaned_data[f"place_{pk}"],
        )
