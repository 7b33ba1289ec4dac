"""From what somebody typed to the rows of a noun that it finds."""

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet

from cases.models import RecordSearch
from cases.published.search.query import Alternative, Group, any_of, parse
from cases.record_search.index import Beginning, Condition
from cases.record_search.nouns import NOUNS

#: The shortest beginning of a word that is looked for; shorter ones are found whole.
LEAST = 2


def is_searched(model: type[models.Model]) -> bool:
    """Whether rows of this noun have words of their own."""
    return model in NOUNS


def found(model: type[models.Model], typed: str) -> QuerySet:
    """The keys of the rows of `model` that hold every word typed, in any writing, form and script; the last word may
    be the beginning of one. None for text without words.

    For a subquery: `rows.filter(pk__in=found(Case, "연길"))`. Says nothing about who may see them. Unlike the public
    search it forgives no wrong letter: which words occur at all may itself be a secret.
    """
    asked = condition(typed)
    stored = RecordSearch.objects.filter(kind=model._meta.label_lower)
    return (stored.filter(terms__meets=asked) if asked else stored.none()).values("object_id")


def condition(typed: str) -> Condition | None:
    """What the tokens of a row must meet; None where nothing in the text can be looked for."""
    groups = parse(typed).groups
    if not groups:
        return None
    *others, last = groups
    parts = [_any(_alternatives(group)) for group in others]
    parts.append(_any([*_alternatives(last), *_beginnings(last, typed)]))
    return _joined("and", parts)


def _alternatives(group: Group) -> Iterable[Condition]:
    return map(_every, (*group.exact, *group.variants, *group.related))


def _every(alternative: Alternative) -> Condition:
    return _joined("and", [_any(any_of(token)) for token in alternative])


def _beginnings(group: Group, typed: str) -> Iterable[Condition]:
    """The words as typed so far, the last of them unfinished; none once a blank or sign follows it."""
    if typed[-1:].isalnum():
        for alternative in group.exact:
            *whole, last = alternative
            if isinstance(last, str) and last.isascii() and len(last) >= LEAST:
                yield _joined("and", [*whole, Beginning(last)])


def _any(conditions: Iterable[Condition]) -> Condition:
    return _joined("or", conditions)


def _joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    """The conditions as one, each once; one alone stays as it is."""
    each = tuple(dict.fromkeys(conditions))
    return each[0] if len(each) == 1 else (operator, each)
