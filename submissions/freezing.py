"""What a version keeps of an entry, and the digest by which anybody can check it."""

import hashlib
import json


def frozen_content(entry, attachments) -> dict:
    """Return all that is handed in: texts, the form they answer, and each file.

    `entry` is loaded with category, office, person and `paper_by`; `attachments` with
    their stored files. Only what JSON knows, so that it reads back from a database
    unchanged.
    """
    category, office, person = entry.category, entry.office, entry.honoured
    return {
        "season": category.season.year,
        "category": {
            "number": category.number,
            "name_th": category.name_th,
            "name_en": category.name_en,
        },
        "office": {
            "code": office.code,
            "title_th": office.title_th,
            "title_en": office.title_en,
        },
        "person": person
        and {
            "id": person.pk,
            "name": person.get_full_name(),
            "position": person.full_position,
        },
        "title": entry.title,
        "form": category.form,
        "answers": entry.answers,
        "files": [
            frozen_file(each) for each in attachments if each.field != entry.SCAN
        ],
        **frozen_paper(entry, attachments),
    }


def frozen_paper(entry, attachments) -> dict:
    """Return, of what staff typed from paper, who did and its scans; else nothing.

    Apart from the files: a scan shows who signed it, and judges may read blind.
    """
    if not entry.paper_by_id:
        return {}
    scans = [frozen_file(each) for each in attachments if each.field == entry.SCAN]
    return {"paper": {"by": entry.paper_by.get_full_name(), "scans": scans}}


def frozen_file(attachment) -> dict:
    """Return what a version keeps of one file."""
    stored = attachment.stored
    return {
        "attachment": attachment.pk,
        "field": attachment.field,
        "name": attachment.name,
        "size": stored.size,
        "sha256": stored.sha256,
        "content_type": stored.content_type,
        "pages": stored.pages,
    }


def canonical(content: dict) -> bytes:
    """Return the one way to write `content` down: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()


def digest_of(content: dict) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()
