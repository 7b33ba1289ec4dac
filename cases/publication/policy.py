"""Every public field of the record's wing, and how it is coarsened: the whole policy on one page.

One function per subject turns a row of the record into its published document (the form is
described in docs/published-documents.md). What is not named here is not public. Coarsening:

* dates to the day, month or year the case allows (`date_precision`),
* places to the city, province or country it allows; a site never as itself (`public_place`),
* an exact age to a band (`age_band`), a person to "A", "B" …,
* nothing cited from a confidential source, and no step or person that rests on such sources alone.

Free text is not rewritten: obstacles.py refuses text that says more than this page allows.
"""

from cases import dates
from cases.choices import AgeBand, DatePrecision, Language, Naming, PlaceKind, PlacePrecision, SubjectKind
from cases.models import Case, Event, Figure, Involvement, Place, Relation, Source, Statement
from cases.publication.working_counts import working_counts

SCHEMA = 1

#: Related rows that the documents of cases need, so that many are made with few queries.
CASE_RELATIONS = (
    "place",
    "events__place",
    "events__to_place",
    "events__citations__source__derived_from__derived_from",
    "figures__place",
    "figures__source__derived_from__derived_from",
    "figures__event",
    "figures__citations__source__derived_from__derived_from",
    "working_counts",
    "citations__source__derived_from__derived_from",
    "involvements__person__consents",
    "involvements__citations__source__derived_from__derived_from",
    "relations_from__to_case",
    "relations_from__to_figure__source",
    "risk_reviews",
)
FIGURE_RELATIONS = (
    "place",
    "source",
    "citations__source",
    "relations_from__to_case",
    "relations_from__to_figure__source",
)


def case_document(case: Case) -> dict:
    """The public form of a case with its events, figures, people, citations and relations."""
    dating, placing = date_precision(case), place_precision(case)
    events, figures, people = public_events(case), public_figures(case), shown_people(case)
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.CASE.value,
        "reference": case.reference,
        "title": texts(case, "title"),
        "summary": texts(case, "summary"),
        "date": dates.coarsen(case.date_edtf, dating),
        "first_reported": dates.coarsen(case.reported_edtf, dating) if case.reported_edtf else "",
        "last_checked": case.last_checked_on.isoformat() if case.last_checked_on else "",
        "countries": country_codes(case.detaining_countries),
        "place": public_place(case.place, placing),
        "affected": {
            "low": case.affected_low,
            "high": case.affected_high,
            "qualifier": case.affected_qualifier,
            "women": case.women,
            "men": case.men,
            "children": case.children,
            "infants": case.infants,
            "elderly": case.elderly,
        },
        "person_kind": case.person_kind,
        "outcome": case.last_reported_outcome,
        "outcome_as_of": dates.coarsen(case.outcome_as_of_edtf, dating) if case.outcome_as_of_edtf else "",
        "verification": case.verification,
        "verification_of": case.verification_of,
        "working_counts": working_counts(case, events, figures),
        "events": [event_part(event, dating, placing) for event in events],
        "figures": [figure_part(figure, dating, placing) for figure in figures],
        "people": [
            person_part(person, label, dating) for label, person in zip(labels(), people, strict=False)
        ],
        "citations": [
            *citation_parts(case, "case", case.reference),
            *(part for event in events for part in citation_parts(event, "event", event.reference)),
            *(part for figure in figures for part in citation_parts(figure, "figure", figure.reference)),
            *(part for person in people for part in citation_parts(person, "person", person.reference)),
        ],
        "relations": [relation_part(relation) for relation in public_relations(case)],
    }


def source_document(source: Source) -> dict:
    """The public form of a source. Reliability stays private; a confidential source has no public form."""
    if source.is_confidential:
        raise ValueError("A confidential source is never published.")
    origin = source.derived_from
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.SOURCE.value,
        "reference": source.reference,
        "title": source.title,
        "publisher": source.publisher,
        "original_publisher": source.original_publisher,
        "derived_from": origin.reference if origin and not origin.is_confidential else "",
        "author": source.author,
        "url": source.url,
        "archived_url": source.archived_url,
        "published": source.published_edtf,
        "source_kind": source.kind,
        "language": source.language,
        "last_checked": source.last_checked_on.isoformat() if source.last_checked_on else "",
    }


def figure_document(figure: Figure) -> dict:
    """The public form of a count that belongs to no single case; as reported, so not coarsened."""
    part = figure_part(figure, DatePrecision.DAY, PlacePrecision.CITY)
    del part["event"]
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.FIGURE.value,
        **part,
        "citations": citation_parts(figure, "figure", figure.reference),
        "relations": [relation_part(relation) for relation in public_relations(figure)],
    }


def statement_document(statement: Statement) -> dict:
    """The public form of a statement."""
    return {
        "schema": SCHEMA,
        "kind": SubjectKind.STATEMENT.value,
        "reference": statement.reference,
        "topic": statement.topic,
        "text": texts(statement, "text"),
        "source": statement.source.reference,
        "period": statement.period_edtf,
        "countries": country_codes(statement.countries),
    }


# --- parts of a case ------------------------------------------------------------------------------


def event_part(event: Event, dating: str, placing: str) -> dict:
    return {
        "reference": event.reference,
        "kind": event.kind,
        "date": dates.coarsen(event.date_edtf, dating) if event.date_edtf else "",
        "low": event.count_low,
        "high": event.count_high,
        "qualifier": event.count_qualifier,
        "role": event.count_role,
        "place": public_place(event.place, placing),
        "to_place": public_place(event.to_place, placing),
        "verification": event.verification,
        "summary": texts(event, "summary"),
        "carried_out_by": texts(event, "carried_out_by"),
        "stated_reason": texts(event, "stated_reason"),
        "legal_basis": texts(event, "legal_basis"),
    }


def figure_part(figure: Figure, dating: str, placing: str) -> dict:
    return {
        "reference": figure.reference,
        "event": figure.event.reference if figure.event else "",
        "measure": figure.measure,
        "label": texts(figure, "label"),
        "unit": figure.unit,
        "low": figure.count_low,
        "high": figure.count_high,
        "qualifier": figure.qualifier,
        "subgroup": texts(figure, "subgroup"),
        "period": dates.coarsen(figure.period_edtf, dating) if figure.period_edtf else "",
        "place": public_place(figure.place, placing),
        "source": figure.source.reference,
        "attributed_to": figure.attributed_to,
    }


def person_part(involvement: Involvement, label: str, dating: str) -> dict:
    """One person as the public sees them. The name only where naming is decided; obstacles.py checks grounds."""
    named = involvement.naming == Naming.NAMED
    return {
        "reference": involvement.reference,
        "label": label,
        "name": involvement.person.public_name if named else "",
        "role": involvement.role,
        "sex": involvement.person.sex,
        "age_band": age_band(involvement.age_at_event),
        "vulnerability": involvement.vulnerability,
        "fate": involvement.fate,
        "fate_as_of": dates.coarsen(involvement.fate_as_of_edtf, dating)
        if involvement.fate_as_of_edtf
        else "",
    }


def citation_parts(cited, cited_kind: str, cited_reference: str) -> list[dict]:
    """The citations of one thing, without those of confidential sources."""
    return [
        {
            "reference": citation.reference,
            "cited_kind": cited_kind,
            "cited_reference": cited_reference,
            "source": citation.source.reference,
            "stance": citation.stance,
            "credibility": citation.credibility,
            "locator": citation.locator,
        }
        for citation in by_reference(cited.citations.all())
        if not citation.source.is_confidential
    ]


def public_relations(subject: Case | Figure) -> list[Relation]:
    """The relations that start here, without those to a figure from a confidential source: nobody outside learns, by
    its reference or by their number, that there is one."""
    return [
        relation
        for relation in by_reference(subject.relations_from.all())
        if not (relation.to_figure and relation.to_figure.source.is_confidential)
    ]


def relation_part(relation: Relation) -> dict:
    """A relation by references; what is not published at either end does not resolve and is not shown."""
    return {
        "reference": relation.reference,
        "kind": relation.kind,
        "from_kind": "case" if relation.from_case else "figure",
        "from_reference": (relation.from_case or relation.from_figure).reference,
        "to_kind": "case" if relation.to_case else "figure",
        "to_reference": (relation.to_case or relation.to_figure).reference,
        "confidence": relation.confidence,
    }


# --- coarsening -----------------------------------------------------------------------------------


def date_precision(case: Case) -> str:
    """The finest date of the case that goes out: as set; else the day, or the month once people are recorded."""
    if case.publish_dates_as:
        return case.publish_dates_as
    return DatePrecision.MONTH if case.involvements.all() else DatePrecision.DAY


def place_precision(case: Case) -> str:
    """The finest place of the case that goes out: as set; else the city, or the province once people are recorded."""
    if case.publish_places_as:
        return case.publish_places_as
    return PlacePrecision.PROVINCE if case.involvements.all() else PlacePrecision.CITY


def public_place(place: Place | None, precision: str) -> dict | None:
    """A place no finer than `precision`; a site at most as its city, a place without province as its country."""
    if place is None:
        return None
    countries = country_codes(place.countries)
    city, province = texts(place, "city"), texts(place, "province")
    coarse = {"reference": "", "city": {}, "countries": countries, "latitude": None, "longitude": None}
    site = place.kind == PlaceKind.SITE
    if precision == PlacePrecision.CITY and not site:
        return {
            "reference": place.reference,
            "name": texts(place, "name"),
            "kind": place.kind,
            "city": city,
            "province": province,
            "countries": countries,
            "latitude": float(place.latitude) if place.latitude is not None else None,
            "longitude": float(place.longitude) if place.longitude is not None else None,
        }
    if precision == PlacePrecision.CITY and city:
        return {**coarse, "name": city, "kind": PlaceKind.CITY.value, "city": city, "province": province}
    if precision != PlacePrecision.COUNTRY and province:
        return {**coarse, "name": province, "kind": PlaceKind.REGION.value, "province": province}
    return {**coarse, "name": {}, "kind": PlaceKind.COUNTRY.value, "province": {}}


def age_band(age: int | None) -> str:
    """The band an exact age is published as; empty when the age is not known."""
    if age is None:
        return ""
    upper = {
        12: AgeBand.UNDER_12,
        18: AgeBand.TEENS,
        30: AgeBand.YOUNG,
        45: AgeBand.THIRTIES,
        60: AgeBand.MIDDLE,
    }
    return next((band for limit, band in upper.items() if age < limit), AgeBand.OLDER).value


# --- small readers --------------------------------------------------------------------------------


def texts(row, field: str) -> dict[str, str]:
    """The texts of one field by language, without the empty ones."""
    columns = {language: f"{field}_{language.replace('-', '_')}" for language in Language.values}
    return {language: getattr(row, column) for language, column in columns.items() if getattr(row, column)}


def country_codes(countries) -> list[str]:
    return [country.code for country in countries]


def public_events(case: Case) -> list[Event]:
    """The steps that go out, in order of time."""
    return in_order_of_time(event for event in case.events.all() if not only_confidential(event))


def public_figures(case: Case) -> list[Figure]:
    """The counts that go out: from an open source, of the case as a whole or of a step that goes out."""
    events = {None, *(event.pk for event in public_events(case))}
    return [
        figure
        for figure in by_reference(case.figures.all())
        if figure.event_id in events and not figure.source.is_confidential
    ]


def shown_people(case: Case) -> list[Involvement]:
    """The people who appear, even as "Person A"."""
    return [
        person
        for person in by_reference(case.involvements.all())
        if person.shown and not only_confidential(person)
    ]


def only_confidential(cited) -> bool:
    """Whether sources are cited for it, and every one of them is confidential."""
    citations = cited.citations.all()
    return bool(citations) and all(citation.source.is_confidential for citation in citations)


def labels():
    """A, B … Z, then A1, B1 …: how people without a public name are told apart within one case."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    yield from letters
    number = 1
    while True:
        yield from (f"{letter}{number}" for letter in letters)
        number += 1


def by_reference(rows) -> list:
    return sorted(rows, key=lambda row: row.reference)


def in_order_of_time(events) -> list[Event]:
    return sorted(events, key=lambda event: (event.sequence, event.reference))
