"""From published documents to rows: pure projections, thrown away and made again at will.

A row that would name something unpublished is not made: a citation of a source that is not public, a
relation with one end that is not. `follow` therefore also projects the documents that refer to what an
edition changed.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from cases.choices import SubjectKind
from cases.published.models import (
    PublishedAction,
    PublishedActionAddressee,
    PublishedActionCase,
    PublishedCase,
    PublishedCitation,
    PublishedDocument,
    PublishedEvent,
    PublishedFacet,
    PublishedFigure,
    PublishedReference,
    PublishedRelation,
    PublishedResponse,
    PublishedSearch,
    PublishedSource,
    PublishedState,
    PublishedStatement,
)
from cases.published.models.edition import PROJECTION
from cases.published.projector import Surroundings, references, relation_rows, rows_of
from cases.published.search import index

CHUNK = 200

#: Every table that is a projection, in an order in which rows can be made.
TABLES = (
    PublishedReference,
    PublishedCase,
    PublishedFacet,
    PublishedEvent,
    PublishedFigure,
    PublishedStatement,
    PublishedSource,
    PublishedCitation,
    PublishedRelation,
    PublishedAction,
    PublishedActionCase,
    PublishedActionAddressee,
    PublishedResponse,
    PublishedSearch,
)


@transaction.atomic
def rebuild() -> int:
    """Project every published document anew; how many there are. What the public sees does not change."""
    pks = list(PublishedDocument.objects.order_by("pk").values_list("pk", flat=True))
    project_all(pks)
    index.settle()
    PublishedState.objects.update(projection=PROJECTION)
    return len(pks)


def is_of_older_form() -> bool:
    """Whether rows were made by a release whose rows are no longer right. One query."""
    return PublishedState.objects.exclude(projection=PROJECTION).exists()


def follow(serial: int, changed: Iterable[tuple[str, str]]) -> None:
    """Project what edition `serial` changed, and every document that refers to it.

    `changed` holds (kind, reference) pairs of subjects and of figures inside them, those taken down
    included.
    """
    new = list(PublishedDocument.objects.filter(edition=serial).order_by("pk").values_list("pk", flat=True))
    for pks in chunks(new):
        project_references(documents(pks))
    project_all(sorted(set(new) | dependents(changed)))
    index.settle()


def dependents(changed: Iterable[tuple[str, str]]) -> set[int]:
    """The documents whose rows depend on the changed things: those that refer to them, at once or by way of a
    source that derives from them (cases count origins through both)."""
    found: set[int] = set()
    frontier = list(changed)
    while frontier:
        nearer = set()
        for chunk in chunks(frontier):
            nearer |= set(
                PublishedReference.objects.filter(
                    to_kind__in={kind for kind, _reference in chunk},
                    to_reference__in=[reference for _kind, reference in chunk],
                ).values_list("subject_id", flat=True)
            )
        nearer -= found
        found |= nearer
        sources = PublishedDocument.objects.filter(kind=SubjectKind.SOURCE)
        frontier = [
            pair
            for chunk in chunks(nearer)
            for pair in sources.filter(pk__in=chunk).values_list("kind", "reference")
        ]
    return found


def project(subjects: Iterable[PublishedDocument]) -> None:
    """Replace the rows of these documents by rows made from them now."""
    project_all([subject.pk for subject in subjects])


def project_all(pks: list[int]) -> None:
    """`project` by primary keys, in bounded memory. Relations last: they need the rows of figures at both ends."""
    for chunk in chunks(pks):
        remove(chunk)
        project_references(documents(chunk))
        make(chunk, rows_of)
    for chunk in chunks(pks):
        make(chunk, relation_rows)


def documents(pks: list[int]) -> list[PublishedDocument]:
    return list(PublishedDocument.objects.filter(pk__in=pks).order_by("pk"))


def remove(pks: list[int]) -> None:
    """Remove every row of these documents; rows that hang on a row go with it."""
    for table in reversed(TABLES):
        if table not in (PublishedFacet, PublishedActionCase, PublishedActionAddressee):
            table.objects.filter(subject_id__in=pks).delete()


def make(pks: list[int], rows_for: Callable[[PublishedDocument, Surroundings], Iterator]) -> None:
    subjects = documents(pks)
    surroundings = Surroundings(subjects)
    rows = {table: [] for table in TABLES}
    for subject in subjects:
        for row in rows_for(subject, surroundings):
            rows[type(row)].append(row)
    for table in TABLES:
        table.objects.bulk_create(rows[table], batch_size=500)


def project_references(subjects: list[PublishedDocument]) -> None:
    """Replace what is known of the references of these documents."""
    PublishedReference.objects.filter(subject__in=subjects).delete()
    PublishedReference.objects.bulk_create(
        [
            PublishedReference(subject=subject, to_kind=kind, to_reference=reference)
            for subject in subjects
            for kind, reference in sorted(references(subject.document))
        ],
        batch_size=500,
    )


def chunks(rows: Iterable, size: int = CHUNK) -> Iterator[list]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
