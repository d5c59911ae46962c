from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("judging", "0013_sessions")]

    operations = [
        migrations.AddField(
            model_name="appointmentorder",
            name="subject",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="appointmentorder",
            name="office_title",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
