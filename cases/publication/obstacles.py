"""`why_not` of the record's wing: everything that forbids publishing a subject as it stands.

The rules are those of DESIGN (People; Editing), after the ICRC Professional Standards and OHCHR's
guidance on casualty recording (HR/PUB/19/1): consent per purpose, risk apart from consent, a second
person, no child by name without one.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import ConsentPurpose, Naming, NamingGrounds, Outcome, ReviewState, Role
from cases.models import Case, Consent, Figure, Involvement, Source, Statement
from cases.models.record import Subject
from cases.publication import policy, scan
from cases.publication.obstacle import Obstacle

CHILD_BELOW = 18
#: A person with so many visible attributes in so small a group is likely to be singled out.
MOSAIC_ATTRIBUTES, MOSAIC_GROUP = 3, 10


def case_obstacles(case: Case) -> list[Obstacle]:
    """What forbids publishing this case now; empty when nothing does."""
    involvements = list(case.involvements.all())
    document = policy.case_document(case)
    sources = cited_sources(case)
    outgoing = [document, *(policy.source_document(source) for source in sources)]
    return [
        *review_obstacles(case),
        *missing_obstacles(case),
        *source_obstacles_of(case, sources),
        *risk_obstacles(case, involvements),
        *(obstacle for involvement in involvements for obstacle in naming_obstacles(involvement)),
        *mosaic_obstacles(case, involvements),
        *scan.name_obstacles(outgoing, scan.names_to_keep(involvements)),
        *(scan.age_obstacles(document) if involvements else []),
        *scan.date_obstacles(document, policy.date_precision(case)),
        *scan.place_obstacles(document, case, policy.place_precision(case)),
    ]


def source_obstacles(source: Source) -> list[Obstacle]:
    """What forbids publishing this source on its own."""
    if source.is_confidential:
        return [Obstacle("confidential", _("A confidential source is never published."), "is_confidential")]
    return review_obstacles(source)


def figure_obstacles(figure: Figure) -> list[Obstacle]:
    """What forbids publishing this count as reported by others."""
    if figure.case_id:
        return [Obstacle("part_of_case", _("This figure is published with its case."), "case")]
    return [*review_obstacles(figure), *confidential_basis(figure.source)]


def statement_obstacles(statement: Statement) -> list[Obstacle]:
    """What forbids publishing this statement."""
    return [*review_obstacles(statement), *confidential_basis(statement.source)]


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


def source_obstacles_of(case: Case, sources: list[Source]) -> list[Obstacle]:
    if sources:
        return []
    return [Obstacle("no_source", _("No source that can be published is cited for this case."), "citations")]


def confidential_basis(source: Source) -> list[Obstacle]:
    if not source.is_confidential:
        return []
    return [Obstacle("confidential", _("It rests on a confidential source."), "source")]


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


def naming_obstacles(involvement: Involvement) -> list[Obstacle]:
    """Naming needs consent or recorded public-campaign grounds, and for a child a second approval."""
    if involvement.naming != Naming.NAMED or not involvement.shown:
        return []
    obstacles = []
    who = involvement.reference
    if not involvement.person.public_name:
        obstacles.append(
            Obstacle("no_public_name", _("%s is to be named but has no public name.") % who, "people")
        )
    if involvement.naming_grounds == NamingGrounds.CONSENT and not has_consent(
        involvement, ConsentPurpose.PUBLICATION
    ):
        obstacles.append(
            Obstacle(
                "no_consent",
                _("%s is to be named but no valid consent for publication is recorded.") % who,
                "people",
            )
        )
    if involvement.naming_grounds == NamingGrounds.PUBLIC_CAMPAIGN and not involvement.naming_reason.strip():
        obstacles.append(
            Obstacle("no_grounds", _("Write where the public campaign for %s can be seen.") % who, "people")
        )
    age = involvement.age_at_event
    if (age is None or age < CHILD_BELOW) and not involvement.child_naming_approved_by_id:
        obstacles.append(
            Obstacle(
                "child",
                _("%s is a child, or the age is not recorded: naming needs a second approval.") % who,
                "people",
            )
        )
    return obstacles


def has_consent(involvement: Involvement, purpose: str) -> bool:
    """Whether the person's consent for `purpose` is in force today."""
    today = timezone.localdate()
    return any(
        in_force(consent, today)
        for consent in involvement.person.consents.all()
        if consent.purpose == purpose
    )


def in_force(consent: Consent, today) -> bool:
    ended = consent.withdrawn_on is not None or (
        consent.expires_on is not None and consent.expires_on < today
    )
    return consent.given_on <= today and not ended


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
            involvement.age_at_event,
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
    """The sources that go out with a case: cited for it or any part of it, printing a figure, not confidential."""
    sources = {
        citation.source
        for thing in (case, *case.events.all(), *case.figures.all(), *policy.shown_people(case))
        for citation in thing.citations.all()
    }
    sources |= {figure.source for figure in case.figures.all()}
    return policy.by_reference(source for source in sources if not source.is_confidential)
