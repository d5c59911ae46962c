"""The texts of versions, as they are compared."""

from django.db import models

from submissions.models.handed_in import Version


class VersionText(models.Model):
    """The texts of a version, its files' too, as they are compared (`likeness`)."""

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, related_name="text"
    )
    # A list of [source, text].
    parts = models.JSONField()
    # Names of files that hold no text that can be read: scans, for the most part.
    silent_files = models.JSONField(default=list)
    # What the files say of themselves where no page shows it: a list of [name, text].
    properties = models.JSONField(default=list)
    read_at = models.DateTimeField()

    def __str__(self):
        return str(self.version)


class Fingerprint(models.Model):
    """A trace of a version's text, by which others with the same passage are found."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="fingerprints"
    )
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="fingerprint_once_per_version", fields=["version", "value"]
            ),
        )

    def __str__(self):
        return str(self.value)
