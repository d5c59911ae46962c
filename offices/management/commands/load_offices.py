"""Load the department, its regions, provinces and districts; again does no harm."""

from django.core.management.base import BaseCommand

from offices.loading import load_offices


class Command(BaseCommand):
    help = "Bring the office tree to what offices/data says. Running it twice is safe."

    def handle(self, *args, **options):
        made, changed = load_offices()
        self.stdout.write(f"Offices: {made} made, {changed} changed.")
