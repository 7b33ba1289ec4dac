"""Sums that relations state: 41 + 51 = 92, and never the same people twice."""

import pytest

from cases.counts import Count
from cases.published import reported_counts
from tests.published.documents import (
    affected,
    case_document,
    figure_document,
    figure_part,
    relation_part,
    source_document,
)
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db
SOURCE = "example-report"


def figure(reference: str, low: int, high: int | None, *relations: tuple[str, str], **given) -> dict:
    made = [
        relation_part(
            reference,
            other,
            kind=kind,
            from_kind="figure",
            to_kind="case" if other.startswith("case") else "figure",
        )
        for kind, other in relations
    ]
    given = {"measure": "apprehended", **given}
    return figure_document(SOURCE, reference=reference, low=low, high=high, relations=made, **given)


def sum_of(reference: str, *documents: dict):
    publish_documents(source_document(reference=SOURCE), *documents)
    figures = [document for document in documents if document["kind"] == "figure"]
    groups = reported_counts.groups(figures)
    return next(
        count.sum for group in groups for count in group.counts if count.figure["reference"] == reference
    )


def test_parts_that_come_to_the_whole():
    found = sum_of(
        "whole",
        figure("whole", 92, 92),
        figure("a", 41, 41, ("part_of", "whole")),
        figure("b", 51, 51, ("part_of", "whole")),
    )
    assert (found.counts, found.added, found.is_complete) == (
        [Count(41, 41), Count(51, 51)],
        Count(92, 92),
        True,
    )


def test_two_prints_of_one_count_are_one_part():
    found = sum_of(
        "whole",
        figure("whole", 92, 92),
        figure("a", 41, 41, ("part_of", "whole"), ("same_as", "b")),
        figure("b", 41, None, ("part_of", "whole")),
        figure("c", 51, 51, ("part_of", "whole")),
    )
    assert [count.low for count in found.counts] == [41, 51]
    assert found.is_complete


def test_a_whole_may_be_the_sum_of_cases():
    found = sum_of(
        "whole",
        figure("whole", 70, 70, ("sum_of", "case-a"), ("sum_of", "case-b")),
        case_document(reference="case-a", affected=affected(62, 62)),
        case_document(reference="case-b", affected=affected(8, 8)),
    )
    assert (found.added, found.is_complete) == (Count(70, 70), True)


def test_parts_that_do_not_come_to_the_whole_say_so(client):
    found = sum_of(
        "whole",
        figure("whole", 35, 35, ("sum_of", "case-a"), ("sum_of", "case-b")),
        case_document(reference="case-a", affected=affected(13, 13)),
        case_document(reference="case-b", affected=affected(5, 5)),
    )
    assert (found.added, found.is_complete) == (Count(18, 18), False)
    assert "13 + 5 = 18; the whole is given as 35" in client.get("/figures/").content.decode()


@pytest.mark.parametrize(
    "parts",
    [
        [figure("a", 41, 41, ("part_of", "whole"))],
        [
            figure("a", 41, 41, ("part_of", "whole")),
            figure("b", 9, 9, ("part_of", "whole"), measure="executed"),
        ],
        [figure("a", 41, 41, ("part_of", "whole")), figure("b", 9, 9, ("part_of", "whole"), unit="percent")],
        [figure("a", 41, 41, ("counted_in", "whole")), figure("b", 51, 51, ("overlaps", "whole"))],
    ],
)
def test_no_addition_where_none_is_stated(parts):
    assert sum_of("whole", figure("whole", 92, 92), *parts) is None


def test_a_figure_inside_a_case_is_reached_on_the_page_of_the_case(client):
    publish_documents(
        source_document(reference=SOURCE),
        case_document(reference="case-a", figures=[figure_part(SOURCE, reference="inside", low=7, high=7)]),
    )
    publish_documents(figure("whole", 92, 92, ("same_as", "inside")))
    assert (
        '<a href="/cases/case-a/#inside">Forcibly returned: 7</a>' in client.get("/figures/").content.decode()
    )
