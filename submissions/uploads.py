"""Take no more of an upload than any file may have."""

from django.core.files.uploadhandler import FileUploadHandler

from submissions.file_checks.kinds import LARGEST


class LimitedUpload(FileUploadHandler):
    """Drops what exceeds the largest limit, so that no disk fills up.

    The first piece over the limit is still passed on: the file is then larger than
    allowed, and is refused beside its field like any other.
    """

    def receive_data_chunk(self, raw_data, start):
        return None if start > LARGEST else raw_data

    def file_complete(self, file_size):
        return None
