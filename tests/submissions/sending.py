"""A tus client of few words, on Django's own test client."""

from base64 import b64encode
from hashlib import new

from django.urls import reverse

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = "application/offset+octet-stream"


def metadata(**words):
    return ",".join(
        f"{key} {b64encode(word.encode()).decode()}" for key, word in words.items()
    )


def checksum(data, algorithm="sha1"):
    return f"{algorithm} {b64encode(new(algorithm, data).digest()).decode()}"


class Sender:
    """Somebody who sends a file to a field of an entry."""

    def __init__(self, client, entry, field="evidence"):
        self.client = client
        self.place = reverse("submissions:entry-uploads", args=[entry.pk, field])

    def begins(self, length, name="คลิป.mp4", data=b"", **headers):
        """Create an upload; send `data` with it if there is any."""
        headers = {
            **TUS,
            "Upload-Length": str(length),
            "Upload-Metadata": metadata(filename=name),
            **headers,
        }
        kind = {"content_type": BYTES} if data else {"content_type": "text/plain"}
        answer = self.client.post(self.place, data, headers=headers, **kind)
        self.url = answer.get("Location")
        return answer

    def sends(self, data, offset=0, *, kind=BYTES, **headers):
        headers = {**TUS, "Upload-Offset": str(offset), **headers}
        return self.client.patch(self.url, data, content_type=kind, headers=headers)

    def asks(self):
        return self.client.head(self.url, headers=TUS)

    def outcome(self):
        return self.client.get(self.url).json()

    def gives_up(self):
        return self.client.delete(self.url, headers=TUS)
