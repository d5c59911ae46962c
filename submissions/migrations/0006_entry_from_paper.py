import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("submissions", "0005_version_says_when_it_arrived"),
    ]
    operations = [
        migrations.AddField(
            model_name="entry",
            name="paper_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="paper_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="paper_round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paper_entries",
                to="contests.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Q(paper_by__isnull=True, paper_at__isnull=True)
                | Q(paper_by__isnull=False, paper_at__isnull=False),
                name="entry_from_paper_says_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Q(paper_round__isnull=True) | Q(paper_by__isnull=False),
                name="entry_opened_to_staff_came_from_paper",
            ),
        ),
    ]
