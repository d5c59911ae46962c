"""Which web addresses are those of a video that opens without signing in."""

import re
from urllib.parse import parse_qs, urlsplit

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


# The services that have a page with nothing but the player, for other sites' pages.
YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]+)(?:/([0-9a-f]+))?", re.ASCII)


def player_of(url: str) -> str:
    """Return the address of the service's player for this video, or nothing."""
    service, parts = service_of(url), urlsplit(url)
    if service == "YouTube":
        found = YOUTUBE_PATH.match(parts.path)
        key = found[1] if found else parse_qs(parts.query).get("v", [""])[0]
        if parts.hostname == "youtu.be":
            key = parts.path.strip("/")
        if YOUTUBE_ID.fullmatch(key):
            return f"https://www.youtube-nocookie.com/embed/{key}"
    if service == "Vimeo" and (found := VIMEO_PATH.fullmatch(parts.path)):
        secret = f"?h={found[2]}" if found[2] else ""
        return f"https://player.vimeo.com/video/{found[1]}{secret}"
    return ""
