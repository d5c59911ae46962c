"""Results, certificates, appeals and past years."""

from django.utils import timezone

from contests.phases import Phase
from offices.letterheads import Head
from offices.sentences import in_both
from results.codes import new_code
from results.models import (
    Appeal,
    AppealFile,
    Award,
    Certificate,
    CertificateFile,
    CertificateVersion,
    PastImport,
    Placing,
    Result,
)
from tests.factories.contests import make_round, make_season
from tests.factories.offices import make_user
from tests.factories.serials import serials
from tests.factories.submissions import make_stored_file
from ui.thai import era_year


def make_result(round_=None, **columns):
    """Return a sealed result of ranks that staff entered."""
    round_ = round_ or make_round(phase=Phase.JUDGING)
    return Result.objects.create(
        round=round_,
        **{
            "number": round_.results.count() + 1,
            "basis": Result.Basis.RANKS,
            "source": "Memo 1",
            "sealed_at": timezone.now(),
            "sealed_by": columns.pop("sealed_by", None) or make_user(),
            **columns,
        },
    )


def names_of_award(award):
    """Return the columns of a placing with this award, by its usual names."""
    usual = in_both(getattr(award, "label", award))
    return {"award": award, "award_th": usual["th"], "award_en": usual["en"]}


def make_placing(result, submission, rank=1, **columns):
    award = columns.pop("award", Award.WINNER if rank == 1 else Award.PARTICIPANT)
    return Placing.objects.create(
        result=result,
        submission=submission,
        rank=rank,
        **{**names_of_award(award), **columns},
    )


def make_certificate(placing, **columns):
    """Return a certificate with its first version, numbered on its office's last."""
    office = columns.pop("office", None) or placing.result.round.office
    day = columns.pop("given_on", timezone.localdate())
    year = era_year(day.year)
    name = columns.pop("name", placing.submission.entry.office.title_th)
    issued = {"issued_at": timezone.now(), "issued_by": make_user()}
    certificate = Certificate.objects.create(
        placing=placing,
        office=office,
        **{
            "year": year,
            "number": Certificate.objects.last_number(office, year) + 1,
            "code": new_code(),
            "given_on": day,
            **issued,
            **columns,
        },
    )
    CertificateVersion.objects.create(
        certificate=certificate,
        number=1,
        name=name,
        words={
            "office": office.title_th,
            "award": "ได้รับรางวัลชนะเลิศ",
            "contest": ["การประกวด"],
            "wish": "ขอให้มีความสุข",
        },
        letterhead=Head(office.title_th).as_json(),
        **issued,
    )
    return certificate


def make_certificate_file(result, **columns):
    return CertificateFile.objects.create(
        result=result,
        **{
            "digest": "0" * 64,
            "pages": 1,
            "asked_at": timezone.now(),
            "asked_by": columns.pop("asked_by", None) or make_user(),
            **columns,
        },
    )


def make_appeal(result, office, *, by, **columns):
    """Return an appeal that waits for its answer."""
    return Appeal.objects.create(
        result=result,
        office=office,
        filed_by=by,
        **{"reason": "Sums are wrong", "filed_at": timezone.now(), **columns},
    )


def make_past_import(season=None, **columns):
    """Return a file of past results that waits to be confirmed."""
    return PastImport.objects.create(
        season=season or make_season(2564),
        brought_by=columns.pop("by", None) or make_user(),
        **{
            "file_name": "past.xlsx",
            "sha256": f"{next(serials):064x}",
            "rows": [],
            "brought_at": timezone.now(),
            **columns,
        },
    )


def make_appeal_file(appeal, stored=None, name="evidence.pdf"):
    return AppealFile.objects.create(
        appeal=appeal,
        stored=stored or make_stored_file(),
        name=name,
        added_by=appeal.filed_by,
        added_at=timezone.now(),
    )
