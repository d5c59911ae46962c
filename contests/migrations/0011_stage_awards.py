from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contests", "0010_stage_bars_an_area")]

    operations = [
        migrations.AddField(
            "stage",
            "award_names",
            models.JSONField(
                blank=True, default=dict, verbose_name="names of the awards"
            ),
        ),
        migrations.AddField(
            "stage",
            "bands",
            models.CharField(
                choices=[
                    ("off", "none"),
                    ("medals", "gold from 80 %, silver from 70 %, bronze from 60 %"),
                    (
                        "medals_and_mention",
                        "gold from 80 %, silver from 70 %, bronze from 60 %, "
                        "mention from 50 %",
                    ),
                ],
                default="off",
                max_length=20,
                verbose_name="levels by score",
            ),
        ),
        migrations.AddField(
            "stage",
            "mentions",
            models.PositiveSmallIntegerField(
                default=0, verbose_name="how many honourable mentions after them"
            ),
        ),
        migrations.AddConstraint(
            "stage",
            models.CheckConstraint(
                condition=Q(bands="off")
                | Q(
                    bands__in=("medals", "medals_and_mention"),
                    method__in=("mean", "trimmed", "median"),
                ),
                name="stage_bands_are_known_and_need_points",
                violation_error_message=(
                    "Levels by score need a method whose scores are points: a mean or "
                    "the median."
                ),
            ),
        ),
    ]
