"""What changes at the moment at which the public sees other results."""

from datetime import datetime

from django.db import connection

from results.models import NameRemoval, Result

# By hand, since it is asked for with every visit: Django's own making of the sentence
# would cost more than the database's answer. Each step is at the end of an index.
ASKED = f"""
    SELECT
        (SELECT max(public_from) FROM {Result._meta.db_table}
         WHERE state = 'published' AND public_from <= %s),
        (SELECT max(undone_at) FROM {Result._meta.db_table}
         WHERE state = 'withdrawn' AND public_from <= undone_at AND undone_at <= %s),
        (SELECT max(id) FROM {NameRemoval._meta.db_table})
"""


def stamp(*, at: datetime) -> tuple:
    """Return when the last result became public, when the last was withdrawn, and
    which name was the last to be taken off.

    One query. An act under an embargo does not change it; the end of the embargo does,
    without a job. One that was withdrawn under its embargo was never public.
    """
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [moment, moment])
        return cursor.fetchone()
