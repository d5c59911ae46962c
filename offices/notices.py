"""Tell people something: a notice in the portal, and the same by mail."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from offices import mail
from offices.models import Mail, Notice
from offices.sentences import keepable


def notify(users, *, key, message, params=None, url, at, due_at=None, contact=None):
    """Tell each of `users` once, in the caller's transaction; return how many heard.

    `key` names the news: whoever was told it is not told again, however often and in
    however many processes this is called. `message` is marked with `gettext_noop`;
    `offices.sentences` says what may fill it. Until `due_at` nobody sees or gets
    anything. `contact` says whom to ask, in words; else it is the person's own
    provincial office. Costs four queries, for any number of people.
    """
    people = {person.pk: person for person in users if person.is_active}
    told = Notice.objects.filter(user__in=people, key=key).values_list(
        "user", flat=True
    )
    new = people.keys() - set(told)
    if not new:
        return 0
    due_at = due_at or at
    Notice.objects.bulk_create(
        [
            Notice(
                user=people[pk],
                key=key,
                message=message,
                params=keepable(params or {}),
                url=url,
                due_at=due_at,
            )
            for pk in sorted(new)
        ],
        ignore_conflicts=True,
    )
    # Another process may have told some of them meanwhile: its rows and mails win.
    notices = Notice.objects.filter(user__in=new, key=key)
    Mail.objects.bulk_create(
        [_mail(notice, people[notice.user_id], at, contact) for notice in notices],
        ignore_conflicts=True,
    )
    return len(new)


def take_back(key, *, at):
    """Delete the notices, and their mails, of news that nobody has got yet.

    Also the news whose keys begin with this one and a dash.
    """
    waiting = Notice.objects.filter(Q(key=key) | Q(key__startswith=f"{key}-"))
    waiting = waiting.filter(due_at__gt=at)
    Mail.objects.filter(notice__in=waiting, sent_at=None).delete()
    waiting.filter(mail=None).delete()


def _mail(notice, person, at, contact):
    """Make the mail that carries a notice, in Thai."""
    with override("th"):
        text = notice.text
        return Mail(
            notice=notice,
            to=person.email,
            subject=mail.subject_of(text),
            body=mail.letter(person, text, link=notice.url, contact=contact),
            created_at=at,
            due_at=notice.due_at,
        )


def whom_to_ask(name, phone=""):
    """Say whom to ask, for `contact`: a name and, where known, a telephone number."""
    with override("th"):
        if phone:
            return _("%(name)s, telephone %(phone)s") % {"name": name, "phone": phone}
        return str(name)
