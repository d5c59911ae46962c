from django.db import migrations, models
from django.db.models import F, Q

from audit.append_only import rebuilt


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_upload_and_piece")]
    operations = rebuilt(
        "submissions_version",
        migrations.AddField(
            model_name="version",
            name="arrived_at",
            field=models.DateTimeField(null=True, verbose_name="arrived"),
        ),
        migrations.AddField(
            model_name="version",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=Q(arrived_at__isnull=True, due_at__isnull=True)
                | Q(arrived_at__isnull=False, due_at__isnull=False),
                name="version_arrived_says_by_when_it_was_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=Q(arrived_at__isnull=True)
                | Q(arrived_at__gte=F("handed_in_at")),
                name="version_arrives_after_it_was_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gt=F("handed_in_at")),
                name="version_was_begun_before_it_was_due",
            ),
        ),
    )
