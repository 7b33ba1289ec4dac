"""The people of the tests: one user for each role, named as a sentence about rights would name them.

`def test_only_publishers_publish(publisher, contributor)`. The roles are the auth groups that a migration
of advocacy makes; each user is in one of them and is nobody else. Register in tests/conftest.py.
"""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

PASSWORD = "correct horse battery staple"
ROLES = ("viewer", "contributor", "editor", "publisher", "source keeper", "administrator")


def make_user(*roles: str, username: str = "") -> User:
    """Somebody of the staff in these roles: `make_user("editor", "publisher")`."""
    user = User.objects.create_user(
        username or "-and-".join(roles).replace(" ", "-"), password=PASSWORD, is_staff=True
    )
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return user


@pytest.fixture
def anonymous() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def viewer(db) -> User:
    return make_user("viewer")


@pytest.fixture
def contributor(db) -> User:
    return make_user("contributor")


@pytest.fixture
def editor(db) -> User:
    return make_user("editor")


@pytest.fixture
def publisher(db) -> User:
    return make_user("publisher")


@pytest.fixture
def source_keeper(db) -> User:
    return make_user("source keeper")


@pytest.fixture
def administrator(db) -> User:
    return make_user("administrator")
