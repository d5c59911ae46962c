"""What a judge may see of a work: a value, so that nothing else can slip through."""

from collections.abc import Callable
from dataclasses import dataclass

from submissions.models import Submission
from submissions.reading import FieldRead, neutral_names, read
from ui.language import page_language


@dataclass(frozen=True, slots=True)
class Work:
    """An accepted version as its judges read it; people without their telephone.

    Where it is judged without names, `office` and `person` are empty.
    """

    pk: int
    number: str
    title: str
    office: str
    person: str
    version: int
    is_sample: bool
    fields: list[FieldRead]

    @property
    def files_size(self) -> int:
        """Return how many bytes all its files have."""
        return sum(file.size for field in self.fields for file in field.files)

    @property
    def whose(self) -> str:
        return " · ".join(filter(None, (self.person, self.office)))


def work_of(
    submission: Submission, file_url: Callable[[dict], str], *, is_blind: bool
) -> Work:
    """Return it of a submission loaded with its entry and accepted version."""
    version = submission.accepted_version
    content = version.content
    if is_blind:
        return Work(
            pk=submission.pk,
            number=submission.number,
            title=content["title"],
            office="",
            person="",
            version=version.number,
            is_sample=submission.entry.is_sample,
            fields=read(content, file_url, names=neutral_names(content), is_blind=True),
        )
    return Work(
        pk=submission.pk,
        number=submission.number,
        title=content["title"],
        office=content["office"][f"title_{page_language()}"],
        person=(content["person"] or {}).get("name", ""),
        version=version.number,
        is_sample=submission.entry.is_sample,
        fields=read(content, file_url, tells_phones=False),
    )
