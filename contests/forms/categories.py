"""A category's names and who may enter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.models import Category
from ui.forms import helper


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = (
            "name_th",
            "name_en",
            "entries_per_office",
            "person_enters_once",
            "winners_barred_years",
            "winners_barred_level",
        )
        help_texts = {
            "person_enters_once": _(
                "Also counts whom an entry names in its fields for people, once that "
                "entry is handed in."
            ),
            "winners_barred_years": _(
                "0 bars nobody. Counts published first awards of this category number "
                "in earlier seasons."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # An agency enters once; there is nothing to choose.
        if not self.instance.is_individual:
            del self.fields["entries_per_office"]
        self.helper = helper()
