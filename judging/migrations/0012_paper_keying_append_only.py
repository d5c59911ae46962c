from django.db import migrations

from audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("judging", "0011_paper_sheets")]
    operations = [append_only("judging_paperkeying")]
