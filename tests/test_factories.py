"""Every model has a factory, and the database takes what it makes."""

import pytest
from django.apps import apps

from audit.models import Event
from judging.models import Judge
from submissions.workflow import State
from tests import factories

APPS = ("offices", "contests", "submissions", "judging", "results", "audit")


def make_one_of_each():
    office = factories.make_office()
    round_ = factories.make_round()
    submission = factories.make_submission(round_, state=State.ACCEPTED)
    judge = factories.make_judge(round_, capacity=Judge.Capacity.CHAIR)
    factories.make_draw(round_)
    factories.make_assignment(judge, submission)
    sheet = factories.make_sheet(judge, submission)
    factories.make_membership(office=office)
    factories.make_invitation()
    factories.make_notice()
    factories.make_mail()
    factories.make_letterhead(office)
    factories.make_signer(office)
    factories.make_event(round_)
    factories.make_attachment(submission.entry)
    factories.make_piece(factories.make_upload(submission.entry, offset=10))
    factories.make_late_door(round_)
    factories.make_version_text(submission.accepted_version)
    factories.make_tick(submission.accepted_version)
    factories.make_reminder(round_, office)
    factories.make_order(round_)
    factories.make_conflict(judge, submission)
    factories.make_stated_conflict(judge, office)
    factories.make_score(sheet)
    factories.make_note(judge.user, submission)
    factories.make_mark_set_aside(judge.user, submission)
    factories.make_paper_keying(
        factories.make_paper_sheet(judge, submission), judge.appointed_by
    )
    factories.make_tie_decision(round_, [submission.pk])
    result = factories.make_result(round_)
    placing = factories.make_placing(result, submission)
    factories.make_certificate(placing)
    factories.make_certificate_file(placing.result)
    session = factories.make_session(round_, turns=[submission])
    factories.make_attendance(session, judge)
    factories.make_agenda_item(session)
    appeal = factories.make_appeal(result, office, by=factories.make_user())
    factories.make_appeal_file(appeal)
    factories.make_past_import()
    factories.make_shelved(submission)
    factories.make_posting()
    factories.make_tagging(submission.entry)
    factories.make_consent(submission)
    factories.make_use(submission.entry)
    factories.make_reading_item(entry=submission.entry)
    factories.make_name_removal(submission.entry)
    factories.make_name_request(submission.entry)


def test_every_model_has_a_factory(db):
    make_one_of_each()

    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    assert [model for model in models if not model.objects.exists()] == []


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_append_only_rows_are_gone_after_a_transactional_test(time):
    """Twice, so that the second run meets what the first one left."""
    assert not Event.objects.exists()

    make_one_of_each()


def test_people_sign_in_without_typing(client_of, officer):
    client = client_of(officer)

    assert client.session["_auth_user_id"] == str(officer.pk)
