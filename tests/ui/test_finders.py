from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders

from ui.finders import PACKAGES, PackageFilesFinder

# bootstrap 5.3.8 as its authors published it on npm.
BOOTSTRAP = "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede"


def test_bootstrap_is_the_published_one():
    found = finders.find("vendor/bootstrap/bootstrap.min.css")

    assert sha256(Path(found).read_bytes()).hexdigest() == BOOTSTRAP


def test_every_file_of_the_list_is_there_and_no_other():
    listed = {
        f"{storage.prefix}/{name}": storage.exists(name)
        for name, storage in PackageFilesFinder().list([])
    }

    assert listed == {
        f"{prefix}/{name}": True
        for prefix, (_package, _folder, names) in PACKAGES.items()
        for name in names
    }
    assert finders.find("vendor/bootstrap/bootstrap.rtl.css") is None
    assert finders.find("vendor/bootstrap/../js/bootstrap.js") is None
    assert finders.find("elsewhere/bootstrap.min.css") is None
