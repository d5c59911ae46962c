"""Make the files of certificates that were asked for; started by the web server."""

import os

from django.core.management.base import BaseCommand

from results.actions import make_files


class Command(BaseCommand):
    help = (
        "Make the files of certificates that were asked for and that nobody makes. "
        "Safe to run at any time and twice."
    )

    def handle(self, *args, **options):
        # Pages are served first.
        os.nice(10)
        self.stdout.write(f"{make_files()} files of certificates made")
