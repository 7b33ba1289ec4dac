"""What changed, and by whose hand: between two documents, and in the record since the last edition."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from cases.editing import WORKFLOW_REASON
from cases.models import (
    Case,
    Citation,
    EditionEntry,
    Event,
    Figure,
    Involvement,
    Person,
    Relation,
    Source,
    Statement,
    WorkingCount,
)
from cases.models.record import Subject

#: (primary key of the subject, user id or None, moment)
Edit = tuple[int, int | None, datetime]


def fields_changed(old: dict | None, new: dict) -> list[str]:
    """The names of the top-level fields in which two documents differ, in the order of the document."""
    old = old or {}
    return [
        name for name in [*new, *(name for name in old if name not in new)] if old.get(name) != new.get(name)
    ]


def editors_since_last_edition(
    kind: str, subjects: Iterable[Subject], trail: Callable[[list[int]], Iterable[Edit]]
) -> dict[int, set[int | None]]:
    """Who changed each subject, or a row that goes into its document, since its last edition.

    By primary key of the subject; None stands for an edit whose author is not known. Steps of the
    workflow are no edits. A fixed number of queries however many subjects.
    """
    subjects = list(subjects)
    last = defaultdict(lambda: None)
    entries = EditionEntry.objects.filter(
        kind=kind, reference__in=[subject.reference for subject in subjects]
    )
    for reference, made_at in entries.order_by("edition__serial").values_list(
        "reference", "edition__made_at"
    ):
        last[reference] = made_at
    since = {subject.pk: last[subject.reference] for subject in subjects}
    editors = defaultdict(set)
    for pk, user, moment in trail(list(since)):
        if since[pk] is None or moment > since[pk]:
            editors[pk].add(user)
    return {pk: editors[pk] for pk in since}


def edits(model, column: str, values: Iterable[int]) -> list[tuple]:
    """(value of `column`, row pk, user, moment) of every history row, deletions included, that is an edit."""
    rows = model.history.filter(**{f"{column}__in": list(values)})
    return [
        row[:4]
        for row in rows.values_list(column, "id", "history_user_id", "history_date", "history_change_reason")
        if not (row[4] or "").startswith(WORKFLOW_REASON)
    ]


def case_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of cases and of all rows that go into their documents; citations of events and people too."""
    yield from ((pk, user, moment) for pk, _row, user, moment in edits(Case, "id", pks))
    holders = {"event_id": {}, "figure_id": {}, "involvement_id": {}}
    for model, column in ((Event, "event_id"), (Figure, "figure_id"), (Involvement, "involvement_id")):
        for pk, row, user, moment in edits(model, "case_id", pks):
            holders[column][row] = pk
            yield pk, user, moment
    for model in (WorkingCount, Citation):
        yield from ((pk, user, moment) for pk, _row, user, moment in edits(model, "case_id", pks))
    yield from ((pk, user, moment) for pk, _row, user, moment in edits(Relation, "from_case_id", pks))
    for column, cases in holders.items():
        yield from (
            (cases[held], user, moment) for held, _row, user, moment in edits(Citation, column, cases)
        )
    people = Involvement.objects.filter(case_id__in=pks).values_list("person_id", "case_id")
    cases_of = defaultdict(set)
    for person, case in people:
        cases_of[person].add(case)
    for person, _row, user, moment in edits(Person, "id", cases_of):
        yield from ((case, user, moment) for case in cases_of[person])


def source_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of sources."""
    return ((pk, user, moment) for pk, _row, user, moment in edits(Source, "id", pks))


def figure_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of figures without a case, of their citations and relations."""
    for model, column in ((Figure, "id"), (Citation, "figure_id"), (Relation, "from_figure_id")):
        yield from ((pk, user, moment) for pk, _row, user, moment in edits(model, column, pks))


def statement_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of statements."""
    return ((pk, user, moment) for pk, _row, user, moment in edits(Statement, "id", pks))
