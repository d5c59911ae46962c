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
from results.forms.ranks import (
    RankForm,
    RanksFormSet,
    SourceForm,
    offices_by_name,
    ranks_formset,
)

__all__ = [
    "AppealForm",
    "CancelCertificateForm",
    "CodeForm",
    "CorrectCertificateForm",
    "FilesField",
    "FilesForm",
    "GrantForm",
    "IssueForm",
    "PublicReasonForm",
    "PublishForm",
    "RankForm",
    "RanksFormSet",
    "ReasonForm",
    "SealForm",
    "SeveralFiles",
    "SourceForm",
    "SureForm",
    "offices_by_name",
    "ranks_formset",
]
