"""One row of every noun, and a deleted one of each that may be deleted: for the running demonstration.

For `manage.py shell`: `from tests.browser.one_of_each import make; make()`.
"""

import json

from django.contrib.auth.models import User
from django.db import transaction

from cases import editing
from tests.browser.demonstration import PASSWORD
from tests.cases.admin.rows import ROWS

#: Who may open every page of the desk.
EVERYBODY = "everybody"


@transaction.atomic
def make() -> None:
    """Print, by noun, the keys of a row, of a version of it, and of the version in which another one was deleted."""
    user = User.objects.create_superuser(EVERYBODY, password=PASSWORD)
    print(json.dumps({noun: keys(make_row, user) for noun, make_row in ROWS.items()}))


def keys(make_row, user) -> tuple[int, int, int]:
    """0 where a noun has no versions, or its rows are never deleted."""
    row = make_row()
    if not hasattr(row, "versions"):
        return row.pk, 0, 0
    gone = make_row()
    versions = gone.versions.all()
    try:
        key = gone.pk
        editing.delete_record(gone, by=user, reason="example")
    except editing.EditRefused:
        return row.pk, row.versions.first().pk, 0
    return row.pk, row.versions.first().pk, versions.model.objects.get(id=key, history_type="-").pk
