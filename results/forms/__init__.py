"""What people type about results."""

from results.forms.acts import (
    PublicReasonForm,
    PublishForm,
    ReasonForm,
    SealForm,
    SureForm,
)
from results.forms.appeals import (
    AppealForm,
    FilesField,
    FilesForm,
    GrantForm,
    SeveralFiles,
)
from results.forms.certificates import (
    CancelCertificateForm,
    CodeForm,
    CorrectCertificateForm,
    IssueForm,
)
from results.forms.library import (
    AnswerForm,
    NameRemovalForm,
    NameRequestForm,
    TagForm,
    TagsForm,
    UseForm,
)
from results.forms.past import PastFileForm, SeenForm
from results.forms.ranks import (
    RankForm,
    RanksFormSet,
    SourceForm,
    offices_by_name,
    ranks_formset,
)

__all__ = [
    "AnswerForm",
    "AppealForm",
    "CancelCertificateForm",
    "CodeForm",
    "CorrectCertificateForm",
    "FilesField",
    "FilesForm",
    "GrantForm",
    "IssueForm",
    "NameRemovalForm",
    "NameRequestForm",
    "PastFileForm",
    "PublicReasonForm",
    "PublishForm",
    "RankForm",
    "RanksFormSet",
    "ReasonForm",
    "SealForm",
    "SeenForm",
    "SeveralFiles",
    "SourceForm",
    "SureForm",
    "TagForm",
    "TagsForm",
    "UseForm",
    "offices_by_name",
    "ranks_formset",
]
