"""The command that works every sealed result out again."""

from collections import Counter

from django.core.management.base import BaseCommand

from results.models import Result
from results.verifying import differences_of

# So many differences of one result are printed; the rest are counted.
PRINTED = 20


class Command(BaseCommand):
    help = (
        "Work every sealed result out again, from the marks in the database and from "
        "the stored ledger and rules. Name each that differs and exit 1, or exit 0."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--round",
            type=int,
            metavar="PK",
            help="verify the results of this round alone",
        )

    def handle(self, *args, **options):
        # Areas have Thai names, whatever the terminal's locale is.
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8")
        results = Result.objects.for_list().order_by("pk")
        if options["round"]:
            results = results.filter(round=options["round"])
        counted = Counter()
        for result in results.iterator(chunk_size=50):
            differences = differences_of(result)
            counted["verified"] += 1
            counted[result.basis] += 1
            if differences:
                counted["differing"] += 1
                self.name(result, differences)
        self.stdout.write(
            f"{counted['verified']} results: {counted['marks']} by marks, "
            f"{counted['unopposed']} unopposed, {counted['ranks']} of ranks. "
            f"{counted['differing'] or 'None'} differ."
        )
        if counted["differing"]:
            raise SystemExit(1)

    def name(self, result, differences):
        self.stdout.write(
            f"DIFFERS: result {result.pk} ({result.get_state_display()}), "
            f"round {result.round_id}: {result}"
        )
        for difference in differences[:PRINTED]:
            self.stdout.write(f"  {difference}")
        if len(differences) > PRINTED:
            self.stdout.write(f"  and {len(differences) - PRINTED} more differences")
