"""Bring database, offices and static files up to this release, from nothing too."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, make the cache's table, load offices, collect static files."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="Load the demo contest too."
        )

    def handle(self, *args, demo, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        for command, quiet in (
            ("migrate", {"interactive": False}),
            ("createcachetable", {}),
            ("load_offices", {}),
            ("fill_library", {}),
            ("collectstatic", {"interactive": False}),
        ):
            call_command(command, stdout=self.stdout, verbosity=0, **quiet)
        if demo:
            call_command("demo", stdout=self.stdout)
