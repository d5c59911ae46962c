"""The pages of the archive: plain HTML in Thai, that opens from a folder.

Each is made whole under its language, never across a piece that is being sent.
"""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from contests.models import Stage
from contests.rules import rules_of, shown_chain, shown_changes
from judging.ranking.table import step_in_words
from judging.rulebook import Rulebook
from judging.why import Why
from results.archive import layout
from results.archive.papers import Paper
from results.archive.records import Kept
from results.archive.story import Story, Told, Work
from results.bands import Band
from submissions.models import Entry, Version
from submissions.reading import FieldRead, read
from ui.paper import sample_mark
from ui.thai import short_moment

FOLDER = "results/archive"


def index(story: Story, papers: Sequence[Paper]) -> str:
    with override("th"):
        rules = rules_of(story.round)
        rulebook = Rulebook.of(rules)
        return page(
            "index.html",
            story,
            papers=papers,
            rulebook=rulebook,
            rules=rules,
            # Of ranks that no marks gave, the rules for marks say nothing.
            has_marks=any(told.result.ledger for told in (story.told, *story.earlier)),
            method=Stage.Method(rulebook.method).label,
            chain=shown_chain(rules),
            changes=shown_changes(rules),
            placings=[placed(each, rulebook, story) for each in story.told.placings],
            decisions=[
                {
                    "decision": each,
                    "order": [
                        story.work_of[pk].submission.number
                        for pk in each.order
                        if pk in story.work_of
                    ],
                }
                for each in story.decisions
            ],
            appeals=[
                {
                    "appeal": each,
                    "files": [
                        (layout.link(path), file.name)
                        for path, file in layout.files_of_appeal(each)
                    ],
                }
                for each in story.appeals
            ],
            register_link=layout.link(layout.REGISTER),
            results=[files_of(told) for told in (story.told, *story.earlier)],
        )


def placed(placing, rulebook: Rulebook, story: Story) -> dict:
    step = placing.decided_by
    return {
        "placing": placing,
        "work": story.work_of.get(placing.submission_id),
        "decided_by": step_in_words(step, rulebook) if step else "",
        "band": Band(placing.band).label if placing.band else "",
    }


def files_of(told: Told) -> dict:
    folder = told.folder
    return {
        "result": told.result,
        "has_marks": bool(told.result.ledger),
        "result_link": layout.link(f"{folder}/{layout.RESULT}"),
        "ledger_link": layout.link(f"{folder}/{layout.LEDGER}"),
        "rules_link": layout.link(f"{folder}/{layout.RULES}"),
    }


def entry(
    story: Story,
    work: Work,
    version: Version,
    versions: Sequence[Version],
    kept: Sequence[Kept],
    why: Why | None,
) -> str:
    with override("th"):
        return page(
            "entry.html",
            story,
            root="../../",
            work=work,
            version=version,
            versions=versions,
            fields=fields_of(version, kept),
            others=others_in(version, kept),
            scans=[each for each in kept if each.field == Entry.SCAN],
            placing=story.placing_of.get(work.submission.pk),
            why=why,
        )


def fields_of(version: Version, kept: Sequence[Kept]) -> list[dict]:
    """Return each field with its answer and the files under it."""
    fields: list[FieldRead] = read(version.content, lambda each: "", tells_phones=False)
    return [
        {
            "shown": each.shown,
            "is_empty": each.is_empty,
            "files": [file for file in kept if file.field == each.shown.key],
        }
        for each in fields
    ]


def others_in(version: Version, kept: Sequence[Kept]) -> list[Kept]:
    """Return the files under a field that the form has not."""
    known = {each["key"] for each in version.content["form"]} | {Entry.SCAN}
    return [each for each in kept if each.field not in known]


def history(story: Story) -> str:
    with override("th"):
        return page("history.html", story)


def readme(story: Story, fingerprint: str) -> bytes:
    """Return the text for whoever opens the archive, as Windows shows it rightly."""
    with override("th"):
        text = render_to_string(
            f"{FOLDER}/README.txt",
            {
                "story": story,
                "layout": layout,
                "fingerprint": fingerprint,
                "site": settings.SITE_URL,
                "exported": short_moment(story.exported_at),
            },
        )
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def unread(faulty: Sequence[str]) -> bytes:
    head = "ไฟล์เหล่านี้อ่านไม่ได้ครบถ้วนเมื่อส่งออก จึงไม่อยู่ในชุดไฟล์นี้หรืออยู่ไม่ครบ:"
    return "\r\n".join([head, "", *faulty, ""]).encode("utf-8-sig")


def style() -> bytes:
    return (settings.BASE_DIR / "templates" / FOLDER / layout.STYLE).read_bytes()


def page(template: str, story: Story, *, root: str = "", **context) -> str:
    is_sample = story.round.stage.category.season.is_sample
    return render_to_string(
        f"{FOLDER}/{template}",
        {
            "story": story,
            "round": story.round,
            "root": root,
            "layout": layout,
            "sample": sample_mark(is_sample=is_sample),
            **context,
        },
    )
