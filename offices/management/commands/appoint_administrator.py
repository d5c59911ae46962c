"""Make somebody an administrator of the department: the first one of a new portal."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from offices.actions import begin_membership
from offices.loading import ROOT
from offices.models import Office, User
from offices.roles import Role


class Command(BaseCommand):
    help = "Give an account, made by `createsuperuser`, the role of administrator."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        try:
            user = User.objects.get(username__iexact=username)
            department = Office.objects.get(code=ROOT)
            begin_membership(user, department, Role.ADMINISTRATOR, by=None)
        except User.DoesNotExist:
            raise CommandError(f"Nobody is called {username} here.") from None
        except Office.DoesNotExist:
            raise CommandError("There are no offices yet: run `prepare`.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{user} administers the department from now on.")
