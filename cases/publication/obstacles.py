"""`why_not` of the record's wing: everything that forbids publishing a subject as it stands.

The rules are those of docs/publication-policy.md, after the ICRC Professional Standards and OHCHR's
guidance on casualty recording (HR/PUB/19/1): consent per purpose, risk apart from consent, a second
person, no child by name without one.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import Naming, Outcome, PublicationState, ReviewState, Role
from cases.models import Case, Figure, Involvement, Source, Statement
from cases.models.record import Subject
from cases.publication import policy, scan
from cases.publication.naming import may_be_named, naming_obstacles, people_of_source
from cases.publication.obstacle import Obstacle

#: A person with so many visible attributes in so small a group is likely to be singled out.
MOSAIC_ATTRIBUTES, MOSAIC_GROUP = 3, 10


def case_obstacles(case: Case) -> list[Obstacle]:
    """What forbids publishing this case now; empty when nothing does."""
    involvements = list(case.involvements.all())
    document = policy.case_document(case)
    sources = cited_sources(case)
    outgoing = [document, *(policy.source_document(source) for source in with_origins(sources))]
    named = [person for person in policy.shown_people(case) if person.naming == Naming.NAMED]
    return [
        *review_obstacles(case),
        *missing_obstacles(case),
        *open_source_obstacles(sources, _("No source that can be published is cited for this case.")),
        *risk_obstacles(case, involvements),
        *(obstacle for involvement in involvements for obstacle in naming_obstacles(involvement)),
        *mosaic_obstacles(case, involvements),
        *scan.name_obstacles(outgoing, scan.names_to_keep(involvements, named)),
        *(scan.age_obstacles(document) if involvements else []),
        *scan.date_obstacles(document, case, policy.date_precision(case)),
        *scan.place_obstacles(document, case, policy.place_precision(case)),
    ]


def source_obstacles(source: Source) -> list[Obstacle]:
    """What forbids publishing this source on its own."""
    if source.is_confidential:
        return [Obstacle("confidential", _("A confidential source is never published."), "is_confidential")]
    return [*review_obstacles(source), *source_text_obstacles(source)]


def source_text_obstacles(source: Source) -> list[Obstacle]:
    """Names of people of the cases that cite the source; also asked of sources that go out along with others."""
    names = hidden_names(people_of_source(source))
    return scan.name_obstacles([policy.source_document(source)], names)


def figure_obstacles(figure: Figure) -> list[Obstacle]:
    """What forbids publishing this count as reported by others."""
    if figure.case_id:
        return [Obstacle("part_of_case", _("This figure is published with its case."), "case")]
    return [*review_obstacles(figure), *basis_obstacles(figure.source)]


def statement_obstacles(statement: Statement) -> list[Obstacle]:
    """What forbids publishing this statement."""
    return [*review_obstacles(statement), *basis_obstacles(statement.source)]


def hidden_names(people: Iterable[Involvement]) -> list[str]:
    """The names that must not go out in anything about these people but their own case."""
    people = list(people)
    return scan.names_to_keep(people, [person for person in people if may_be_named(person)])


# --- parts ----------------------------------------------------------------------------------------


def review_obstacles(subject: Subject) -> list[Obstacle]:
    if subject.review_state == ReviewState.APPROVED:
        return []
    return [
        Obstacle(
            "not_approved",
            _("It is “%s”: a second person must approve it first.") % subject.get_review_state_display(),
        )
    ]


def missing_obstacles(case: Case) -> list[Obstacle]:
    needed = {
        "title_en": _("A title in English is missing."),
        "summary_en": _("A summary in English is missing."),
        "date_edtf": _("The date is missing."),
        "detaining_countries": _("The detaining country is missing."),
    }
    missing = [
        Obstacle("missing", message, field) for field, message in needed.items() if not getattr(case, field)
    ]
    if case.last_reported_outcome != Outcome.UNKNOWN and not case.outcome_as_of_edtf:
        missing.append(
            Obstacle("missing", _("The outcome needs the date of its latest report."), "outcome_as_of_edtf")
        )
    return missing


def open_source_obstacles(sources: Iterable[Source], message: str) -> list[Obstacle]:
    """Nothing is public without a source that the public can see; one taken down does not come back by the way."""
    if any(source.publication_state != PublicationState.TAKEN_DOWN for source in sources):
        return []
    return [Obstacle("no_source", message, "citations")]


def basis_obstacles(source: Source) -> list[Obstacle]:
    if source.is_confidential:
        return [Obstacle("confidential", _("It rests on a confidential source."), "source")]
    return open_source_obstacles([source], _("Its source was taken down."))


def risk_obstacles(case: Case, involvements: list[Involvement]) -> list[Obstacle]:
    """Needed once people are recorded; an overdue or negative review always blocks. The newest one counts."""
    reviews = sorted(case.risk_reviews.all(), key=lambda review: (review.reviewed_on, review.pk))
    if not reviews:
        if not involvements:
            return []
        return [
            Obstacle("no_risk_review", _("People are recorded in this case: review the risk first."), "risk")
        ]
    newest = reviews[-1]
    if newest.review_again_on < timezone.localdate():
        return [
            Obstacle(
                "risk_overdue", _("The risk review was due again on %s.") % newest.review_again_on, "risk"
            )
        ]
    if not newest.publication_acceptable:
        return [Obstacle("risk", _("The latest risk review does not find publication acceptable."), "risk")]
    return []


def mosaic_obstacles(case: Case, involvements: list[Involvement]) -> list[Obstacle]:
    """A warning that few visible attributes together single somebody out: it needs a written answer."""
    group = case.affected_high or case.affected_low or 1
    if case.mosaic_answer.strip() or group > MOSAIC_GROUP:
        return []
    for involvement in involvements:
        if not involvement.shown or involvement.naming == Naming.NAMED:
            continue
        visible = [
            involvement.person.sex,
            # An infant's age is 0, and shown as a band like any other.
            involvement.age_at_event is not None,
            involvement.vulnerability,
            involvement.fate != Outcome.UNKNOWN,
            involvement.role != Role.AFFECTED_PERSON,
        ]
        if sum(bool(attribute) for attribute in visible) >= MOSAIC_ATTRIBUTES:
            return [
                Obstacle(
                    "mosaic",
                    _(
                        "The visible details of %s together could single the person out. Show less, or answer the warning."
                    )
                    % involvement.reference,
                    "mosaic_answer",
                )
            ]
    return []


def cited_sources(case: Case) -> list[Source]:
    """The sources that go out with a case: cited for what goes out of it, not confidential."""
    figures = policy.public_figures(case)
    sources = {
        citation.source
        for thing in (case, *policy.public_events(case), *figures, *policy.shown_people(case))
        for citation in thing.citations.all()
    }
    sources |= {figure.source for figure in figures}
    return policy.by_reference(source for source in sources if not source.is_confidential)


def with_origins(sources: Iterable[Source]) -> list[Source]:
    """The sources with those they derive from, and so on to the first; none that is confidential."""
    found, nearer = set(), set(sources)
    while nearer:
        found |= nearer
        origins = {source.derived_from for source in nearer if source.derived_from}
        nearer = {origin for origin in origins if not origin.is_confidential} - found
    return policy.by_reference(found)
