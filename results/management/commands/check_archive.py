"""The command that checks an archive of a round: is it whole, and whose is it."""

from pathlib import Path

from django.core.management.base import BaseCommand

from results.archive.checking import check
from results.archive.signing import NoKey, known_public_pem


class Command(BaseCommand):
    help = (
        "Check an exported round: its names, every sum, nothing missing or added, the "
        "signature, and that its ledger gives its ranking again. Exit 1 with a line "
        "for every fault."
    )
    # The file is all that counts: no database, no settings of a running portal.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--key",
            metavar="PUB",
            type=Path,
            help="the public key as the portal publishes it (PEM); without it this "
            "portal's own, where it has one",
        )

    def handle(self, *args, **options):
        # The files have Thai names, whatever the terminal's locale is.
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8")
        try:
            key = options["key"].read_bytes() if options["key"] else known_public_pem()
            with open(options["file"], "rb") as file:
                report = check(file, key=key)
        except OSError as error:
            self.stdout.write(f"Cannot read {error.filename}: {error.strerror}.")
            raise SystemExit(1) from None
        except NoKey as error:
            self.stdout.write(f"{error}; name the public key with --key.")
            raise SystemExit(1) from None
        for note in report.notes:
            self.stdout.write(note)
        for fault in report.faults:
            self.stdout.write(f"WRONG: {fault}")
        if report.faults:
            raise SystemExit(1)
        self.stdout.write("All is as it was exported.")
