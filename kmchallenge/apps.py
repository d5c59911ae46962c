"""Home, my work, notices and the demo contest: knows every app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KmChallengeConfig(AppConfig):
    name = "kmchallenge"
    verbose_name = _("KM Challenge")
