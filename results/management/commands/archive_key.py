"""Print the public key of the archives, for the office's own page or a letter."""

from django.core.management.base import BaseCommand

from results.archive.signing import fingerprint, public_pem


class Command(BaseCommand):
    help = "Print the public key that signs archives of rounds; make one where none is."
    requires_system_checks = []

    def handle(self, *args, **options):
        public = public_pem()
        self.stdout.write(public.decode(), ending="")
        self.stdout.write(f"SHA-256 {fingerprint(public)}")
