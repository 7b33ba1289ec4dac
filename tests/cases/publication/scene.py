"""Names and days of the fixtures beside, and the short questions the tests ask."""

from datetime import timedelta

from django.utils import timezone

from cases.publication.subjects import why_not

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NAMES = {
    "legal_name": "Zzyzx Example-Han",
    "native_name": "한예시",
    "aliases": "韩示例\nZed Sample",
    "public_name": "",
}


def codes(subject) -> list[str]:
    fresh = type(subject).objects.get(pk=subject.pk)
    return [obstacle.code for obstacle in why_not(fresh)]


def change(row, **values):
    """Write columns past every check, as a row of an older release might have them."""
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
