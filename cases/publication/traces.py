"""Where the public sees a person now: what must go when consent is withdrawn."""

from cases.choices import PublicationState, SubjectKind
from cases.models import Case, Involvement, Person
from cases.models.record import Subject
from cases.publication import scan
from cases.publication.subjects import model_of
from cases.published.models import PublishedDocument, PublishedReference


def public_traces(person: Person) -> list[Subject]:
    """Every published subject whose document shows the person or writes one of their names.

    Looks at what is public, not at the record, which may have moved on: at the cases the person is or
    was part of, at the sources these cite, and at whatever refers to them.
    """
    involved = Involvement.history.filter(person_id=person.pk)
    shown_as = set(involved.values_list("reference", flat=True))
    cases = Case.objects.filter(pk__in=involved.values("case_id")).values_list("reference", flat=True)
    documents = PublishedDocument.objects.filter(kind=SubjectKind.CASE, reference__in=list(cases))
    found = {row.pk: row for row in documents}
    cited = PublishedReference.objects.filter(subject__in=found, to_kind=SubjectKind.SOURCE)
    near = PublishedDocument.objects.filter(
        kind=SubjectKind.SOURCE, reference__in=cited.values("to_reference")
    )
    citing = PublishedReference.objects.filter(to_kind=SubjectKind.CASE, to_reference__in=list(cases))
    for rows in (near, PublishedDocument.objects.filter(pk__in=citing.values("subject"))):
        found |= {row.pk: row for row in rows}
    names = scan.names_of(person)
    return [
        subject
        for row in found.values()
        if shows(row.document, shown_as) or scan.name_obstacles([row.document], names)
        for subject in model_of(row.kind).objects.filter(
            reference=row.reference, publication_state=PublicationState.PUBLISHED
        )
    ]


def shows(document: dict, involvements: set[str]) -> bool:
    """Whether one of these involvements is among the people of the document."""
    return any(person["reference"] in involvements for person in document.get("people", []))
