from django.db import migrations

from audit.append_only import append_only, never_deleted


class Migration(migrations.Migration):
    dependencies = [("results", "0005_certificate")]
    operations = [
        append_only("results_certificateversion"),
        never_deleted("results_certificate"),
    ]
