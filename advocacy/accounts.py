"""Accounts of staff: made with their roles, by commands and by the demonstration."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction

#: About 96 bits: nobody guesses it before the person has changed it.
RANDOM_PASSWORD_BYTES = 12


def random_password() -> str:
    return secrets.token_urlsafe(RANDOM_PASSWORD_BYTES)


@transaction.atomic
def make_account(name: str, roles: Iterable[str], password: str) -> User:
    """A new member of staff in these roles. Raises IntegrityError for a name that exists."""
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=list(roles)))
    return user
