"""Rows follow from documents, and from documents alone."""

from itertools import pairwise

import pytest
from django.core.management import call_command

from cases.published import projection
from cases.published.models import (
    PublishedCase,
    PublishedCitation,
    PublishedDocument,
    PublishedFacet,
    PublishedFigure,
    PublishedReference,
    PublishedRelation,
    PublishedSearch,
    PublishedSource,
    PublishedStatement,
)
from tests.published.documents import (
    action_document,
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
from tests.published.editions import publish_documents, take_down
from tests.published.examples import mass_return

pytestmark = pytest.mark.django_db

KEYS = ("id", "subject_id", "case_id", "action_id")


def rows() -> dict[str, list[dict]]:
    """Every projected row without its keys, which a rebuild gives anew, in a defined order."""
    return {
        table.__name__: sorted(
            (
                {name: value for name, value in row.items() if name not in KEYS}
                for row in table.objects.values()
            ),
            key=str,
        )
        for table in projection.TABLES
    }


def world() -> list[dict]:
    """One of everything: a case with all parts, and subjects that refer to it and to each other."""
    origin = source_document(publisher="Example Agency")
    source = source_document(derived_from=origin["reference"])
    figure = figure_part(source["reference"])
    other = case_document()
    case = case_document(
        events=[event_part(), event_part()],
        figures=[figure],
        people=[],
        relations=[],
    )
    case["citations"] = [citation_part(source["reference"], "case", case["reference"])]
    case["relations"] = [relation_part(case["reference"], other["reference"])]
    alone = figure_document(source["reference"])
    alone["relations"] = [
        relation_part(alone["reference"], figure["reference"], from_kind="figure", to_kind="figure")
    ]
    return [
        origin,
        source,
        other,
        case,
        alone,
        statement_document(source["reference"]),
        action_document(cases=[case["reference"]], responses=[response_part(case=case["reference"])]),
        response_document(case=case["reference"]),
    ]


@pytest.mark.parametrize("documents", [world, mass_return])
def test_a_rebuild_gives_the_same_rows(documents):
    publish_documents(*documents())
    before = rows()
    assert all(before[table.__name__] for table in (PublishedCase, PublishedRelation, PublishedFigure))
    projection.rebuild()
    assert rows() == before


def test_a_rebuild_from_nothing_gives_the_same_rows():
    publish_documents(*world())
    before = rows()
    for table in reversed(projection.TABLES):
        table.objects.all().delete()
    call_command("rebuild_published", verbosity=0)
    assert rows() == before


def test_the_order_of_publication_does_not_matter():
    documents = world()
    publish_documents(*documents)
    together = rows()
    for document in documents:
        take_down(document)
    assert not any(rows().values())
    for document in reversed(documents):
        publish_documents(document)
    after = rows()
    for found in (together, after):
        for table in found.values():
            for row in table:
                row.pop("edition", None)
                row.pop("csv_line", None)
    assert after == together


def test_many_documents_in_one_edition_find_each_other(monkeypatch):
    """Relations to figures of cases that come in a later portion."""
    monkeypatch.setattr(projection, "CHUNK", 2)
    monkeypatch.setattr(projection.chunks, "__defaults__", (2,))
    publish_documents(*world())
    assert PublishedRelation.objects.count() == 2
    before = rows()
    projection.rebuild()
    assert rows() == before


def test_a_source_that_comes_and_goes(django_assert_max_num_queries):
    source = source_document(publisher="Example Courier")
    case = case_document(figures=[figure_part(source["reference"])])
    case["citations"] = [citation_part(source["reference"], "case", case["reference"])]
    statement = statement_document(source["reference"])
    publish_documents(case, statement)

    def shown() -> tuple:
        facets = PublishedFacet.objects.filter(dimension="source").count()
        found = "s_courier" in PublishedSearch.objects.get(subject__kind="case").terms.split()
        tables = (PublishedCitation, PublishedFigure, PublishedStatement)
        return *(table.objects.count() for table in tables), facets, found

    assert shown() == (0, 0, 0, 0, False)
    publish_documents(source)
    assert shown() == (1, 1, 1, 1, True)
    take_down(source)
    assert shown() == (0, 0, 0, 0, False)
    assert "courier" not in str(rows()).lower()
    publish_documents(source)
    assert shown() == (1, 1, 1, 1, True)


@pytest.mark.parametrize("missing", ["from", "to"])
def test_a_relation_with_one_end_missing_is_not_there(missing):
    ends = [case_document(), case_document()]
    ends[0]["relations"] = [relation_part(ends[0]["reference"], ends[1]["reference"])]
    publish_documents(*ends)
    assert PublishedRelation.objects.count() == 1
    gone = ends[0] if missing == "from" else ends[1]
    take_down(gone)
    assert not PublishedRelation.objects.exists()
    assert gone["reference"] not in str(rows()["PublishedCase"])
    publish_documents(gone)
    assert PublishedRelation.objects.count() == 1


def test_a_change_at_the_end_of_a_chain_of_origins_reaches_the_case():
    """The origin of a reprint of a reprint is a matter of three documents."""
    chain = [source_document(publisher=f"Example Outlet {n}") for n in range(4)]
    for reprint, origin in pairwise(chain):
        reprint["derived_from"] = origin["reference"]
    case = case_document()
    case["citations"] = [citation_part(chain[0]["reference"], "case", case["reference"])]
    publish_documents(case, *chain[:3])

    def origin():
        return PublishedSource.objects.get(reference=chain[0]["reference"]).origin

    assert origin() == "example outlet 2"
    publish_documents(chain[3])
    assert origin() == "example outlet 3"
    take_down(chain[1])
    assert origin() == "example outlet 0"


def test_sources_that_derive_from_each_other_end():
    first, second = source_document(), source_document()
    first["derived_from"], second["derived_from"] = second["reference"], first["reference"]
    publish_documents(first, second)
    assert PublishedSource.objects.count() == 2


def test_a_date_that_is_not_stated_sorts_behind_all_others():
    publish_documents(case_document(date="1999"), case_document(date=""), case_document(date="../2023-08"))
    newest = PublishedCase.objects.order_by("-sort_date")
    assert list(newest.values_list("date", flat=True)) == ["../2023-08", "1999", ""]


def test_references_are_remembered_before_they_resolve():
    case = case_document()
    action = action_document(cases=[case["reference"]])
    publish_documents(action)
    assert PublishedReference.objects.get().to_reference == case["reference"]


def test_a_case_is_found_by_the_words_of_its_own_sources_only():
    cited, other = source_document(title="Zzyzx headline"), source_document(title="Qqxyq headline")
    case = case_document()
    case["citations"] = [citation_part(cited["reference"], "case", case["reference"])]
    publish_documents(case, cited, other)
    terms = PublishedSearch.objects.get(subject__kind="case").terms
    assert "s_zzyzx" in terms.split()
    assert "qqxyq" not in terms


def test_an_edition_touches_the_rows_of_its_dependents_only():
    case, other = case_document(), case_document()
    publish_documents(case, other)
    key = PublishedCase.objects.get(reference=other["reference"]).pk
    publish_documents({**case, "title": {"en": "Another artificial title"}})
    assert PublishedCase.objects.get(reference=other["reference"]).pk == key
    assert PublishedDocument.objects.get(reference=other["reference"]).edition == 1
