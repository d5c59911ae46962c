from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contests", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="stage",
            name="grace_minutes",
            field=models.PositiveSmallIntegerField(
                default=5, verbose_name="minutes of grace for what was begun in time"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(grace_minutes__lte=60),
                name="stage_grace_is_an_hour_at_most",
                violation_error_message="The grace is an hour at most.",
            ),
        ),
    ]
