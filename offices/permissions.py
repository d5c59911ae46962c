"""Who may do what with offices and people. Roles elsewhere are asked through here."""

from offices.roles import OVERSEERS, Level, Role, offices_of


def is_administrator(user):
    return bool(offices_of(user, Role.ADMINISTRATOR))


def is_auditor(user):
    return bool(offices_of(user, Role.AUDITOR))


def is_officer_at(user, office):
    return office in offices_of(user, Role.OFFICER)


def is_staff_at(user, office):
    """Say whether `user` runs the rounds of `office` itself.

    The administrators are the staff of the department; a province may run the rounds of
    its districts.
    """
    if office.level == Level.DEPARTMENT and is_administrator(user):
        return True
    staffed = offices_of(user, Role.STAFF)
    if office.level == Level.DISTRICT:
        return office in staffed or any(
            o.pk == office.parent_id and o.level == Level.PROVINCE for o in staffed
        )
    return office in staffed


def sees_area_of(user, office):
    """Say whether `office` lies in an area that `user` may look into (rule 10)."""
    return any(area.contains(office) for area in offices_of(user, *OVERSEERS))
