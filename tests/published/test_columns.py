"""Tables, columns and lines of published data; whose reporting a source is."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from django.utils import translation

from cases.published.columns import TABLES, LineContext, header, line
from cases.published.origins import independent_origins, origin
from tests.published.documents import (
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_document,
    figure_part,
    relation_part,
    response_document,
    response_part,
    source_document,
    statement_document,
)

PLACE = (
    "{0}_id {0}_kind {0}_name_en {0}_name_ko {0}_name_zh_hans {0}_city_en {0}_city_ko {0}_city_zh_hans "
    "{0}_province_en {0}_province_ko {0}_province_zh_hans {0}_country_codes {0}_country_names {0}_latitude "
    "{0}_longitude"
)
# A change here is a new version of the tables: see SCHEMA_VERSION.
HEADERS = {
    "cases": "reference permalink title_en title_ko title_zh_hans summary_en summary_ko summary_zh_hans date_edtf "
    "date_earliest date_latest first_reported_edtf first_reported_earliest first_reported_latest "
    "detaining_country_codes detaining_country_names "
    + PLACE.format("place")
    + " person_kind affected_low affected_high affected_qualifier women men children infants elderly "
    "forcibly_returned_low forcibly_returned_high forcibly_returned_basis forcibly_returned_figure "
    "forcibly_returned_reason apprehended_low apprehended_high in_custody_low in_custody_high outcome "
    "outcome_as_of_edtf outcome_as_of_earliest outcome_as_of_latest verification verification_of last_checked "
    "source_count independent_origin_count edition last_changed schema_version affected_contribution_low "
    "affected_contribution_high forcibly_returned_contribution_low forcibly_returned_contribution_high",
    "events": "reference permalink case_reference position kind date_edtf date_earliest date_latest count_low "
    "count_high count_qualifier count_role "
    + PLACE.format("place")
    + " "
    + PLACE.format("to_place")
    + " verification summary_en summary_ko summary_zh_hans carried_out_by_en carried_out_by_ko "
    "carried_out_by_zh_hans stated_reason_en stated_reason_ko stated_reason_zh_hans legal_basis_en legal_basis_ko "
    "legal_basis_zh_hans edition last_changed schema_version",
    "figures": "reference permalink case_reference event_reference measure label_en label_ko label_zh_hans unit "
    "count_low count_high count_qualifier subgroup_en subgroup_ko subgroup_zh_hans period_edtf period_earliest "
    "period_latest "
    + PLACE.format("place")
    + " source_reference attributed_to edition last_changed schema_version",
    "statements": "reference permalink topic text_en text_ko text_zh_hans period_edtf period_earliest period_latest "
    "country_codes country_names source_reference edition last_changed schema_version",
    "sources": "reference permalink title publisher original_publisher derived_from origin author url archived_url "
    "published_edtf published_earliest published_latest kind language last_checked edition last_changed "
    "schema_version",
    "citations": "reference permalink source_reference cited_kind cited_reference document_kind document_reference "
    "stance credibility locator edition last_changed schema_version",
    "relations": "reference permalink from_kind from_reference kind to_kind to_reference confidence edition "
    "last_changed schema_version",
    "actions": "reference permalink kind actor_en actor_ko actor_zh_hans actor_kind addressee_ids addressee_names "
    "addressee_kinds date_edtf date_earliest date_latest summary_en summary_ko summary_zh_hans case_references "
    "response_references edition last_changed schema_version",
    "responses": "reference permalink action_reference case_reference kind responder_id responder_en responder_ko "
    "responder_zh_hans responder_kind responder_country_code responder_country_name date_edtf date_earliest "
    "date_latest summary_en summary_ko summary_zh_hans edition last_changed schema_version",
}


def context(*sources: dict, published: Iterable[tuple[str, str]] = ()) -> LineContext:
    return LineContext(
        edition=7,
        changed_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        site_url="https://example.org",
        sources={source["reference"]: source for source in sources},
        published=frozenset(published),
    )


def cells(table: str, document: dict, part: dict | None, in_context: LineContext) -> dict[str, str]:
    """The line as a reader of the file sees it; every line has as many cells as columns."""
    names = [column.name for column in TABLES[table].columns]
    (row,) = csv.reader(io.StringIO(line(table, document, part, in_context), newline=""))
    assert len(row) == len(names)
    return dict(zip(names, row, strict=True))


def every_line(in_context_sources: bool = True) -> list[tuple[str, dict, dict | None, LineContext]]:
    source = source_document()
    reference = source["reference"]
    event, figure, response = event_part(), figure_part(reference), response_part()
    case = case_document(events=[event], figures=[figure])
    relation = relation_part(case["reference"], "example-other")
    citation = citation_part(reference, "event", event["reference"])
    case |= {"relations": [relation], "citations": [citation]}
    shown = context(*([source] if in_context_sources else []))
    return [
        ("cases", case, None, shown),
        ("events", case, event, shown),
        ("figures", case, figure, shown),
        ("figures", figure_document(reference), None, shown),
        ("statements", statement_document(reference), None, shown),
        ("sources", source, None, shown),
        ("citations", case, citation, shown),
        ("relations", case, relation, shown),
        ("actions", action_document(responses=[response]), None, shown),
        ("responses", action_document(responses=[response]), response, shown),
        ("responses", response_document(), None, shown),
    ]


def test_headers_are_frozen():
    assert {name: header(name).replace(",", " ") for name in TABLES} == HEADERS


def test_every_table_renders_its_lines():
    lines = every_line()
    assert {table for table, *_ in lines} == set(TABLES)
    for table, document, part, shown in lines:
        found = cells(table, document, part, shown)
        assert found["reference"] == (part or document)["reference"]
        assert (found["edition"], found["last_changed"]) == ("7", "2026-11-21T09:30:00Z")
        assert found["schema_version"] == "1.0"


def test_a_line_does_not_depend_on_the_active_language():
    lines = every_line()
    english = [line(*arguments) for arguments in lines]
    with translation.override("ko"):
        assert [line(*arguments) for arguments in lines] == english
    assert "China" in english[0]


def test_every_column_is_described_once():
    for table in TABLES.values():
        names = [column.name for column in table.all_columns]
        assert len(set(names)) == len(names)
        assert all(column.description.endswith(".") for column in table.all_columns)
        assert set(table.foreign_keys) <= set(names)
        assert set(table.foreign_keys.values()) <= set(TABLES)


def test_case_line():
    source = source_document()
    figure = figure_part(source["reference"], low=500, high=600)
    counts = [
        {
            "measure": "forcibly_returned",
            "low": 500,
            "high": None,
            "basis": "chosen",
            "figure": figure["reference"],
            "reason": "Names all places.",
        }
    ]
    case = case_document(
        reference="example-return",
        title={"en": "=Title", "zh-hans": "标题"},
        date="2013-05~",
        countries=["CN", "LA"],
        affected=affected(None, 600, qualifier="up_to", women=0),
        figures=[figure],
        working_counts=counts,
    )
    found = cells("cases", case, None, context(source))
    expected = {
        "permalink": "https://example.org/cases/example-return/",
        "title_en": "'=Title",
        "title_ko": "",
        "title_zh_hans": "标题",
        "date_edtf": "2013-05~",
        "date_earliest": "2013-05-01",
        "date_latest": "2013-05-31",
        "first_reported_edtf": "",
        "first_reported_earliest": "",
        "detaining_country_codes": "CN;LA",
        "detaining_country_names": "China;Laos",
        "place_id": "example-city",
        "place_name_ko": "예시 도시",
        "place_province_en": "Example Province",
        "place_latitude": "42.9",
        "place_longitude": "-129.5",
        "affected_low": "",
        "affected_high": "600",
        "women": "0",
        "men": "",
        "forcibly_returned_low": "500",
        "forcibly_returned_high": "",
        "forcibly_returned_basis": "chosen",
        "forcibly_returned_figure": figure["reference"],
        "outcome_as_of_edtf": "2013-06~",
        "outcome_as_of_latest": "2013-06-30",
        "source_count": "1",
        "independent_origin_count": "1",
    }
    assert {name: found[name] for name in expected} == expected


def test_a_place_not_stated_leaves_its_columns_empty():
    found = cells("cases", case_document(place=None), None, context())
    assert {value for name, value in found.items() if name.startswith("place_")} == {""}


def test_parts_point_to_their_place_on_the_page_of_their_document():
    events = [event_part(), event_part(date="")]
    case = case_document(reference="example-return", events=events)
    found = cells("events", case, events[1], context())
    assert found["permalink"] == f"https://example.org/cases/example-return/#{events[1]['reference']}"
    assert (found["case_reference"], found["position"]) == ("example-return", "2")
    assert found["date_edtf"] == found["date_earliest"] == ""


def test_what_is_not_published_leaves_no_trace():
    """The references a document keeps of subjects that were taken down, or never were public."""
    reference = source_document()["reference"]
    figure = figure_part(reference)
    counts = [
        {
            "measure": "forcibly_returned",
            "low": 5,
            "high": 5,
            "basis": "chosen",
            "figure": figure["reference"],
            "reason": "The only count, by the hidden agency.",
        }
    ]
    case = case_document(figures=[figure], working_counts=counts)
    shown = cells("cases", case, None, context())
    assert (shown["forcibly_returned_figure"], shown["forcibly_returned_reason"]) == ("", "")
    assert (shown["source_count"], shown["independent_origin_count"]) == ("0", "0")

    response = response_document(case="hidden-case")
    action = action_document(
        cases=["hidden-case", "example-case"], responses=[response_part(case="hidden-case")]
    )
    found = [
        cells("sources", source_document(derived_from="hidden-source"), None, context()),
        cells("statements", statement_document("hidden-source"), None, context()),
        cells("responses", response, None, context()),
        cells("responses", action, action["responses"][0], context()),
        cells("actions", action, None, context(published=[("case", "example-case")])),
    ]
    assert not [row for row in found if any("hidden" in value for value in row.values())]
    assert found[-1]["case_references"] == "example-case"


def test_a_response_without_action_stands_with_its_case():
    response = response_document(case="example-case")
    found = cells("responses", response, None, context(published=[("case", "example-case")]))
    assert found["permalink"] == f"https://example.org/cases/example-case/#{response['reference']}"
    assert (found["case_reference"], found["action_reference"]) == ("example-case", "")
    assert found["responder_country_name"] == "China"


@pytest.mark.parametrize(
    ("publishers", "origins"),
    [
        ([("Example Daily", ""), ("Example Daily", "")], 1),
        ([("Example Daily", ""), ("EXAMPLE-DAILY", "")], 1),
        ([("Example Daily", ""), ("Other Daily", "")], 2),
        ([("Example Daily", "Associated Press"), ("Other Daily", "AP"), ("Third Daily (AP)", "")], 1),
        ([("VOA News", ""), ("VOA Korean", ""), ("Blog", "Voice of America")], 1),
        ([("KBS World Radio (Spanish)", ""), ("KBS World Radio (German)", "")], 1),
        ([("Business Standard (AFP/PTI)", ""), ("AFP", "")], 1),
        ([("RFE/RL", ""), ("Reuters", "")], 2),
        ([("Example Daily (mirror)", ""), ("Example Daily", "")], 1),
        ([("", ""), ("", "")], 2),
    ],
)
def test_independent_origins(publishers, origins):
    sources = [source_document(publisher=one, original_publisher=other) for one, other in publishers]
    by_reference = {source["reference"]: source for source in sources}
    assert independent_origins(by_reference, by_reference) == origins


def test_a_reprint_has_the_origin_of_what_it_derives_from():
    first = source_document(publisher="Human Rights Watch")
    second = source_document(publisher="Example Daily", derived_from=first["reference"])
    third = source_document(publisher="Other Daily", derived_from=second["reference"])
    sources = {source["reference"]: source for source in (first, second, third)}
    assert origin(third, sources) == "human rights watch"
    assert independent_origins(sources, sources) == 1
    assert independent_origins([*sources, "unpublished"], sources) == 1


def test_sources_that_derive_from_each_other_end_somewhere():
    first = source_document(reference="example-first", derived_from="example-second")
    second = source_document(reference="example-second", derived_from="example-first")
    sources = {source["reference"]: source for source in (first, second)}
    assert origin(first, sources) == "example daily"


def test_an_origin_fits_its_column():
    assert len(origin(source_document(publisher="ﷺ" * 200), {})) == 220


def test_a_denial_is_a_source_but_no_origin_of_the_report():
    report, denial = source_document(), source_document(publisher="Example Ministry")
    case = case_document()
    case["citations"] = [
        citation_part(report["reference"], "case", case["reference"]),
        citation_part(denial["reference"], "case", case["reference"], stance="disputes"),
    ]
    found = cells("cases", case, None, context(report, denial))
    assert (found["source_count"], found["independent_origin_count"]) == ("2", "1")
