"""Which Chromium the browser tests, the screenshots and the bench drive, and how."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# It looks up and fetches nothing by itself.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADVICE = (
    "No Chromium was found. Install one (apt install chromium, or "
    ".venv/bin/playwright install --with-deps chromium)."
)


def launch_options():
    """Return what Playwright launches Chromium with: the machine's, where it has one.

    A sandbox needs an ordinary user; root has none.
    """
    options = {"args": [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]}
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        options["executable_path"] = found
    return options


def is_there(playwright):
    """Say whether a Chromium can be started."""
    executable = launch_options().get("executable_path")
    return Path(executable or playwright.chromium.executable_path).exists()
