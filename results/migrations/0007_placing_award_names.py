"""A placing keeps what its award was called, and its level by score."""

from django.db import migrations, models
from django.db.models import Q

from audit.append_only import rebuilt

# As the portal called them until now.
NAMES = {
    "winner": ("ชนะเลิศ", "Winner"),
    "runner_up_1": ("รองชนะเลิศอันดับ 1", "Runner-up 1"),
    "runner_up_2": ("รองชนะเลิศอันดับ 2", "Runner-up 2"),
    "runner_up_3": ("รองชนะเลิศอันดับ 3", "Runner-up 3"),
    "mention": ("ชมเชย", "Honourable mention"),
    "participant": ("เข้าร่วม", "Participant"),
}


def name_awards(apps, schema_editor):
    placings = apps.get_model("results", "Placing").objects.using(
        schema_editor.connection.alias
    )
    for award, (thai, english) in NAMES.items():
        placings.filter(award=award).update(award_th=thai, award_en=english)


class Migration(migrations.Migration):
    dependencies = [("results", "0006_certificate_append_only")]

    operations = rebuilt(
        "results_placing",
        migrations.AddField(
            "placing",
            "award_en",
            models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            "placing",
            "award_th",
            models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            "placing",
            "band",
            models.CharField(
                blank=True,
                choices=[
                    ("gold", "Gold level"),
                    ("silver", "Silver level"),
                    ("bronze", "Bronze level"),
                    ("mention", "Mention level"),
                    ("took_part", "Participation level"),
                ],
                max_length=9,
            ),
        ),
        migrations.RunPython(name_awards, migrations.RunPython.noop),
        migrations.AddConstraint(
            "placing",
            models.CheckConstraint(
                condition=~Q(award_th="") & ~Q(award_en=""),
                name="placing_award_has_its_names",
            ),
        ),
        migrations.AddConstraint(
            "placing",
            models.CheckConstraint(
                condition=Q(band="")
                | Q(band__in=["gold", "silver", "bronze", "mention", "took_part"]),
                name="placing_band_is_known",
            ),
        ),
    )
