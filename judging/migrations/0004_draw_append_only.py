from django.db import migrations

from audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("judging", "0003_assignment")]
    operations = [append_only("judging_draw")]
