"""The builders themselves: every one makes a valid row, twice."""

import pytest

from tests import builders

BUILDERS = [getattr(builders, name) for name in dir(builders) if name.startswith("make_")]


@pytest.mark.django_db
@pytest.mark.parametrize("build", BUILDERS, ids=lambda build: build.__name__)
def test_builds_valid_rows(build):
    first, second = build(), build()
    first.refresh_from_db()
    first.full_clean()
    assert first.pk != second.pk
    assert first.versions.count() == 1


def test_every_builder_is_tried():
    assert len(BUILDERS) == 23
