"""The statistics of everything published: each chart by its name, each number with the list it comes from."""

from collections.abc import Callable

from cases.published.charts import Chart
from cases.published.statistics import actions, people, years
from cases.published.statistics.record import Record

#: Every chart by the name in its address, in the order of the page.
CHARTS: dict[str, Callable[[Record], Chart]] = {
    "returns-per-year": years.returns,
    "apprehensions-per-year": years.apprehensions,
    "countries": people.countries,
    "provinces": people.provinces,
    "outcomes": people.outcomes,
    "sex-and-age": people.sex_and_age,
    "time-to-return": people.waits,
    "origins": people.origins,
    "verification": people.verification,
    "helpers": people.helpers,
    "actions-per-year": actions.per_year,
    "actions-by-kind": actions.by_kind,
}


def all_charts() -> list[Chart]:
    """Every chart. A fixed number of queries, whatever is published; memory grows with the number of cases, of which
    it holds a few numbers each."""
    record = Record()
    return [_made(slug, record) for slug in CHARTS]


def chart(slug: str) -> Chart:
    """One chart. Raises KeyError for a name that there is not."""
    CHARTS[slug]
    return _made(slug, Record())


def returns_per_year() -> Chart:
    """The people reported forcibly returned, by year. At most five queries."""
    return chart("returns-per-year")


def _made(slug: str, record: Record) -> Chart:
    return CHARTS[slug](record).credited(record.credit)
