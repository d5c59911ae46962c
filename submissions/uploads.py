"""Take an upload to disk, no more of it than any file may have, and hash it meanwhile.

Small ones Django keeps in memory before they come here.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from submissions.file_checks.kinds import LARGEST

# Hashing leaves the interpreter free: it goes on while the next piece comes in.
HASHING = ThreadPoolExecutor(2, thread_name_prefix="hashing")


class LimitedUpload(TemporaryFileUploadHandler):
    """Drops what exceeds the largest limit, so that no disk fills up.

    The file keeps the size that was sent, and so is refused beside its field like any
    other that is too large. Its `sha256` is known when it has arrived.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.digest = hashlib.sha256()
        self.hashed = None

    def receive_data_chunk(self, raw_data, start):
        if start > LARGEST:
            return
        self.wait()
        self.hashed = HASHING.submit(self.digest.update, raw_data)
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.wait()
        file = super().file_complete(file_size)
        file.sha256 = self.digest.hexdigest()
        return file

    def wait(self):
        """Let the piece before be hashed: pieces go in one after the other."""
        if self.hashed:
            self.hashed.result()
