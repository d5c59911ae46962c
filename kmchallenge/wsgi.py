"""The portal as a WSGI application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kmchallenge.settings")
application = get_wsgi_application()
# Django refuses an empty key when it is read: here, and not before the first visitor.
settings.SECRET_KEY  # noqa: B018
