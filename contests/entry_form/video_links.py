"""Which web addresses are those of a video that opens without signing in."""

from urllib.parse import urlsplit

# As people name the service, and the hosts of its links.
SERVICES = {
    "YouTube": ("youtube.com", "youtu.be", "youtube-nocookie.com"),
    "Vimeo": ("vimeo.com",),
    "Facebook": ("facebook.com", "fb.watch"),
    "Google Drive": ("drive.google.com",),
    "TikTok": ("tiktok.com",),
}


def service_of(url: str) -> str:
    """Return the name of the service whose video the address opens, or nothing.

    The front page of a service is no video.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return ""
    if parts.path.strip("/") == "":
        return ""
    return next(
        (
            name
            for name, hosts in SERVICES.items()
            if any(host == each or host.endswith(f".{each}") for each in hosts)
        ),
        "",
    )
