"""The office tree, the people, what each may do where, and what they are told."""

from offices.models.news import Mail, Notice
from offices.models.people import Invitation, Membership, PeopleManager, User
from offices.models.stationery import Letterhead, Signer
from offices.models.tree import Office

__all__ = [
    "Invitation",
    "Letterhead",
    "Mail",
    "Membership",
    "Notice",
    "Office",
    "PeopleManager",
    "Signer",
    "User",
]
