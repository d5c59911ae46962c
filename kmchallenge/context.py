"""What every page knows: who is here, in which role, and what is unread."""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from offices.roles import current_membership, memberships_of


def portal(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"is_demo": settings.DEMO, "memberships": [], "membership": None}
    return {
        "is_demo": settings.DEMO,
        "memberships": memberships_of(user),
        "membership": current_membership(request),
        "unread_notices": SimpleLazyObject(
            lambda: user.notices.due(timezone.now()).filter(read_at=None).count()
        ),
    }
