"""A category's names and how many may enter."""

from django import forms

from contests.models import Category
from ui.forms import helper


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ("name_th", "name_en", "entries_per_office")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # An agency enters once; there is nothing to choose.
        if not self.instance.is_individual:
            del self.fields["entries_per_office"]
        self.helper = helper()
