"""Reading the material of a dossier from the record: a bounded number of queries, whatever the size of the case."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Q

from advocacy.dossiers import consents
from advocacy.dossiers.material import (
    Count,
    Document,
    EarlierAction,
    Material,
    Rule,
    Spot,
    Step,
)
from advocacy.dossiers.people import agreed_people, agreements, chosen_one, unsaid_names
from advocacy.models import Action, DeadlineRule
from cases import dates
from cases.admin.visibility import may_see_confidential
from cases.choices import ConsentPurpose, DatePrecision
from cases.models import Case, Citation, Event, Figure, Involvement, Place, Source
from cases.publication.policy import date_precision, place_precision, public_place
from cases.published.models import PublishedDocument


def load(
    case: Case,
    *,
    purpose: ConsentPurpose,
    today: date,
    is_for_one: bool,
    involvement: Involvement | None = None,
    user=None,
    with_confidential: bool = False,
) -> Material:
    """The material of `case` for one purpose. Eighteen queries.

    `is_for_one`: the form speaks of one person, whose exact dates and places it may hold. A letter about several holds
    exact ones only if all recorded people agreed, and one for publication never does. Confidential sources enter, by
    title and kind alone, only `with_confidential` and for a user who may see them; what rests on them alone then too.
    """
    held, given = agreements(case, purpose, today)
    people_of_case = Involvement.objects.filter(case=case).count()
    others = people_of_case - len(held)
    is_coarse = purpose == ConsentPurpose.PUBLICATION or (not is_for_one and others > 0)
    reader = Reader(case, is_coarse)
    chosen = chosen_one(case, involvement, purpose, today, given)
    only = chosen.involvement_pk if chosen else None
    people = () if is_for_one and only is None else agreed_people(case, purpose, held, only)
    confidential = with_confidential and user is not None and may_see_confidential(user)
    documents, cited = sources(case, confidential, [person.involvement_pk for person in people])
    documents_by_pk = {document.pk: document for document in documents}
    return Material(
        case_pk=case.pk,
        case_reference=case.reference,
        title=case.title_en,
        summary=case.summary_en,
        date=reader.date(case.date_edtf),
        place=reader.spot(case.place),
        countries=tuple(country.code for country in case.detaining_countries),
        affected=(case.affected_low, case.affected_high),
        outcome=case.last_reported_outcome,
        outcome_as_of=reader.date(case.outcome_as_of_edtf),
        purpose=ConsentPurpose(purpose),
        is_coarse=is_coarse,
        chosen=chosen,
        people=tuple(reader.person(person) for person in people),
        others=people_of_case - len(people),
        unsaid=unsaid_names(case, purpose, held),
        steps=steps(case, reader, cited, documents_by_pk),
        counts=counts(case, documents_by_pk),
        documents=documents,
        actions=earlier_actions(case),
        rules=rules(),
        public_words=public_words(case, documents),
        agrees_to_government=agrees(chosen, given, ConsentPurpose.GOVERNMENT, today),
        organisation=settings.ORGANISATION_NAME,
    )


def agrees(chosen, given, purpose: ConsentPurpose, today: date) -> bool:
    """Whether the chosen person agreed to another purpose as well."""
    return bool(
        chosen and chosen.is_of_case and consents.valid(given[chosen.person_pk], purpose, today) is not None
    )


class Reader:
    """Dates and places of one case, as exactly as the dossier may say them. Two queries."""

    def __init__(self, case: Case, is_coarse: bool):
        self.dating = date_precision(case) if is_coarse else DatePrecision.DAY
        self.placing = place_precision(case) if is_coarse else None

    def date(self, edtf: str) -> str:
        return dates.coarsen(edtf, self.dating)

    def spot(self, place: Place | None) -> Spot | None:
        if place is None:
            return None
        codes = tuple(country.code for country in place.countries)
        if self.placing is None:
            names = (place.name_en, place.city_en, place.province_en)
        else:
            public = public_place(place, self.placing)
            names = tuple(public[part].get("en", "") for part in ("name", "city", "province"))
        return Spot(tuple(dict.fromkeys(name for name in names if name)), codes)

    def person(self, person):
        """The same person with a fate dated as coarsely as everything else."""
        return type(person)(**{**vars(person), "fate_as_of": self.date(person.fate_as_of)})


def sources(case: Case, confidential: bool, people: list[int]) -> tuple[tuple[Document, ...], dict]:
    """The sources of the annex in order of their date, and which citations of events there are at all. Two queries.

    What is cited for a person enters only with that person: `people` are involvements.
    """
    of_case = Q(case=case) | Q(event__case=case) | Q(figure__case=case) | Q(involvement__in=people)
    cited = defaultdict(list)
    pks = set()
    for event, source, is_confidential in Citation.objects.filter(of_case).values_list(
        "event_id", "source_id", "source__is_confidential"
    ):
        if event:
            cited[event].append(source)
        if confidential or not is_confidential:
            pks.add(source)
    wanted = Q(pk__in=pks) | Q(figures__case=case)
    if not confidential:
        wanted &= Q(is_confidential=False)
    rows = Source.objects.filter(wanted).distinct().order_by("published_earliest", "reference")
    return tuple(document(row) for row in rows), cited


def document(source: Source) -> Document:
    """What a dossier says of a source: of a confidential one its neutral label and kind, nothing it holds encrypted."""
    return Document(
        pk=source.pk,
        reference=source.reference,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published_edtf,
        kind=source.kind,
        url=source.url,
        archived_url=source.archived_url,
        is_confidential=source.is_confidential,
    )


def steps(case: Case, reader: Reader, cited: dict, documents: dict[int, Document]) -> tuple[Step, ...]:
    """The events in their order; those that rest on sources alone which do not enter stay out. One query."""
    rows = Event.objects.filter(case=case).select_related("place", "to_place").order_by("sequence", "pk")
    return tuple(
        Step(
            pk=row.pk,
            kind=row.kind,
            date=reader.date(row.date_edtf),
            place=reader.spot(row.place),
            to_place=reader.spot(row.to_place),
            summary=row.summary_en,
            carried_out_by=row.carried_out_by_en,
            stated_reason=row.stated_reason_en,
            legal_basis=row.legal_basis_en,
            sources=tuple(
                sorted({documents[source].reference for source in cited[row.pk] if source in documents})
            ),
        )
        for row in rows
        if not cited[row.pk] or any(source in documents for source in cited[row.pk])
    )


def counts(case: Case, documents: dict[int, Document]) -> tuple[Count, ...]:
    """The numbers as their sources report them, of people and no subgroup. One query."""
    rows = Figure.objects.filter(case=case, unit="people", subgroup_en="").order_by("measure", "reference")
    return tuple(
        Count(row.measure, row.count_low, row.count_high, (documents[row.source_id].reference,))
        for row in rows
        if row.source_id in documents
    )


def earlier_actions(case: Case) -> tuple[EarlierAction, ...]:
    """What was done for the case before, without what is internal, confidential or embargoed. Four queries."""
    rows = Action.objects.filter(case_links__case=case).order_by("date_earliest", "reference")
    rows = rows.prefetch_related("addressee_links__addressee", "responses__responder")
    return tuple(
        EarlierAction(
            pk=row.pk,
            date=row.date_edtf,
            kind=row.kind,
            actor=row.actor_en,
            addressees=tuple(link.addressee.name_en for link in row.addressee_links.all()),
            summary=row.summary_en,
            answers=tuple(
                (answer.date_edtf, answer.responder.name_en, answer.kind, answer.summary_en)
                for answer in row.responses.all()
                # About another case of the same action: not ours to tell here.
                if answer.case_id in (None, case.pk)
            ),
        )
        for row in rows
        if not row.is_withheld
    )


def rules() -> tuple[Rule, ...]:
    """The deadline rules of the office. One query."""
    return tuple(
        Rule(
            row.code,
            row.title,
            row.channel,
            row.counts_from,
            row.length,
            row.unit,
            row.is_limit,
            row.is_verified,
            row.checked_on,
        )
        for row in DeadlineRule.objects.all()
    )


def public_words(case: Case, documents: tuple[Document, ...]) -> frozenset[str]:
    """Every text and number that the public already reads of this case, its actions and its sources. One query."""
    references = [document.reference for document in documents if not document.is_confidential]
    actions = case.actions.values_list("reference", flat=True)
    wanted = Q(kind="case", reference=case.reference) | Q(kind="source", reference__in=references)
    wanted |= Q(kind="action", reference__in=list(actions))
    found = PublishedDocument.objects.filter(wanted).values_list("document", flat=True)
    return frozenset(word for document in found for word in words_of(document) if word)


def words_of(document) -> Iterator[str]:
    """Every text, code and number of a published document."""
    if isinstance(document, dict | list):
        for part in document.values() if isinstance(document, dict) else document:
            yield from words_of(part)
    elif isinstance(document, str | int) and not isinstance(document, bool):
        yield str(document)
