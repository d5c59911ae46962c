"""What a timer runs each minute: reminders, mail, files that wait, texts to compare."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from kmchallenge.reminders import remind
from offices.mail import deliver_due
from results.actions import make_files
from submissions.actions import read_due, scan_due, tidy_uploads


class Command(BaseCommand):
    help = (
        "Write due reminders, send due mail, finish or clear away uploads that were "
        "left, scan files, read what was handed in, make files of certificates. Safe "
        "to run at any time and twice."
    )

    def handle(self, *args, **options):
        now = timezone.now()
        told = remind(at=now)
        sent, failed = deliver_due(at=now)
        finished, expired = tidy_uploads(at=now)
        scanned, infected = scan_due(at=now)
        read_due(at=now)
        make_files(at=now)
        if told or sent or failed:
            self.stdout.write(f"{told} reminders; {sent} mails sent, {failed} failed")
        if finished or expired:
            self.stdout.write(f"{finished} uploads finished, {expired} expired")
        if scanned:
            self.stdout.write(f"{scanned} files scanned, {infected} with a virus")
