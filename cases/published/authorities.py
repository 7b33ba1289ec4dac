"""What the authorities say: answers, stated reasons and positions by the state that gives them, and who is silent.

A denial stands beside the allegation with its own source. Answers of courts and international bodies are here too,
under their own names; an answer whose responder has no recorded state is not put down to any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django_countries import countries

from cases.choices import Attitude, ResponseKind, Stance, StatementTopic, SubjectKind
from cases.dates import bounds
from cases.published import resolve
from cases.published.models import (
    PublishedAction,
    PublishedCase,
    PublishedFacet,
    PublishedResponse,
    PublishedStatement,
)

#: Rows of each kind that the page looks at, newest first. The files hold them all.
MOST = 500
#: Actions without an answer that are named for each state; the others are counted.
MOST_SILENT = 5

ATTITUDES = {
    ResponseKind.DENIED: Attitude.DENIED,
    ResponseKind.DISPUTED: Attitude.DENIED,
    ResponseKind.JUSTIFIED: Attitude.JUSTIFIED,
    ResponseKind.ACKNOWLEDGED_DETENTION: Attitude.ACKNOWLEDGED,
    ResponseKind.ACKNOWLEDGED_RETURN: Attitude.ACKNOWLEDGED,
    ResponseKind.REGRETTED: Attitude.ACKNOWLEDGED,
    ResponseKind.REJECTED: Attitude.REFUSED,
    ResponseKind.REFUSED: Attitude.REFUSED,
    ResponseKind.NOTED: Attitude.EVADED,
    ResponseKind.NO_INFORMATION: Attitude.EVADED,
    ResponseKind.NO_COMMENT: Attitude.EVADED,
    ResponseKind.NO_REPLY: Attitude.SILENT,
    ResponseKind.AGREED_DEPARTURE: Attitude.AGREED,
    ResponseKind.RELEASED: Attitude.AGREED,
    ResponseKind.GRANTED: Attitude.AGREED,
    ResponseKind.PARTLY_GRANTED: Attitude.AGREED,
    ResponseKind.ASSURANCE: Attitude.AGREED,
    ResponseKind.INTERIM_MEASURE: Attitude.ORDERED,
    ResponseKind.URGENT_NOTICE: Attitude.ORDERED,
}
#: What an authority says of an allegation, as the front page quotes it: neither silence, nor what says nothing, nor
#: what it grants.
SPOKEN = (Attitude.DENIED, Attitude.JUSTIFIED, Attitude.ACKNOWLEDGED, Attitude.REFUSED)


@dataclass(frozen=True)
class Answer:
    """One response: its part of a document, the action it answers (None: none recorded), the case it speaks of and
    the published sources cited for it. `sources` are (document, disputes)."""

    response: Mapping
    attitude: Attitude
    action: resolve.Link | None
    case: resolve.Link | None
    sources: list[tuple[Mapping, bool]]


@dataclass(frozen=True)
class Ground:
    """The reason or legal ground that an authority gave for one step of a case, with the sources of the step."""

    event: Mapping
    case: resolve.Link
    sources: list[tuple[Mapping, bool]]


@dataclass
class Authority:
    """Everything recorded of one state, or of responders without a recorded state (`code` "")."""

    code: str
    answers: dict[Attitude, list[Answer]] = field(default_factory=dict)
    grounds: list[Ground] = field(default_factory=list)
    positions: list[tuple[Mapping, Mapping]] = field(default_factory=list)
    silent: list[resolve.Link] = field(default_factory=list)
    silent_count: int = 0

    @property
    def anchor(self) -> str:
        return self.code.lower() or "no-state"

    @property
    def number(self) -> int:
        """How many things it is recorded to have said."""
        return sum(len(found) for found in self.answers.values()) + len(self.grounds) + len(self.positions)

    @property
    def row(self) -> list[tuple[Attitude, int]]:
        """The number of answers of each attitude, in the order of the vocabulary."""
        return [(attitude, len(self.answers.get(attitude, []))) for attitude in Attitude]


def newest(most: int) -> list[Answer]:
    """The newest answers in which an authority says something of what is alleged. Three queries."""
    kinds = [kind for kind, attitude in ATTITUDES.items() if attitude in SPOKEN]
    rows = PublishedResponse.objects.filter(kind__in=kinds).order_by("-sort_date", "-reference")
    return _answers(rows.select_related("subject")[:most])


def of_all(responses: Iterable[PublishedResponse], attitude: Attitude | None = None) -> list[Authority]:
    """Every state that answered, stated a reason, had its position reported or was asked in vain: those of whom most
    is recorded first, what belongs to no state last. With an attitude only answers of that attitude. Nine queries.
    """
    found: dict[str, Authority] = {}
    for answer in _answers(responses):
        code = answer.response["responder"]["country"]
        authority = found.setdefault(code, Authority(code))
        authority.answers.setdefault(answer.attitude, []).append(answer)
    if attitude in (None, Attitude.SILENT):
        _add_silent(found)
    if attitude is None:
        _add_grounds(found)
        _add_positions(found)
    for authority in found.values():
        authority.answers = {each: authority.answers[each] for each in Attitude if each in authority.answers}
    return sorted(
        found.values(), key=lambda each: (not each.code, -each.number, -each.silent_count, each.code)
    )


def countries_of(authorities: Iterable[Authority]) -> list[tuple[str, str, int]]:
    """The states among them as options of the form: code, name, how much each is recorded to have said."""
    return [(each.code, str(countries.name(each.code)), each.number) for each in authorities if each.code]


def _answers(rows: Iterable[PublishedResponse]) -> list[Answer]:
    """Two queries, besides the one of the rows."""
    rows = list(rows)
    cases = resolve.links((SubjectKind.CASE, row.case_reference) for row in rows if row.case_reference)
    sources = _sources(row.subject.document for row in rows)
    return [
        Answer(
            response := _response(row),
            ATTITUDES[ResponseKind(response["response_kind"])],
            resolve.link(row.subject.document) if row.action_reference else None,
            cases.get((SubjectKind.CASE, row.case_reference)),
            _cited(row.subject.document, row.reference, sources),
        )
        for row in rows
    ]


def _add_silent(found: dict[str, Authority]) -> None:
    """Actions without any recorded answer, to each state they ask once. One query."""
    rows = PublishedAction.objects.filter(answered=False).order_by("-sort_date", "-reference")
    for row in rows.select_related("subject")[:MOST]:
        document = row.subject.document
        for code in dict.fromkeys(addressee["country"] for addressee in document["addressees"]):
            if not code:
                continue
            authority = found.setdefault(code, Authority(code))
            authority.silent_count += 1
            if len(authority.silent) < MOST_SILENT:
                authority.silent.append(resolve.link(document))


def _add_grounds(found: dict[str, Authority]) -> None:
    """Reasons and legal grounds stated for steps of cases, newest step first, for the country the step took place in.
    Two queries."""
    giving = PublishedFacet.objects.filter(dimension=PublishedFacet.REASON).values("case")
    rows = PublishedCase.objects.filter(pk__in=giving).order_by("-sort_date", "-reference")
    documents = [row.subject.document for row in rows.select_related("subject")[:MOST]]
    sources = _sources(documents)
    grounds = [
        Ground(event, resolve.link(document), _cited(document, event["reference"], sources))
        for document in documents
        for event in document["events"]
        if event["stated_reason"] or event["legal_basis"]
    ]
    for ground in sorted(grounds, key=lambda each: _last_day(each.event["date"]), reverse=True):
        place = ground.event["place"]
        codes = place["countries"] if place else ground.case.document["countries"]
        code = codes[0] if len(codes) == 1 else ""
        found.setdefault(code, Authority(code)).grounds.append(ground)


def _add_positions(found: dict[str, Authority]) -> None:
    """What sources say of the position of a state, newest period first. Two queries."""
    rows = PublishedStatement.objects.filter(topic=StatementTopic.STATE_POSITION)
    rows = rows.order_by("-sort_date", "-reference").select_related("subject")[:MOST]
    documents = [row.subject.document for row in rows]
    sources = resolve.documents((SubjectKind.SOURCE, document["source"]) for document in documents)
    for document in documents:
        source = sources.get((SubjectKind.SOURCE, document["source"]))
        for code in document["countries"] or [""]:
            if source:
                found.setdefault(code, Authority(code)).positions.append((document, source))


def _last_day(text: str) -> date:
    """The last day a date can mean; dates not stated come last, newest first."""
    return max((day for day in bounds(text) if day), default=date.min) if text else date.min


def _sources(documents: Iterable[Mapping]) -> dict[tuple[str, str], dict]:
    """The published sources that documents cite. One query."""
    cited = {citation["source"] for document in documents for citation in document["citations"]}
    return resolve.documents((SubjectKind.SOURCE, reference) for reference in cited)


def _cited(document: Mapping, reference: str, sources: Mapping) -> list[tuple[Mapping, bool]]:
    return [
        (sources[SubjectKind.SOURCE, citation["source"]], citation["stance"] == Stance.DISPUTES)
        for citation in document["citations"]
        if citation["cited_reference"] == reference and (SubjectKind.SOURCE, citation["source"]) in sources
    ]


def _response(row: PublishedResponse) -> dict:
    """The response in the document that holds it."""
    document = row.subject.document
    if not row.action_reference:
        return document
    return next(response for response in document["responses"] if response["reference"] == row.reference)
