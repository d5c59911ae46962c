"""What is due: reminders, mail, and reading what was handed in. Run by a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from kmchallenge.reminders import remind
from offices.mail import deliver_due
from submissions.actions import read_due


class Command(BaseCommand):
    help = "Write due reminders and send due mail. Safe to run at any time and twice."

    def handle(self, *args, **options):
        now = timezone.now()
        told = remind(at=now)
        sent, failed = deliver_due(at=now)
        read_due(at=now)
        if told or sent or failed:
            self.stdout.write(f"{told} reminders; {sent} mails sent, {failed} failed")
