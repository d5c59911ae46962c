"""Appeals, and what the committee answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from results.appeals import FILES
from results.forms.acts import ReasonForm, SureForm
from submissions.file_limits import accept_of


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. What each may be is asked when it is added, one by one."""

    widget = SeveralFiles

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            allow_empty_file=True,
            label=_("Files"),
            help_text=_("Up to 5: PDF, DOCX, XLSX, JPEG, PNG, each up to 20 MB."),
            **kwargs,
        )
        self.widget.attrs["accept"] = accept_of(FILES)

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(each, initial) for each in data or ()]


class FilesForm(SureForm):
    files = FilesField()


class AppealForm(SureForm):
    reason = forms.CharField(
        label=_("What you appeal against, and why"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=10000,
    )
    files = FilesField()

    def __init__(self, *args, offices: list[Office], **kwargs):
        super().__init__(*args, **kwargs)
        self.offices = offices
        if len(offices) > 1:
            self.fields["office"] = forms.ChoiceField(
                label=_("For which office"),
                choices=[(each.pk, each.title) for each in offices],
            )

    def clean(self):
        data = super().clean()
        chosen = str(data.get("office", self.offices[0].pk))
        data["office"] = next(
            (each for each in self.offices if str(each.pk) == chosen), None
        )
        return data


class GrantForm(ReasonForm):
    public_reason = forms.CharField(
        label=_("What everybody reads"),
        help_text=_("It stands beside the withdrawn result."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
