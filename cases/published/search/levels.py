"""How well a row matches, as conditions on its tokens: the levels by which hits are ranked; pure.

A condition is a token, or ("and" | "or", conditions). Levels are cumulative: what meets one meets those below it.
"""

from collections.abc import Callable, Iterable

from cases.published.search.query import Alternative, Group, Query, any_of
from cases.published.search.terms import AROUND, IN_NAME

Condition = str | tuple[str, tuple]

#: Every word as typed in a title or name; in the row's own texts; anywhere.
NAMED, OWN, ANYWHERE = 8, 7, 6
#: The same for other writings and forms; other words for the same thing; and one letter away.
NAMED_OTHERWISE, OWN_OTHERWISE, OTHERWISE, RELATED, SIMILAR = 5, 4, 3, 2, 1


def levels(query: Query) -> list[tuple[int, Condition]]:
    """The levels a row can reach, best first; the last says what the query finds. [] for a query without words."""
    if not query.groups:
        return []

    def every(alternatives: Callable[[Group], Iterable[Alternative]], token: Callable) -> Condition:
        return _and(
            _or(
                _and(_or(map(token, any_of(each))) for each in alternative)
                for alternative in alternatives(group)
            )
            for group in query.groups
        )

    found = [
        (NAMED, every(_exact, _in_name)),
        (OWN, every(_exact, _own)),
        (ANYWHERE, every(_exact, _anywhere)),
    ]
    if any(group.variants for group in query.groups):
        found += [
            (NAMED_OTHERWISE, every(_otherwise, _in_name)),
            (OWN_OTHERWISE, every(_otherwise, _own)),
            (OTHERWISE, every(_otherwise, _anywhere)),
        ]
    if any(group.related for group in query.groups):
        found.append((RELATED, every(_related, _anywhere)))
    if any(group.similar for group in query.groups):
        found.append((SIMILAR, every(_similar, _anywhere)))
    return found


def _exact(group: Group) -> Iterable[Alternative]:
    return group.exact


def _otherwise(group: Group) -> Iterable[Alternative]:
    return (*group.exact, *group.variants)


def _related(group: Group) -> Iterable[Alternative]:
    return (*_otherwise(group), *group.related)


def _similar(group: Group) -> Iterable[Alternative]:
    return (*_related(group), *group.similar)


def _in_name(token: str) -> Condition:
    return IN_NAME + token


def _own(token: str) -> Condition:
    return token


def _anywhere(token: str) -> Condition:
    return "or", (token, AROUND + token)


def _and(conditions: Iterable[Condition]) -> Condition:
    return _joined("and", conditions)


def _or(conditions: Iterable[Condition]) -> Condition:
    return _joined("or", conditions)


def _joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    """The conditions as one: each once, those of the same operator in one list."""
    flat: dict[Condition, None] = {}
    for condition in conditions:
        inner = condition[1] if isinstance(condition, tuple) and condition[0] == operator else (condition,)
        flat |= dict.fromkeys(inner)
    return next(iter(flat)) if len(flat) == 1 else (operator, tuple(flat))
