"""What people typed into forms and have not saved: kept on the server, encrypted, for its author alone.

Each opened form is a *sheet*. It carries a pass, a signed text that says whose sheet of which page it is. Whoever
sends the pass may keep what stands on that sheet, and nothing else: so a form can be kept after the session of its
author has ended, strangers can keep nothing, and whoever signs in next sees nothing of it. What is kept is only ever
shown through the form itself, which shows each user what they may see.

Kept texts go when the form is saved or its author discards them, and after KEPT_DAYS (`manage.py tidy`, and whenever
something is kept). Files are not kept.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from cases.models import KeptForm

KEPT_DAYS = 14
#: Characters; a case with two hundred events has about a third of it.
LONGEST = 1_000_000
#: Sheets kept for one person; the oldest make room.
MOST = 50
#: A script that keeps more often than this is wrong.
SECONDS_BETWEEN = 2
SHEET_FIELD = "kept_sheet"
#: The rows chosen in a list: no button, though its name begins like one.
CHOSEN = "_selected_action"
_SALT = "cases.kept_forms"
_LONGEST_PAGE = KeptForm._meta.get_field("page").max_length


class NotKept(Exception):
    """`reason` is "too long", "too often" or "saved": this sheet was saved already."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Sheet:
    """One opening of the form at `page` (a path) by the user with key `user_id`."""

    user_id: int
    page: str
    name: str

    def as_pass(self) -> str:
        return signing.dumps([self.user_id, self.page, self.name], salt=_SALT)


def new_sheet(user, page: str) -> Sheet:
    return Sheet(user.pk, page[:_LONGEST_PAGE], secrets.token_hex(16))


def sheet_of(text: str | None) -> Sheet | None:
    """The sheet of a pass; None for none, a wrong or an old one, and for one whose author has left."""
    try:
        sheet = Sheet(*signing.loads(text or "", salt=_SALT, max_age=timedelta(days=KEPT_DAYS)))
    except signing.BadSignature:
        return None
    users = get_user_model().objects.filter(pk=sheet.user_id, is_active=True, is_staff=True)
    return sheet if users.exists() else None


def keep(sheet: Sheet, posted: QueryDict, *, by_script: bool = False) -> KeptForm:
    """Keep what was posted from a sheet, in place of what was kept of it before. Raises NotKept.

    A script that is late must not bring back what was saved meanwhile: it is refused after `close`, a person's own
    attempt to save is not.
    """
    content = json.dumps(typed(posted), ensure_ascii=False)
    if len(content) > LONGEST:
        raise NotKept("too long")
    now = timezone.now()
    with transaction.atomic():
        before = KeptForm.objects.select_for_update().filter(user_id=sheet.user_id, sheet=sheet.name).first()
        if by_script and before and before.content is None:
            raise NotKept("saved")
        if by_script and before and (now - before.kept_at).total_seconds() < SECONDS_BETWEEN:
            raise NotKept("too often")
        kept, _created = KeptForm.objects.update_or_create(
            user_id=sheet.user_id,
            sheet=sheet.name,
            defaults={"page": sheet.page, "content": content, "kept_at": now},
        )
        make_room(sheet.user_id)
    drop_old()
    return kept


def typed(posted: QueryDict) -> dict[str, list[str]]:
    """The fields of a form without its buttons, its protection and its pass."""
    return {
        name: values
        for name, values in posted.lists()
        if (not name.startswith("_") or name == CHOSEN) and name not in (SHEET_FIELD, "csrfmiddlewaretoken")
    }


def posted_again(kept: KeptForm) -> QueryDict:
    """What was kept, as its form posted it."""
    data = QueryDict(mutable=True)
    for name, values in json.loads(kept.content).items():
        data.setlist(name, values)
    return data


def of_page(user, page: str) -> list[KeptForm]:
    """What `user` typed into the form at `page` and did not save, the newest first; without the texts. One query."""
    rows = KeptForm.objects.filter(user=user, page=page, kept_at__gte=oldest(), content__isnull=False)
    return list(rows.defer("content").order_by("-kept_at"))


def find(user, page: str, name: str) -> KeptForm | None:
    """One sheet of the user's, with its text; None where there is none to go on with."""
    rows = KeptForm.objects.filter(user=user, page=page, sheet=name, kept_at__gte=oldest())
    return rows.filter(content__isnull=False).first()


def close(sheet: Sheet) -> None:
    """The form was saved: forget the text, and remember the sheet, so that a late script does not bring it back."""
    KeptForm.objects.update_or_create(
        user_id=sheet.user_id,
        sheet=sheet.name,
        defaults={"page": sheet.page, "content": None, "kept_at": timezone.now()},
    )


def forget(sheet: Sheet) -> None:
    """A page that asks was answered: forget what was kept of it. No script keeps such a page, so none comes late."""
    KeptForm.objects.filter(user_id=sheet.user_id, sheet=sheet.name, content__isnull=False).delete()


def discard(user, name: str) -> str:
    """Forget what the user typed on a sheet; the path of its form, "" where there was none."""
    kept = KeptForm.objects.filter(user=user, sheet=name).first()
    if kept is None:
        return ""
    close(Sheet(kept.user_id, kept.page, kept.sheet))
    return kept.page


def make_room(user_id: int) -> None:
    """Drop the oldest sheets of a user beyond MOST."""
    rows = KeptForm.objects.filter(user_id=user_id, content__isnull=False).order_by("-kept_at")
    KeptForm.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[MOST:])).delete()


def oldest() -> datetime:
    return timezone.now() - timedelta(days=KEPT_DAYS)


def drop_old() -> int:
    """Forget what is older than KEPT_DAYS, and that a form was saved after a day; how many sheets that were."""
    yesterday = timezone.now() - timedelta(days=1)
    saved = Q(content__isnull=True, kept_at__lt=yesterday)
    return KeptForm.objects.filter(Q(kept_at__lt=oldest()) | saved).delete()[0]
