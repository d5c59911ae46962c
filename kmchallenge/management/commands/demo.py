"""Load the demo contest and print its accounts."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from kmchallenge.demo import load_demo
from kmchallenge.demo.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Load the demo contest. Can be run again; refuses outside of a demo."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "This is not a demo: set DEMO=true, never on a server with real people."
            )
        call_command("load_offices", stdout=self.stdout)
        load_demo(now=timezone.now())
        self.stdout.write(f"\nDemo accounts (password of each: {PASSWORD})\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:12} {gettext(account.what)}")
