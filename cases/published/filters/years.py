"""The filter by years: possibly or certainly within them (docs/methodology.md)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.published.filters.parameters import Choice, Year, YesNo


class Within(TextChoices):
    """What a filter by years does with a date that may lie outside them."""

    POSSIBLY = "possibly", gettext_lazy("possibly in these years")
    CERTAINLY = "certainly", gettext_lazy("certainly in these years")


#: Rows of which no date is stated: open at both ends.
UNDATED = Q(date_earliest__isnull=True, date_latest__isnull=True)
PARAMETERS = (
    Year("year_from", gettext_lazy("From year")),
    Year("year_to", gettext_lazy("To year")),
    Choice("dates", gettext_lazy("Uncertain dates"), Within, default=Within.POSSIBLY),
    YesNo("dated", gettext_lazy("Date"), gettext_lazy("Date stated"), gettext_lazy("Date not stated")),
)


def settle(values: dict[str, object], errors: list[str], also: Iterable[str] = ()) -> None:
    """Without years `dates` says nothing, and possibly is what is meant when nothing is said. Years in the
    wrong order mean nothing. `also` names further parameters that hold a year."""
    first, last = values.get("year_from"), values.get("year_to")
    if first and last and first > last:
        del values["year_from"], values["year_to"]
        errors.append(
            _("“year_from” (%(first)s) is later than “year_to” (%(last)s); both were ignored.")
            % {"first": first, "last": last}
        )
    has_years = any(name in values for name in ("year_from", "year_to", *also))
    if values.get("dates") == Within.POSSIBLY or not has_years:
        values.pop("dates", None)


def conditions(values: dict[str, object]) -> list[Q]:
    """Rows by their bounds `date_earliest` and `date_latest`. Null is open; a row with neither bound has no
    date and is in no year."""
    conditions = []
    if "dated" in values:
        conditions.append(~UNDATED if values["dated"] else UNDATED)
    if "year_from" in values or "year_to" in values:
        conditions.append(within(values.get("year_from"), values.get("year_to"), values.get("dates")))
    return conditions


def within(first: int | None, last: int | None, dates: object = None) -> Q:
    """Rows whose date may lie in the years `first` to `last`, or must when `dates` says so. None is open."""
    start = date(first, 1, 1) if first else None
    end = date(last, 12, 31) if last else None
    if dates == Within.CERTAINLY:
        inside = Q()
        if start:
            inside &= Q(date_earliest__gte=start)
        if end:
            inside &= Q(date_latest__lte=end)
        return inside
    dated = Q(date_earliest__isnull=False) | Q(date_latest__isnull=False)
    if start:
        dated &= Q(date_latest__gte=start) | Q(date_latest__isnull=True)
    if end:
        dated &= Q(date_earliest__lte=end) | Q(date_earliest__isnull=True)
    return dated


def phrases(values: dict[str, object]) -> list[str]:
    """The years in words, as the middle of a sentence: "possibly between 2012 and 2014"; [] without years."""
    stated = {} if "dated" not in values else {True: [_("date stated")], False: [_("date not stated")]}
    span = words(values)
    return stated.get(values.get("dated"), []) + ([span] if span else [])


def words(values: dict[str, object]) -> str:
    """The years alone in words: "possibly between 2012 and 2014"; "" without years."""
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
        return ""
    return text % {"first": first, "last": last}
