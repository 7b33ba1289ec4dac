"""Every public field of the advocacy wing, and what forbids its publication: the whole policy on one page.

An action becomes public only through an edition, only when its publicity allows it, and never shows
a case or source that is not public: documents hold references, which do not resolve otherwise.
Contact data of addressees is not named here and so never public.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.models import Action, ActionAddressee, ActionCase, Addressee, AdvocacyCitation, Response
from cases.choices import Publicity, SubjectKind
from cases.models import Involvement, Source
from cases.publication import scan, subjects
from cases.publication.changes import Edit, edits
from cases.publication.obstacle import Obstacle
from cases.publication.obstacles import hidden_names, open_source_obstacles, review_obstacles, with_origins
from cases.publication.policy import SCHEMA, by_reference, citation_parts, source_document, texts

NO_SOURCE = gettext_lazy("No source that can be published is cited for it.")

ACTION_RELATIONS = (
    "addressee_links__addressee",
    "case_links__case__involvements__person__consents",
    "citations__source__derived_from__derived_from",
    "responses__responder",
    "responses__case__involvements__person__consents",
    "responses__citations__source__derived_from__derived_from",
)
RESPONSE_RELATIONS = (
    "responder",
    "case__involvements__person__consents",
    "citations__source__derived_from__derived_from",
)


def action_document(action: Action) -> dict:
    """The public form of an action with its responses and citations."""
    responses = by_reference(action.responses.all())
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.ACTION.value,
        "reference": action.reference,
        "action_kind": action.kind,
        "actor": texts(action, "actor"),
        "actor_kind": action.actor_kind,
        "addressees": [addressee_part(link.addressee) for link in action.addressee_links.all()],
        "date": action.date_edtf,
        "summary": texts(action, "summary"),
        "cases": sorted(link.case.reference for link in action.case_links.all()),
        "responses": [response_part(response) for response in responses],
        "citations": [
            *citation_parts(action, "action", action.reference),
            *(part for row in responses for part in citation_parts(row, "response", row.reference)),
        ],
    }


def response_document(response: Response) -> dict:
    """The public form of a response that answers no recorded action."""
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.RESPONSE.value,
        **response_part(response),
        "citations": citation_parts(response, "response", response.reference),
    }


def response_part(response: Response) -> dict:
    return {
        "reference": response.reference,
        "response_kind": response.kind,
        "responder": addressee_part(response.responder),
        "date": response.date_edtf,
        "summary": texts(response, "summary"),
        "case": response.case.reference if response.case else "",
    }


def addressee_part(addressee: Addressee) -> dict:
    """An addressee by name only; contact data is private."""
    return {
        "reference": addressee.reference,
        "name": texts(addressee, "name"),
        "kind": addressee.kind,
        "country": addressee.country.code or "",
    }


# --- what forbids it ------------------------------------------------------------------------------


def action_obstacles(action: Action) -> list[Obstacle]:
    """What forbids publishing this action now."""
    sources = action_sources(action)
    return [
        *review_obstacles(action),
        *publicity_obstacles(action),
        *open_source_obstacles(sources, NO_SOURCE),
        *text_obstacles(action_document(action), sources, people_of_action(action)),
    ]


def response_obstacles(response: Response) -> list[Obstacle]:
    """What forbids publishing a response on its own."""
    if response.action_id:
        return [Obstacle("part_of_action", _("This response is published with its action."), "action")]
    sources = response_sources(response)
    return [
        *review_obstacles(response),
        *open_source_obstacles(sources, NO_SOURCE),
        *text_obstacles(response_document(response), sources, people_of_response(response)),
    ]


def publicity_obstacles(action: Action) -> list[Obstacle]:
    if not action.is_withheld:
        return []
    if action.publicity == Publicity.EMBARGOED:
        return [Obstacle("embargo", _("It is embargoed until %s.") % action.embargo_until, "publicity")]
    return [
        Obstacle("not_public", _("Its publicity is “%s”.") % action.get_publicity_display(), "publicity"),
    ]


def text_obstacles(document: dict, sources: list[Source], people: list[Involvement]) -> list[Obstacle]:
    """Names of people of the cases it is about, in anything that would go out; exact ages in its texts."""
    outgoing = [document, *(source_document(source) for source in with_origins(sources))]
    return [
        *scan.name_obstacles(outgoing, hidden_names(people)),
        *(scan.age_obstacles(document) if people else []),
    ]


def people_of_action(action: Action) -> list[Involvement]:
    """The people of the cases it speaks for, and of those its responses speak about."""
    cases = {link.case for link in action.case_links.all()}
    cases |= {response.case for response in action.responses.all() if response.case}
    return [person for case in by_reference(cases) for person in case.involvements.all()]


def people_of_response(response: Response) -> list[Involvement]:
    return list(response.case.involvements.all()) if response.case else []


def action_sources(action: Action) -> list[Source]:
    return open_sources(
        citation for thing in (action, *action.responses.all()) for citation in thing.citations.all()
    )


def response_sources(response: Response) -> list[Source]:
    return open_sources(response.citations.all())


def open_sources(citations: Iterable[AdvocacyCitation]) -> list[Source]:
    return by_reference({citation.source for citation in citations if not citation.source.is_confidential})


# --- who edited it --------------------------------------------------------------------------------


def action_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of actions and of all rows that go into their documents."""
    yield from ((pk, user, moment) for pk, _row, user, moment in edits(Action, "id", pks))
    for model in (ActionAddressee, ActionCase, AdvocacyCitation):
        yield from ((pk, user, moment) for pk, _row, user, moment in edits(model, "action_id", pks))
    responses = {}
    for pk, row, user, moment in edits(Response, "action_id", pks):
        responses[row] = pk
        yield pk, user, moment
    for response, _row, user, moment in edits(AdvocacyCitation, "response_id", responses):
        yield responses[response], user, moment
    named = ActionAddressee.objects.filter(action__in=pks).values_list(
        "addressee_id", "action_id", "action__created_at"
    )
    answering = Response.objects.filter(action__in=pks)
    yield from addressees_trail(
        [*named, *answering.values_list("responder_id", "action_id", "action__created_at")]
    )


def response_trail(pks: list[int]) -> Iterable[Edit]:
    """The edits of responses and of their citations."""
    for model, column in ((Response, "id"), (AdvocacyCitation, "response_id")):
        yield from ((pk, user, moment) for pk, _row, user, moment in edits(model, column, pks))
    answering = Response.objects.filter(id__in=pks)
    yield from addressees_trail(answering.values_list("responder_id", "id", "created_at"))


def addressees_trail(named: Iterable[tuple[int, int, datetime]]) -> Iterable[Edit]:
    """The edits of addressees since the subjects that name them were entered; as for places, they reopen none.

    `named` holds (addressee, subject, when the subject was entered).
    """
    subjects_of = defaultdict(set)
    for addressee, subject, entered in named:
        subjects_of[addressee].add((subject, entered))
    for addressee, _row, user, moment in edits(Addressee, "id", subjects_of):
        yield from (
            (subject, user, moment) for subject, entered in subjects_of[addressee] if moment > entered
        )


def register() -> None:
    """Make actions and responses subjects of publication; called once when the app is ready."""
    subjects.register(
        subjects.SubjectPolicy(
            SubjectKind.ACTION,
            Action,
            action_document,
            action_obstacles,
            action_trail,
            action_sources,
            ACTION_RELATIONS,
            people=people_of_action,
            has_own_embargo=True,
        )
    )
    subjects.register(
        subjects.SubjectPolicy(
            SubjectKind.RESPONSE,
            Response,
            response_document,
            response_obstacles,
            response_trail,
            response_sources,
            RESPONSE_RELATIONS,
            people=people_of_response,
        )
    )
