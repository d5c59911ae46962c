"""A new Django project with an empty view, and ones that store what is sent."""

import os

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

FOLDER = os.path.join(os.environ["DATA_DIR"], "stored")

# As `startproject` makes them.
settings.configure(
    SECRET_KEY="x" * 50,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
)


def empty(request):
    return HttpResponse()


def store(request):
    file = request.FILES["file"]
    FileSystemStorage(location=FOLDER).save(file.name, file)
    return HttpResponse()


def store_piece(request):
    FileSystemStorage(location=FOLDER).save("piece", File(request))
    return HttpResponse()


urlpatterns = [
    path("", empty),
    path("store/", store),
    path("store-piece/", store_piece),
]
application = get_wsgi_application()
