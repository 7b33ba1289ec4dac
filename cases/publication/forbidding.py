"""Whether an edition may be made: what forbids it, to whom, with all that would go along.

publish.py asks here before it writes; pages ask the same to tell it before.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.choices import PublicationState
from cases.models import Source
from cases.models.record import Subject
from cases.publication import embargoes, obstacles
from cases.publication import subjects as publication
from cases.publication.obstacle import Obstacle
from cases.published.models import PublishedDocument
from cases.text import names_in


class NotAllowed(Exception):
    """The user may not take this step, or the subject is not in a state for it; the message says why."""


class CannotPublish(Exception):
    """Some of the subjects cannot be published. `obstacles` says for each what is missing."""

    def __init__(self, obstacles: dict[Subject, list[Obstacle]]):
        self.obstacles = obstacles
        super().__init__(
            "\n".join(
                f"{subject.reference}: {obstacle.message}"
                for subject, found in obstacles.items()
                for obstacle in found
            )
        )


class NothingToPublish(NotAllowed):
    """The public already sees exactly this."""


def allow(by, permission: str) -> None:
    """Raise NotAllowed unless user `by` has `permission`."""
    if not by.has_perm(permission):
        raise NotAllowed(_("Your role does not include this step."))


def sources_along(chosen: list[Subject], *, lock: bool = True) -> list[Source]:
    """The sources that go out with the chosen subjects. One that was taken down does not come back by the way."""
    wanted = {source.pk for subject in chosen for source in publication.sources_behind(subject)}
    wanted -= {subject.pk for subject in chosen if isinstance(subject, Source)}
    sources = Source.objects.select_for_update() if lock else Source.objects.all()
    sources = sources.filter(pk__in=wanted, is_confidential=False)
    sources = sources.exclude(publication_state=PublicationState.TAKEN_DOWN).order_by("reference")
    return publication.fetch_relations(sources)


def obstacles_of(chosen: list[Subject], along: list[Source], by) -> dict[Subject, list[Obstacle]]:
    """Every obstacle of every subject that has one; sources along need no approval of their own. `by` None: without
    the four-eyes rule."""
    found = {subject: publication.why_not(subject) for subject in chosen}
    found |= {
        source: [
            *obstacles.source_text_obstacles(source),
            *embargoes.embargo_obstacles(publication.kind_of(source), source),
        ]
        for source in along
    }
    if by:
        for subject, who in publication.who_not_many([*chosen, *changed(along)], by).items():
            found[subject] = [*found[subject], *who]
    return {subject: reasons for subject, reasons in found.items() if reasons}


def what_forbids(chosen: list[Subject], by) -> dict[Subject, list[Obstacle]]:
    """For each of the subjects what forbids user `by` (None: anybody) to publish it by itself: its own obstacles, and under its name
    those of the sources that would go along. Empty lists where nothing does.

    For pages that tell it before; publishing asks again. `chosen` come from `subjects.fetch_relations`. A fixed number
    of queries per kind of subject.
    """
    found = obstacles_of(chosen, sources_along(chosen, lock=False), by)
    return {
        subject: [
            *found.get(subject, []),
            *(
                Obstacle(
                    obstacle.code,
                    _("Source %(reference)s: %(obstacle)s")
                    % {"reference": source.reference, "obstacle": obstacle.message},
                    "citations",
                )
                for source in publication.sources_behind(subject)
                for obstacle in found.get(source, [])
                if source not in chosen
            ),
        ]
        for subject in chosen
    }


def refuse_obstacles(chosen: list[Subject], along: list[Source], by) -> None:
    """Raise CannotPublish with every obstacle of every subject."""
    found = obstacles_of(chosen, along, by)
    if found:
        raise CannotPublish(found)


def refuse_names(public_note: str, internal_reason: str, subjects: list[Subject]) -> None:
    """Raise NotAllowed for words of an edition that name somebody who may not be named.

    The note is public for good; the reason is read by all of the office, also by those who may not see people.
    """
    if not (public_note or internal_reason):
        return
    people = [person for subject in subjects for person in publication.people_of(subject)]
    names = obstacles.hidden_names(people)
    if names_in(public_note, names):
        raise NotAllowed(_("The public note contains the name of a person linked to what it is about."))
    if names_in(internal_reason, names):
        raise NotAllowed(
            _("The internal reason contains the name of a person: write it without, all staff can read it.")
        )


def changed(sources: list[Source]) -> list[Source]:
    """Those whose public form differs from what the public sees."""
    published = published_documents("source", sources)
    return [source for source in sources if published.get(source.reference) != publication.document(source)]


def published_documents(kind: str, subjects: Iterable[Subject]) -> dict[str, dict]:
    references = [subject.reference for subject in subjects]
    rows = PublishedDocument.objects.filter(kind=kind, reference__in=references)
    return dict(rows.values_list("reference", "document"))
