"""The filter by years: possibly or certainly within them (docs/methodology.md)."""

from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.published.filters.parameters import Choice, Year


class Within(TextChoices):
    """What a filter by years does with a date that may lie outside them."""

    POSSIBLY = "possibly", gettext_lazy("possibly in these years")
    CERTAINLY = "certainly", gettext_lazy("certainly in these years")


PARAMETERS = (
    Year("year_from", gettext_lazy("From year")),
    Year("year_to", gettext_lazy("To year")),
    Choice("dates", gettext_lazy("Uncertain dates"), Within, default=Within.POSSIBLY),
)


def settle(values: dict[str, object], errors: list[str]) -> None:
    """Without years `dates` says nothing, and possibly is what is meant when nothing is said. Years in the
    wrong order mean nothing."""
    first, last = values.get("year_from"), values.get("year_to")
    if first and last and first > last:
        del values["year_from"], values["year_to"]
        errors.append(
            _("“year_from” (%(first)s) is later than “year_to” (%(last)s); both were ignored.")
            % {"first": first, "last": last}
        )
    if values.get("dates") == Within.POSSIBLY or not (values.get("year_from") or values.get("year_to")):
        values.pop("dates", None)


def conditions(values: dict[str, object]) -> list[Q]:
    """Rows by their bounds `date_earliest` and `date_latest`. Null is open; a row with neither bound has no
    date and is in no year."""
    start = date(values["year_from"], 1, 1) if "year_from" in values else None
    end = date(values["year_to"], 12, 31) if "year_to" in values else None
    if start is None and end is None:
        return []
    if values.get("dates") == Within.CERTAINLY:
        inside = Q()
        if start:
            inside &= Q(date_earliest__gte=start)
        if end:
            inside &= Q(date_latest__lte=end)
        return [inside]
    dated = Q(date_earliest__isnull=False) | Q(date_latest__isnull=False)
    if start:
        dated &= Q(date_latest__gte=start) | Q(date_latest__isnull=True)
    if end:
        dated &= Q(date_earliest__lte=end) | Q(date_earliest__isnull=True)
    return [dated]


def phrases(values: dict[str, object]) -> list[str]:
    """The years in words, as the middle of a sentence: "possibly between 2012 and 2014"; [] without years."""
    first, last = values.get("year_from"), values.get("year_to")
    certainly = values.get("dates") == Within.CERTAINLY
    if first and first == last:
        text = _("certainly in %(first)s") if certainly else _("possibly in %(first)s")
    elif first and last:
        text = (
            _("certainly between %(first)s and %(last)s")
            if certainly
            else _("possibly between %(first)s and %(last)s")
        )
    elif first:
        text = _("certainly in or after %(first)s") if certainly else _("possibly in or after %(first)s")
    elif last:
        text = _("certainly in or before %(last)s") if certainly else _("possibly in or before %(last)s")
    else:
        return []
    return [text % {"first": first, "last": last}]
