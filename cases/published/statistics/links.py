"""The addresses of the lists behind the numbers, and numbers that come from totals."""

from django.urls import reverse
from django.utils.http import urlencode

from cases.counts import Total
from cases.published.charts import Value


def cases(**parameters: object) -> str:
    return _with_query("case-list", parameters)


def actions(**parameters: object) -> str:
    return _with_query("action-list", parameters)


def _with_query(name: str, parameters: dict[str, object]) -> str:
    return f"{reverse(name)}?{urlencode(parameters)}" if parameters else reverse(name)


def of_total(people: Total, link: str = "") -> Value:
    """The value of a total. No case at all is 0; cases that all give no number are no number."""
    if people.without_number and not people.counted:
        return Value(None, None, link, without_number=people.without_number)
    return Value(people.low, people.high, link, without_number=people.without_number)


def of_number(number: int, link: str = "") -> Value:
    return Value(number, number, link)
