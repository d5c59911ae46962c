"""All that is in the archive, one thing after the other.

A work's files first, then its page, which can say so which of them could not be read;
the sums and their signature last. Nothing is held longer than it takes to send it.
"""

from collections.abc import Iterator

from django.utils.translation import override

from results.archive import layout, pages, records
from results.archive.papers import Paper, papers_of
from results.archive.signing import fingerprint, public_pem
from results.archive.story import Story, Told, Work
from results.archive.writing import Writer
from results.explaining import Explained, stored_of, works_named
from results.models import Result
from submissions.models import Version
from submissions.packing import Packed, chained, packed, whole

# So many works are read at a time.
AT_A_TIME = 20


def contents_of(story: Story) -> Iterator[bytes]:
    """Return the pieces of the ZIP.

    Two queries for every twenty works, beside those of the papers. What stands in the
    way, such as a key that cannot be read, is raised before the first piece.
    """
    return pieces_of(story, papers_of(story), public_pem())


def pieces_of(story: Story, papers: list[Paper], public: bytes) -> Iterator[bytes]:
    writer, faulty = Writer(), []
    yield from writer.text(layout.INDEX, pages.index(story, papers))
    yield from writer.text(layout.README, pages.readme(story, fingerprint(public)))
    yield from writer.text(layout.STYLE, pages.style())
    yield from writer.text(layout.HISTORY, pages.history(story))
    yield from writer.text(layout.HISTORY_CSV, records.history_csv(story.history))
    yield from writer.text(layout.HISTORY_JSON, records.history_json(story.history))
    for told in (story.told, *story.earlier):
        for name, text in records.files_of_result(told):
            yield from writer.text(f"{told.folder}/{name}", text)
    for paper in papers:
        yield from paper_in(writer, paper)
    if story.certificates:
        register = records.register(story.certificates)
        yield from writer.text(layout.REGISTER, register)
    explained = explained_of(story.told)
    for start in range(0, len(story.works), AT_A_TIME):
        yield from some_works(
            writer, story, story.works[start : start + AT_A_TIME], faulty, explained
        )
    for appeal in story.appeals:
        yield from files_in(writer, layout.files_of_appeal(appeal), faulty, set())
    if faulty:
        yield from writer.text(layout.UNREAD, pages.unread(faulty))
    yield from writer.text(layout.PUBLIC_KEY, public)
    yield from writer.finish()


def paper_in(writer: Writer, paper: Paper) -> Iterator[bytes]:
    if paper.size is None:
        with override("th"):
            pdf = paper.make()
        yield from writer.add(paper.path, [pdf], len(pdf))
    else:
        yield from writer.add(paper.path, paper.make(), paper.size)


def explained_of(told: Told) -> Explained | None:
    """Read why its placings are as they are, judges by code; None without marks."""
    result = told.result
    if result.basis != Result.Basis.MARKS:
        return None
    works = works_named(told.placings, with_titles=True)
    return Explained(result, stored_of(result), works)


def some_works(
    writer: Writer,
    story: Story,
    works: list[Work],
    faulty: list[str],
    explained: Explained | None,
) -> Iterator[bytes]:
    frozen = Version.objects.in_bulk([work.version for work in works])
    handed_in: dict[int, list[Version]] = {}
    for version in (
        Version.objects.filter(submission__in=[work.submission for work in works])
        .select_related("handed_in_by")
        .defer("content", "people")
    ):
        handed_in.setdefault(version.submission_id, []).append(version)
    for work in works:
        version, versions = frozen[work.version], handed_in[work.submission.pk]
        scans = version.content.get("paper", {}).get("scans", [])
        files = [*version.content["files"], *scans]
        taken = (layout.INDEX, layout.ENTRY)
        placed = layout.placed(packed(work.folder, files, story.viruses), taken)
        were_read: set[str] = set()
        yield from files_in(writer, placed, faulty, were_read)
        paths = [path if path in were_read else "" for path, _file in placed]
        kept = records.files_kept(files, paths)
        yield from writer.text(
            f"{work.folder}/{layout.ENTRY}",
            records.entry(work, version, versions, kept),
        )
        number = work.submission.number
        is_explained = explained is not None and number in explained.works
        why = explained.why(number) if is_explained else None
        yield from writer.text(
            f"{work.folder}/{layout.INDEX}",
            pages.entry(story, work, version, versions, kept, why),
        )


def files_in(
    writer: Writer,
    placed: list[tuple[str, Packed]],
    faulty: list[str],
    were_read: set[str],
) -> Iterator[bytes]:
    """Yield the files, and note which could be read at all, and which not whole."""
    for path, file in placed:
        bytes_ = whole(file, faulty)
        if first := next(bytes_, None):
            were_read.add(path)
            yield from writer.add(path, chained(first, bytes_), file.stored.size)
