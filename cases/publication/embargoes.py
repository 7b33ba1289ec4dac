"""What an embargo forbids: nothing new of a subject goes out before its moment. What staff do with one: cases/embargo.py."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Embargo
from cases.models.record import Subject
from cases.publication.obstacle import Obstacle


def fetch_embargoes(kind: str, subjects: Iterable[Subject]) -> None:
    """Fetch `embargo_of` many subjects of one kind. One query."""
    subjects = list(subjects)
    found = Embargo.objects.filter(kind=kind, subject_pk__in=[subject.pk for subject in subjects])
    by_subject = {embargo.subject_pk: embargo for embargo in found}
    for subject in subjects:
        subject.embargo = by_subject.get(subject.pk)


def embargo_of(kind: str, subject: Subject) -> Embargo | None:
    """The embargo a subject is under, ended or not. No query after `fetch_embargoes`."""
    if not hasattr(subject, "embargo"):
        fetch_embargoes(kind, [subject])
    return subject.embargo


def embargo_obstacles(kind: str, subject: Subject) -> list[Obstacle]:
    """That the embargo has not ended yet."""
    embargo = embargo_of(kind, subject)
    if embargo is None or embargo.until <= timezone.now():
        return []
    return [Obstacle("embargo", _("It is embargoed until %s.") % moment_in_words(embargo.until))]


def forget_ended(kind: str, subjects: Iterable[Subject]) -> None:
    """Remove the embargoes of subjects that have just been published. One query."""
    pks = [subject.pk for subject in subjects]
    Embargo.objects.filter(kind=kind, subject_pk__in=pks, until__lte=timezone.now()).delete()


def moment_in_words(moment) -> str:
    """Date, time of day and time zone, for example “9 March 2027, 06:00 UTC”."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
