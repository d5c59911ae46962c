"""How people sign in: accounts come from invitations, never from a sign-up form."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from offices.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """Say so to whoever was shut out, but only to somebody with the password."""
        person = super().authenticate(request, **credentials)
        if person and not person.is_active:
            raise ValidationError(
                _(
                    "This account has been deactivated. Ask the contest staff of your"
                    " provincial office."
                ),
                code="inactive",
            )
        return person

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count an account's attempts together, by whichever of its names they come."""
        name = credentials.get("email") or credentials.get("username") or ""
        known = User.objects.filter(Q(email=name.lower()) | Q(username__iexact=name))
        pk = known.values_list("pk", flat=True).first()
        return f"account {pk}" if pk else f"name {name.lower()}"

    def get_reset_password_from_key_url(self, key):
        """Build the link on the portal's own address, whatever the request says."""
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def send_mail(self, template_prefix, email, context):
        super().send_mail(
            template_prefix, email, {**context, "site_url": settings.SITE_URL}
        )

    @transaction.atomic
    def set_password(self, user, password):
        """Keep that it happened, and let the person try again at once."""
        super().set_password(user, password)
        record(user, gettext_noop("Password changed"), by=user)
        self._delete_login_attempts_cached_email(self.request, email=user.email)
