"""Put on the library's shelves what was published before there was a library."""

from django.core.management.base import BaseCommand

from results.actions import reshelve_all
from results.models import Shelved


class Command(BaseCommand):
    help = "Fill the knowledge library, if it is empty, with what is published."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anew",
            action="store_true",
            help="Make every item anew, as after a change of how they are read.",
        )

    def handle(self, *args, anew, **options):
        if anew or not Shelved.objects.exists():
            reshelve_all()
        self.stdout.write(f"{Shelved.objects.count()} items in the library.")
