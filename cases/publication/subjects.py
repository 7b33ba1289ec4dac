"""The subjects of publication and the policy of each: one table for both wings.

The record's wing is registered here, the advocacy wing registers itself when it is installed
(advocacy/apps.py); nothing here knows it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from cases.choices import PublicationState, SubjectKind
from cases.models import Case, Embargo, Figure, Involvement, Source, Statement
from cases.models.record import Subject
from cases.publication import changes, embargoes, naming, obstacles, policy
from cases.publication.changes import Edit
from cases.publication.obstacle import Obstacle


@dataclass(frozen=True)
class SubjectPolicy:
    """How one kind of subject is published.

    `document` is its public form, `obstacles` what forbids it, `trail` who edited it, `sources` the
    sources that go out with it, `people` the people in the cases it is about, `relations` the
    related rows to fetch before (so that many subjects cost few queries), `fetch` what else to.
    `has_own_embargo`: its form has a date of its own before which nothing is published (actions).
    """

    kind: SubjectKind
    model: type[Subject]
    document: Callable[[Subject], dict]
    obstacles: Callable[[Subject], list[Obstacle]]
    trail: Callable[[list[int]], Iterable[Edit]]
    sources: Callable[[Subject], list[Source]]
    relations: tuple[str, ...]
    people: Callable[[Subject], Iterable[Involvement]] = lambda subject: []
    fetch: Callable[[list[Subject]], None] = lambda subjects: None
    has_own_embargo: bool = False


POLICIES: dict[type[Subject], SubjectPolicy] = {}


def register(subject_policy: SubjectPolicy) -> None:
    """Add the policy of one kind of subject."""
    POLICIES[subject_policy.model] = subject_policy


def model_of(kind: str) -> type[Subject]:
    """The model whose rows are published as `kind`. Raises KeyError for a kind that is not installed."""
    return {subject_policy.kind: model for model, subject_policy in POLICIES.items()}[SubjectKind(kind)]


def kind_of(subject: Subject) -> SubjectKind:
    return POLICIES[type(subject)].kind


def fetch_relations(subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects with everything their documents need, in a fixed number of queries per kind."""
    subjects = list(subjects)
    by_model = defaultdict(list)
    for subject in subjects:
        by_model[type(subject)].append(subject)
    for model, rows in by_model.items():
        if POLICIES[model].relations:
            prefetch_related_objects(rows, *POLICIES[model].relations)
        POLICIES[model].fetch(rows)
        embargoes.fetch_embargoes(POLICIES[model].kind, rows)
    return subjects


def document(subject: Subject) -> dict:
    """What the public would get of this subject now. Private until published: for previews and publication."""
    return POLICIES[type(subject)].document(subject)


def fingerprint(subject: Subject) -> str:
    """A short text that changes with the public form of the subject, of the sources that go along, or with its review.

    What staff saw before a decision, to compare with what they decide on. Private, like the form. A confidential
    source has no public form: there any edit counts.
    """
    if getattr(subject, "is_confidential", False):
        seen = [subject.review_state, subject.row_version]
    else:
        along = [policy.source_document(source) for source in sources_behind(subject)]
        seen = [subject.review_state, document(subject), along]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:20]


def why_not(subject: Subject) -> list[Obstacle]:
    """What forbids publishing this subject as it stands, whoever publishes."""
    found = POLICIES[type(subject)].obstacles(subject)
    return [*found, *embargoes.embargo_obstacles(kind_of(subject), subject)]


def embargo_of(subject: Subject) -> Embargo | None:
    """The embargo the subject is under, ended or not."""
    return embargoes.embargo_of(kind_of(subject), subject)


def sources_behind(subject: Subject) -> list[Source]:
    """The sources that go out with this subject and those they derive from; never the subject itself."""
    own = {subject} if isinstance(subject, Source) else set()
    return [source for source in obstacles.with_origins({*own, *sources_of(subject)}) if source not in own]


def sources_of(subject: Subject) -> list[Source]:
    """The sources that are published along with this subject; never a confidential one."""
    return POLICIES[type(subject)].sources(subject)


def people_of(subject: Subject) -> list[Involvement]:
    """The people in the cases that the subject is, cites or speaks about."""
    return list(POLICIES[type(subject)].people(subject))


def who_not(subject: Subject, by) -> list[Obstacle]:
    """Why user `by` may not approve or publish this subject: the four-eyes rule."""
    return who_not_many([subject], by)[subject]


def who_not_many(subjects: Iterable[Subject], by) -> dict[Subject, list[Obstacle]]:
    """`who_not` of many subjects, in a fixed number of queries per kind. Empty lists when FOUR_EYES is off."""
    subjects = list(subjects)
    result = {subject: [] for subject in subjects}
    if not settings.FOUR_EYES:
        return result
    for subject, editors in editors_of(subjects).items():
        if by.pk in editors:
            result[subject].append(
                Obstacle("four_eyes", _("You changed it since its last edition: somebody else must do this."))
            )
        elif None in editors:
            result[subject].append(
                Obstacle("unknown_editor", _("It was changed by nobody known: save it again under a name."))
            )
        if subject.publication_state == PublicationState.TAKEN_DOWN and subject.approved_by_id == by.pk:
            result[subject].append(
                Obstacle("restore_takes_two", _("You approved its return: somebody else must publish it."))
            )
    return result


def editors_of(subjects: Iterable[Subject]) -> dict[Subject, set[int | None]]:
    """Who changed each subject since its last edition (None: nobody known), in a fixed number of queries per kind."""
    by_model = defaultdict(list)
    for subject in subjects:
        by_model[type(subject)].append(subject)
    found = {}
    for model, rows in by_model.items():
        subject_policy = POLICIES[model]
        editors = changes.editors_since_last_edition(subject_policy.kind, rows, subject_policy.trail)
        found |= {subject: editors[subject.pk] for subject in rows}
    return found


register(
    SubjectPolicy(
        SubjectKind.CASE,
        Case,
        policy.case_document,
        obstacles.case_obstacles,
        changes.case_trail,
        obstacles.cited_sources,
        policy.CASE_RELATIONS,
        people=lambda case: case.involvements.all(),
    )
)
register(
    SubjectPolicy(
        SubjectKind.SOURCE,
        Source,
        policy.source_document,
        obstacles.source_obstacles,
        changes.source_trail,
        lambda source: [],
        ("derived_from",),
        people=naming.people_of_source,
        fetch=naming.fetch_people_of_sources,
    )
)
register(
    SubjectPolicy(
        SubjectKind.FIGURE,
        Figure,
        policy.figure_document,
        obstacles.figure_obstacles,
        changes.figure_trail,
        lambda figure: [
            source
            for source in {figure.source, *(citation.source for citation in figure.citations.all())}
            if not source.is_confidential
        ],
        policy.FIGURE_RELATIONS,
    )
)
register(
    SubjectPolicy(
        SubjectKind.STATEMENT,
        Statement,
        policy.statement_document,
        obstacles.statement_obstacles,
        changes.statement_trail,
        lambda statement: [statement.source] if not statement.source.is_confidential else [],
        ("source",),
    )
)
