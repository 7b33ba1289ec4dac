"""What changed, and by whose hand: between two documents, and in the record since the last edition."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from cases.choices import Act, ConsentPurpose, Naming
from cases.editing import WORKFLOW_REASON
from cases.models import (
    Case,
    Citation,
    Consent,
    EditionEntry,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
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

    By primary key of the subject; None stands for an edit whose author is not known and that nobody
    has saved over since. Taking down shows nothing to anybody and so is no edition here, nor is what
    only follows a merge: edits still wait; steps of the workflow are no edits. A fixed number of queries however many subjects.
    """
    subjects = list(subjects)
    last = defaultdict(lambda: None)
    entries = EditionEntry.objects.filter(
        kind=kind,
        reference__in=[subject.reference for subject in subjects],
        act__in=(Act.PUBLISHED, Act.CORRECTED, Act.RESTORED),
        follows_merge=False,
    )
    for reference, made_at in entries.order_by("edition__serial").values_list(
        "reference", "edition__made_at"
    ):
        last[reference] = made_at
    since = {subject.pk: last[subject.reference] for subject in subjects}
    latest = defaultdict(dict)
    for pk, user, moment in trail(list(since)):
        if since[pk] is None or moment > since[pk]:
            latest[pk][user] = max(moment, latest[pk].get(user, moment))
    return {pk: answerable(latest[pk]) for pk in since}


def answerable(latest: dict[int | None, datetime]) -> set[int | None]:
    """The editors by their latest edit; nobody known drops out once somebody known has saved later."""
    known = {user: moment for user, moment in latest.items() if user is not None}
    if None in latest and known and max(known.values()) > latest[None]:
        return set(known)
    return set(latest)


def edits(model, column: str, values: Iterable[int]) -> list[tuple]:
    """(value of `column`, row pk, user, moment) of every history row, deletions included, that is an edit.

    Moving a row is an edit of both: of where it came from as of where it went. One query.
    """
    values = set(values)
    rows = model.history.filter(id__in=model.history.filter(**{f"{column}__in": values}).values("id"))
    found, before = [], {}
    columns = (column, "id", "history_user_id", "history_date", "history_change_reason")
    for value, row, user, moment, reason in rows.order_by("id", "history_id").values_list(*columns):
        holders = {value, before.get(row, value)} & values
        before[row] = value
        if not (reason or "").startswith(WORKFLOW_REASON):
            found += [(holder, row, user, moment) for holder in holders]
    return found


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
    yield from people_trail(pks)
    yield from places_trail(pks)


def people_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of the people of cases, and of the consent of those who are named."""
    cases_of, named_in = defaultdict(set), defaultdict(set)
    people = Involvement.objects.filter(case_id__in=pks).values_list("person_id", "case_id", "naming")
    for person, case, naming in people:
        cases_of[person].add(case)
        if naming == Naming.NAMED:
            named_in[person].add(case)
    for person, _row, user, moment in edits(Person, "id", cases_of):
        yield from ((case, user, moment) for case in cases_of[person])
    publication = Consent.objects.filter(person_id__in=named_in, purpose=ConsentPurpose.PUBLICATION)
    person_of = dict(publication.values_list("id", "person_id"))
    for consent, _row, user, moment in edits(Consent, "id", person_of):
        yield from ((case, user, moment) for case in named_in[person_of[consent]])


def places_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of places since the cases that name them were entered.

    A place is shared by many cases, so an edit of it reopens none; but who words a place differently
    while a case waits is not the one to let it out.
    """
    entered, cases_of = {}, defaultdict(set)
    for case, moment, place in Case.objects.filter(id__in=pks).values_list("id", "created_at", "place_id"):
        entered[case] = moment
        cases_of[place].add(case)
    for model, columns in ((Event, ("place_id", "to_place_id")), (Figure, ("place_id",))):
        for case, *places in model.objects.filter(case_id__in=pks).values_list("case_id", *columns):
            for place in places:
                cases_of[place].add(case)
    cases_of.pop(None, None)
    for place, _row, user, moment in edits(Place, "id", cases_of):
        yield from ((case, user, moment) for case in cases_of[place] if moment > entered[case])


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
