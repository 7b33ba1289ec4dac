"""Broken bundles: every fault in one go, where a spreadsheet shows it, and nothing written."""

import pytest
from django.db import models

from advocacy.importing import TABLES
from cases import erasure
from cases.models import Relation
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE, rows


def test_a_broken_bundle_gives_every_fault_in_one_go(office):
    faults = office.faults(
        places=b"place_id,name\ncaf\xe9,x\n",
        sources="""
            source_id,title
            article,Example article
            """,
        cases="""
            reference,title,date_edtf,person_kind,affected_low,affected_high,place_id,colour
            one,Example one,2013-02-30,refugee,5,3,nowhere,
            one,Example again,2013,,-1,,,
            Two,Example two,2013,,,,,
            three,,2013,,,,,
            """,
        events="""
            event_id,reference,kind
            one--e01,one,apprehended
            four--e01,four,apprehended
            """,
        case="reference",
    )
    assert faults == [
        "case.csv: No file of a bundle has this name; is “cases.csv” meant? Allowed: places.csv, people.csv, "
        "sources.csv, cases.csv, events.csv, figures.csv, statements.csv, involvements.csv, consents.csv, "
        "relations.csv, addressees.csv, actions.csv, responses.csv, citations.csv, translations.csv.",
        "places.csv: Line 2 is not UTF-8. Save the file as “CSV UTF-8” and import it again.",
        "sources.csv, row 1, column kind: The column is missing. The new rows need it, the first of them in row 2.",
        next(
            fault
            for fault in faults
            if fault.startswith("cases.csv, row 1, column colour: This is not a known")
        ),
        "cases.csv, row 2, column affected_low: “5”: The lowest number is above the highest, 3.",
        "cases.csv, row 2, column date_edtf: “2013-02-30”: “2013-02-30” has no day 30. "
        "Write for example 2012-03, 2012-03-15 or 2017-07/2017-08.",
        "cases.csv, row 2, column person_kind: “refugee”: This is not a known word; is “refugees” meant? "
        "Allowed: refugees, asylum_seekers, migrants, workers, former_pow_or_relative, residents, activist, "
        "aid_worker, refugee_helper, journalist, other.",
        "cases.csv, row 3, column affected_low: “-1”: Write a whole number from 0 to 2147483647, in digits alone; "
        "leave empty what is not reported.",
        "cases.csv, row 3, column reference: “one”: Row 2 has this id already.",
        "cases.csv, row 4, column reference: “Two”: Write lower-case letters, digits and hyphens, at most 80, "
        "for example return-2023-10-09.",
        "cases.csv, row 5, column title: A new row needs this.",
        "events.csv, row 3, column reference: “four”: There is no such id, neither in cases.csv of the bundle nor in "
        "the record.",
    ]


#: What else can be wrong in one row of a good bundle: the file, its rows, and what the fault says.
WRONG = {
    "an id is missing": (
        "places",
        "place_id,name,kind,country\n,Example,city,China",
        "Every row needs an id",
    ),
    "the id column is missing": ("places", "name,kind,country\nExample,city,China", "Every row needs it"),
    "an unknown country": ("places", "place_id,name,kind,country\na,A,city,Chian", "is “China” meant?"),
    "latitude alone": ("places", "place_id,name,kind,country,lat\na,A,city,China,42.1", "or neither"),
    "latitude too high": (
        "places",
        "place_id,name,kind,country,lat,lon\na,A,city,China,99,1",
        "from -90 to 90",
    ),
    "a site on the map": (
        "places",
        "place_id,name,kind,country,lat,lon\na,A,site,China,9,1",
        "without coordinates",
    ),
    "a bad address": ("sources", "source_id,title,kind,url\na,A,media,ftp://example.org", "full web address"),
    "a long title": (
        "sources",
        f"source_id,title,kind\na,{'x' * 501},media",
        "501 characters; 500 are allowed",
    ),
    "a source of itself": (
        "sources",
        "source_id,title,kind,derived_from\na,A,media,a",
        "cannot derive from itself",
    ),
    "sources in a circle": (
        "sources",
        "source_id,title,kind,derived_from\na,A,media,b\nb,B,media,a",
        "derive from each other",
    ),
    "nobody affected": (
        "cases",
        "reference,title,date_edtf,affected_high\na,A,2013,0",
        "0 is never recorded",
    ),
    "an event of nothing": ("events", "event_id,kind\na,died", "The column is missing"),
    "event counts": (
        "events",
        "event_id,reference,kind,count_low,count_high\na,example-case,died,2,1",
        "lowest number is above",
    ),
    "figure counts": (
        "figures",
        "figure_id,measure,source_id,count_low,count_high\na,other,example-article,2,1",
        "lowest number is above",
    ),
    "an event without its case": (
        "figures",
        "figure_id,measure,source_id,event_id\na,other,example-article,example-case--e01",
        "also names its case",
    ),
    "an event of another case": (
        "figures",
        "figure_id,measure,source_id,reference,event_id\na,other,example-article,example-part,example-case--e01",
        "belongs to another case, example-case",
    ),
    "a relation to itself": (
        "relations",
        "relation_id,from_type,from_id,relation,to_type,to_id\na,case,example-case,overlaps,case,example-case",
        "related to itself",
    ),
    "a relation twice": (
        "relations",
        "relation_id,from_type,from_id,relation,to_type,to_id\na,case,example-part,part_of,case,example-case",
        "already recorded. (example-relation)",
    ),
    "parts in a circle": (
        "relations",
        "relation_id,from_type,from_id,relation,to_type,to_id\na,case,example-case,part_of,case,example-part",
        "part of itself",
    ),
    "a citation twice": (
        "citations",
        "citation_id,entity_type,entity_id,source_id,locator\na,case,example-case,example-article,p. 1",
        "already cited here at the same place. (cit-1)",
    ),
    "a citation twice in the file": (
        "citations",
        "citation_id,entity_type,entity_id,source_id\n"
        "a,response,example-response,example-reprint\nb,response,example-response,example-reprint",
        "row 3, column locator: This source is already cited here at the same place. (a)",
    ),
    "a citation of nothing": (
        "citations",
        "citation_id,entity_type,entity_id,source_id\na,action,example-case,example-article",
        "column entity_id: “example-case”: There is no such id, neither in actions.csv",
    ),
    "a citation that moves to the other wing": (
        "citations",
        "citation_id,entity_type,entity_id\ncit-1,action,example-action",
        "This citation cannot move there",
    ),
    "a citation whose kind alone changes": (
        "citations",
        "citation_id,entity_type\ncit-1,event",
        "neither in events.csv",
    ),
    "a person twice in a case": (
        "involvements",
        "involvement_id,reference,person_id\na,example-case,person-example1",
        "already recorded in this case",
    ),
    "an age": (
        "involvements",
        "involvement_id,reference,person_id,age_at_event\na,example-part,person-example1,121",
        "from 0 to 120",
    ),
    "naming without grounds": (
        "involvements",
        "involvement_id,reference,person_id,naming\na,example-part,person-example1,named",
        "needs grounds",
    ),
    "consent withdrawn too early": (
        "consents",
        "consent_id,person_id,purpose,form,given_on,withdrawn_on\na,person-example1,un,oral,2024-01-02,2024-01-01",
        "before it was given",
    ),
    "consent withdrawn by import": (
        "consents",
        "consent_id,withdrawn_on\nexample-consent,2024-03-01",
        "by hand in the admin",
    ),
    "two addressees of one name": (
        "addressees",
        "addressee_id,name\na,Example Ministry",
        "Another addressee has this name. (example-ministry)",
    ),
    "a name of two": ("addressees", "addressee_id,name\na,Example; Office", "may not contain “;”"),
    "an addressee twice": (
        "actions",
        "action_id,kind,actor,actor_kind,summary,addressee\na,petition,A,ngo,S,media; media",
        "stands here twice",
    ),
    "a case that is not there": (
        "actions",
        "action_id,kind,actor,actor_kind,summary,reference\na,petition,A,ngo,S,example-case; nothing",
        "“nothing”: There is no such id, neither in cases.csv",
    ),
    "an embargo without end": (
        "actions",
        "action_id,kind,actor,actor_kind,summary,publicity\na,petition,A,ngo,S,embargoed",
        "the day until which",
    ),
    "a translation of nothing": (
        "translations",
        "entity_type,entity_id,field,language,text\ncase,nothing,title,ko,예시",
        "column entity_id: “nothing”: There is no such id, neither in cases.csv",
    ),
    "a translation of a wrong kind": (
        "translations",
        "entity_type,entity_id,field,language,text\nplaces,example-city,name,ko,예시",
        "is “place” meant?",
    ),
    "a translation of a wrong field": (
        "translations",
        "entity_type,entity_id,field,language,text\ncase,example-case,note,ko,예시",
        "Allowed: title, summary.",
    ),
    "a translation into English": (
        "translations",
        "entity_type,entity_id,field,language,text\ncase,example-case,title,en,Example",
        "Allowed: ko, zh-hans.",
    ),
    "a translation twice": (
        "translations",
        "entity_type,entity_id,field,language,text\n"
        "case,example-part,title,ko,예시\ncase,example-part,title,ko,다른 예시",
        "Row 2 has this translation already",
    ),
    "translations without a column": (
        "translations",
        "entity_type,entity_id,field,text",
        "column language: The col",
    ),
    "a long translation": (
        "translations",
        f"entity_type,entity_id,field,language,text\ncase,example-part,title,ko,{'예' * 201}",
        "row 2, column text: “예",
    ),
}


@pytest.mark.parametrize(("file", "text", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_refused_and_nothing_written(office, file, text, message):
    office.imports(**EXAMPLE)
    faults = office.faults(**{file: text})
    assert faults
    assert all(fault.startswith(f"{file}.csv, row ") for fault in faults)
    assert any(message in fault for fault in faults)


def test_every_rule_of_the_database_is_asked_beforehand():
    """A new constraint of an imported model needs a row in WRONG, and its name here."""
    asked = {
        "action_addressee_once": "an addressee twice",
        "action_case_once": "the same kind of cell",
        "action_date_order": "follows from the date",
        "action_embargo_has_date": "an embargo without end",
        "advocacy_citation_action_once": "a citation twice in the file",
        "advocacy_citation_cites_one_thing": "the format cannot say two",
        "advocacy_citation_response_once": "a citation twice in the file",
        "case_affected_not_zero": "nobody affected",
        "case_affected_range": "the test of a broken bundle",
        "case_date_order": "follows from the date",
        "citation_case_once": "a citation twice",
        "citation_cites_one_thing": "the format cannot say two",
        "citation_event_once": "a citation twice",
        "citation_figure_once": "a citation twice",
        "citation_involvement_once": "a citation twice",
        "consent_withdrawn_after_given": "consent withdrawn too early",
        "event_count_range": "event counts",
        "event_date_order": "follows from the date",
        "figure_count_range": "figure counts",
        "figure_event_needs_case": "an event without its case",
        "figure_period_order": "follows from the date",
        "involvement_naming_needs_grounds": "naming without grounds",
        "involvement_once_per_case": "a person twice in a case",
        "place_coordinates": "latitude alone",
        "place_site_without_coordinates": "a site on the map",
        "relation_cases_once": "a relation twice",
        "relation_from_one_thing": "the format cannot say two",
        "relation_not_to_itself": "a relation to itself",
        "relation_to_one_thing": "the format cannot say two",
        "response_date_order": "follows from the date",
        "source_confidential_has_no_open_identity": "confidential sources are not imported",
        "source_not_derived_from_itself": "a source of itself",
        "source_published_order": "follows from the date",
        "statement_period_order": "follows from the date",
    }
    written = {model for table in TABLES for model in table.models}
    written |= {links.through for table in TABLES for links in table.links}
    assert {constraint.name for model in written for constraint in model._meta.constraints} == set(asked)
    unique = {
        f"{model.__name__}.{field.name}"
        for model in written
        for field in model._meta.concrete_fields
        if field.unique and not isinstance(field, models.AutoField) and field.name != "reference"
    }
    assert unique == {"Addressee.name_en"}


def test_places_and_translations_must_agree(office):
    faults = office.faults(
        places=rows(("place_id", "name", "name_ko", "kind", "country"), ("a", "A", "하나", "city", "China")),
        translations=rows(
            ("entity_type", "entity_id", "field", "language", "text"), ("place", "a", "name", "ko", "둘")
        ),
    )
    assert faults == [
        "translations.csv, row 2, column text: “둘”: places.csv, row 2, says something else: “하나”."
    ]


def test_a_confidential_source_can_be_neither_touched_nor_named(office):
    secret = builders.make_confidential_source(reference="interview")
    faults = office.faults(
        sources="source_id,title\ninterview,Example",
        statements="statement_id,topic,text,source_id\na,law,Example,interview",
    )
    assert faults == [
        "sources.csv, row 2, column source_id: “interview”: This id belongs to a record that no import may touch.",
        "statements.csv, row 2, column source_id: “interview”: There is no such id, neither in sources.csv of the "
        "bundle nor in the record.",
    ]
    secret.refresh_from_db()
    assert secret.title != "Example"


def test_a_circle_through_the_record_is_found(office):
    a, b, c = (builders.make_case(reference=name) for name in "abc")
    builders.make_relation(from_case=a, to_case=b)
    builders.make_relation(from_case=b, to_case=c)
    assert Relation.objects.count() == 2
    header = "relation_id,from_type,from_id,relation,to_type,to_id\n"
    assert "part of itself" in office.faults(relations=f"{header}new,case,c,part_of,case,a")[0]
    assert office.faults(relations=f"{header}new,case,a,part_of,case,c") == []


def test_rows_whose_table_cannot_be_read_give_no_faults_of_their_own(office):
    faults = office.faults(cases=b"\xff\xfe", events="event_id,reference,kind\na,nobody-knows,died")
    assert faults == ["cases.csv: Line 1 is not UTF-8. Save the file as “CSV UTF-8” and import it again."]


def test_an_erased_person_does_not_come_back(office, editor, publisher):
    person = builders.make_person(reference="person-example-erased", legal_name="Example Erased")
    erasure.carry_out(erasure.ask(person, by=editor, reason="Asked for."), by=publisher)
    assert office.faults(
        people="""
            person_id,sex
            person-example-erased,female
            person-example-other,female
            """
    ) == [
        "people.csv, row 2, column person_id: “person-example-erased”: This person was erased from the record: take the "
        "row out of the file."
    ]
