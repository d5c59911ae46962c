"""Who may do what with offices and people. Roles elsewhere are asked through here."""

from offices.roles import KEEPERS, OVERSEERS, Level, Role, memberships_of, offices_of


def is_administrator(user):
    return bool(offices_of(user, Role.ADMINISTRATOR))


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


def can_keep_stationery(user, office):
    """Say whether `user` sets the letterhead of `office` and who signs its papers."""
    return is_staff_at(user, office)


# People ---------------------------------------------------------------------------


def can_list_people(user):
    return bool(offices_of(user, *OVERSEERS))


def can_invite(user):
    return bool(offices_of(user, *KEEPERS))


def looks_after(user, office):
    """Say whether the people of `office` are in the care of `user`."""
    return any(area.contains(office) for area in offices_of(user, *KEEPERS))


def roles_to_give(user, office):
    """Return the roles that `user` may give at `office`."""
    if not looks_after(user, office):
        return []
    roles = [Role.OFFICER, Role.STAFF, Role.AUDITOR]
    if is_administrator(user) and office.level == Level.DEPARTMENT:
        roles.append(Role.ADMINISTRATOR)
    return roles


def can_give(user, office, role):
    return role in roles_to_give(user, office)


def can_end(user, membership):
    """Say whether `user` may end `membership`; move it too, where they may give it."""
    return membership.ended_at is None and can_give(
        user, membership.office, membership.role
    )


def can_move(user, membership):
    return can_end(user, membership) and membership.role != Role.ADMINISTRATOR


def can_change_account(user, person):
    """Say whether `user` may shut `person` out of the portal and let them in again.

    Administrators anyone but themselves; staff whoever has roles in their area only.
    """
    if user == person:
        return False
    if is_administrator(user):
        return True
    theirs = memberships_of(person)
    return bool(theirs) and all(can_end(user, membership) for membership in theirs)


def can_change_email(user, person):
    """The address opens the account, so only administrators change it."""
    return is_administrator(user) and user != person


def can_hand_over_link(user, invitation, others):
    """Say whether `user` may see the link of `invitation`, to pass it on by hand.

    Whoever holds the link of a person without a password becomes that person, so it is
    not for somebody who could reach by it a role that is not theirs to give. `others`
    are the person's other invitations.
    """
    person = invitation.user
    if person.has_usable_password() or is_administrator(user):
        return True
    promised = [*memberships_of(person), *others]
    return all(p.office_id and can_give(user, p.office, p.role) for p in promised)


# The outbox -----------------------------------------------------------------------


def can_read_mail(user):
    return is_administrator(user)
