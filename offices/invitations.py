"""The signed link of an invitation. The signature is made from the key and SECRET_KEY.

How long it holds, and whether it was used or cancelled, the invitation's row says.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

SIGNER = signing.Signer(sep=".", salt="offices.invitations")


def token_for(invitation):
    return SIGNER.sign(invitation.pk)


def link_for(invitation):
    """Return the whole address at which the person accepts the invitation."""
    path = reverse("offices:accept", args=[token_for(invitation)])
    return f"{settings.SITE_URL}{path}"


def key_of(token):
    """Return the key of the invitation that was signed, or None."""
    try:
        return int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def line_link(text):
    """Return the link that opens LINE with a text, to choose whom to send it to."""
    return "https://line.me/R/share?" + urlencode({"text": text})
