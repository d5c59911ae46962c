from django.db import migrations, models
from django.db.models import Q

LEVELS = [
    ("district", "District"),
    ("province", "Province"),
    ("region", "Inspection region"),
    ("department", "National"),
]


class Migration(migrations.Migration):
    dependencies = [("contests", "0002_stage_grace_minutes")]
    operations = [
        migrations.AddField(
            model_name="category",
            name="person_enters_once",
            field=models.BooleanField(
                default=False, verbose_name="a person may be named in one entry only"
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="winners_barred_years",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="years for which a winner may not enter again"
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="winners_barred_level",
            field=models.CharField(
                choices=LEVELS,
                default="department",
                max_length=10,
                verbose_name="… who won at this level or above",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=Q(winners_barred_years__lte=20),
                name="category_bars_winners_for_twenty_years_at_most",
                violation_error_message="Bar winners for 20 years at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=Q(
                    winners_barred_level__in=[value for value, _label in LEVELS]
                ),
                name="category_winners_barred_level_is_known",
            ),
        ),
    ]
