"""Keeping the stored words of the record true to its rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import models, transaction
from django.db.models import Q

from cases.models import Case, Event, Figure, Place, RecordSearch, Source
from cases.published.search import terms
from cases.published.search.texts import Text
from cases.record_search import origins
from cases.record_search.nouns import NOUNS, Key, Noun

#: Rows read and written at once.
CHUNK = 500
#: Characters of one row that become words. PostgreSQL keeps no more than 1 MB of them for a row, and refuses the row.
LONGEST = 20_000


def refresh(records: Iterable[models.Model]) -> None:
    """Store the words of rows that were just written, and of what else is found by them: an event's case, and all
    that names a place whose names changed.

    Of an event that moved, give the old row too. In the caller's transaction. Some six queries for each 500 rows of
    one noun; nothing for nouns without words of their own. Of ten thousand rows, give some hundreds at a time.
    """
    refresh_keys(keys_of(records))


def keys_of(records: Iterable[models.Model]) -> set[Key]:
    """What must be refreshed when these rows are written or deleted. No query."""
    keys: set[Key] = set()
    for record in records:
        if type(record) in NOUNS and record.pk:
            keys.add((type(record), record.pk))
        if isinstance(record, Event):
            keys.add((Case, record.case_id))
    return keys


@transaction.atomic
def refresh_keys(keys: Iterable[Key]) -> None:
    """Store the words of these rows; forget those of rows that are no longer there."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, pk in keys:
        by_model[model].append(pk)
    for model in sorted(by_model, key=lambda model: model._meta.label):
        for chunk in _chunks(sorted(by_model[model])):
            changed = _refresh(NOUNS[model], chunk)
            if model is Source:
                origins.refresh(chunk)
            if model is Place and changed:
                refresh_keys(_naming(changed))


def rebuild(report: Callable[[str, int], None] = lambda kind, count: None) -> None:
    """Make all words and origins anew, noun by noun, and forget those of rows that are gone. `report` is told the
    noun and how many rows it has. Minutes at a hundred thousand cases; staff may go on working."""
    for model, noun in NOUNS.items():
        count = 0
        for chunk in _chunks(model._base_manager.order_by("pk").values_list("pk", flat=True).iterator()):
            with transaction.atomic():
                _refresh(noun, chunk)
                if model is Source:
                    origins.refresh(chunk)
            count += len(chunk)
        kind = model._meta.label_lower
        gone = RecordSearch.objects.filter(kind=kind)
        gone.exclude(object_id__in=model._base_manager.values("pk")).delete()
        report(kind, count)


def words_of(texts: Iterator[Text]) -> str:
    """The line of tokens of one row; pure."""
    found: set[str] = set()
    room = LONGEST
    for text in texts:
        if text.text and room > 0:
            found |= terms.tokens_of(replace(text, text=text.text[:room]) if len(text.text) > room else text)
            room -= len(text.text)
    return " ".join(sorted(found))


def _refresh(noun: Noun, pks: list[int]) -> list[int]:
    """Write what differs; the keys of rows whose words changed."""
    kind = noun.model._meta.label_lower
    rows = noun.model._base_manager.filter(pk__in=pks).prefetch_related(*noun.fetch)
    now = {row.pk: words_of(noun.texts(row)) for row in rows}
    stored = RecordSearch.objects.filter(kind=kind, object_id__in=pks)
    before = dict(stored.values_list("object_id", "terms"))
    gone = before.keys() - now.keys()
    if gone:
        RecordSearch.objects.filter(kind=kind, object_id__in=gone).delete()
    changed = [pk for pk, words in now.items() if before.get(pk) != words]
    if changed:
        RecordSearch.objects.bulk_create(
            [RecordSearch(kind=kind, object_id=pk, terms=now[pk]) for pk in changed],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["terms"],
        )
    return changed


def _naming(places: list[int]) -> Iterator[Key]:
    """Everything that is found by the names of these places."""
    for model, condition in (
        (Case, Q(place__in=places)),
        (Case, Q(events__place__in=places)),
        (Case, Q(events__to_place__in=places)),
        (Event, Q(place__in=places) | Q(to_place__in=places)),
        (Figure, Q(place__in=places)),
    ):
        for pk in model._base_manager.filter(condition).values_list("pk", flat=True):
            yield model, pk


def _chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    pks = iter(pks)
    while chunk := list(islice(pks, CHUNK)):
        yield chunk
