import django.core.validators
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contests", "0011_stage_awards")]

    operations = [
        migrations.AddField(
            "stage",
            "appeal_days",
            models.PositiveSmallIntegerField(
                default=5,
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="working days for appeals",
            ),
        ),
        migrations.AddConstraint(
            "stage",
            models.CheckConstraint(
                condition=Q(appeal_days__lte=60),
                name="stage_appeals_take_60_days_at_most",
            ),
        ),
    ]
