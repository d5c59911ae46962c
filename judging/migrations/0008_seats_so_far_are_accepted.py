"""The seats from before there was an answer count as accepted when appointed."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def accept(apps, schema_editor):
    judge = apps.get_model("judging", "Judge")
    seats = judge.objects.filter(accepted_at=None, declined_at=None)
    # Who enters is no news to people who have been judging.
    seats.update(accepted_at=F("appointed_at"), names_seen_at=timezone.now())
    for seat in judge.objects.filter(position="").select_related("user").iterator():
        seat.position = f"{seat.user.position}{seat.user.position_level}"
        seat.save(update_fields=["position"])


def ask_again(apps, schema_editor):
    seats = apps.get_model("judging", "Judge").objects
    seats.filter(conduct_agreed_at=None).update(accepted_at=None, names_seen_at=None)


class Migration(migrations.Migration):
    dependencies = [("judging", "0007_seat_is_answered")]

    operations = [migrations.RunPython(accept, ask_again)]
