"""Finds the stylesheet, script and fonts that come from installed packages."""

from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# The name under the static root → the package, the folder in it, the files of it.
# Nothing else of a package is collected, so that collecting takes a second.
PACKAGES = {
    "vendor/bootstrap": (
        "bootstrap",
        "css",
        # The last line of the stylesheet names its map, and the manifest follows it.
        ["bootstrap.min.css", "bootstrap.min.css.map"],
    ),
    "vendor/htmx": ("django_htmx", "static/django_htmx", ["htmx-2.min.js"]),
    "vendor/sarabun": (
        "fontpkg_sarabun",
        "files",
        ["Sarabun-Regular.ttf", "Sarabun-Italic.ttf", "Sarabun-SemiBold.ttf"],
    ),
}


class PackageFilesFinder(BaseFinder):
    """Serves exactly the files of PACKAGES."""

    def __init__(self, *args, **kwargs):
        self.storages = {}
        for prefix, (package, folder, _names) in PACKAGES.items():
            home = Path(find_spec(package).submodule_search_locations[0])
            self.storages[prefix] = FileSystemStorage(location=home / folder)
            self.storages[prefix].prefix = prefix

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        prefix, _slash, name = str(path).rpartition("/")
        if name in PACKAGES.get(prefix, (None, None, []))[2]:
            found = self.storages[prefix].path(name)
            return [found] if find_all else found
        return []

    def list(self, ignore_patterns):
        for prefix, (_package, _folder, names) in PACKAGES.items():
            for name in names:
                if not any(fnmatch(name, pattern) for pattern in ignore_patterns or ()):
                    yield name, self.storages[prefix]
