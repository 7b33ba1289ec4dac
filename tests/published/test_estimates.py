"""Which counts of others stand beside a number of this site."""

import pytest

from cases.choices import Measure
from cases.published import estimates
from tests.published.documents import case_document, figure_document, figure_part, source_document
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

SOURCE = "example-report"


def publish(*figures: dict) -> None:
    publish_documents(source_document(reference=SOURCE), *figures)


def figure(speaker: str, low: int | None, period: str, **more) -> dict:
    given = {"low": low, "high": low, "period": period, "attributed_to": speaker, **more}
    return figure_document(SOURCE, reference=f"agg--{speaker.lower()}-{low}", **given)


def counts(most: int = 9) -> list[tuple[str, int]]:
    found = estimates.of([Measure.FORCIBLY_RETURNED], most)[Measure.FORCIBLY_RETURNED]
    return [(estimate.speaker, estimate.figure["low"]) for estimate in found.counts]


def test_each_speaker_once_with_the_period_that_ends_last():
    publish(figure("A", 900, "2012"), figure("A", 20, "2020/2024"), figure("B", 5, "2023"))
    assert counts() == [("A", 20), ("B", 5)]


def test_of_counts_that_end_together_the_largest():
    publish(
        figure("A", 406, "2024/2025-10"), figure("A", 1076, "2020/2025-10"), figure("A", 670, "2020/2024")
    )
    assert counts() == [("A", 1076)]


def test_one_speaker_is_one_under_every_name_and_through_whomever_it_is_heard():
    publish(
        figure("HRW", 406, "2024/2025-10"),
        figure("HRW via press", 1076, "2020/2025-10"),
        figure("Human Rights Watch", 60, "2024"),
        figure("Viable Group", 3, "2001"),
    )
    assert counts() == [("HRW via press", 1076), ("Viable Group", 3)]


def test_newest_first_undated_last_and_no_more_than_asked_for():
    publish(figure("A", 1, ""), figure("B", 2, "2009"), figure("C", 3, "2021"))
    assert counts() == [("C", 3), ("B", 2), ("A", 1)]
    assert counts(2) == [("C", 3), ("B", 2)]


def test_parts_of_groups_sums_of_ours_and_counts_of_cases_are_left_out():
    publish(
        figure("A", 1, "2020", subgroup={"en": "women"}),
        figure("B", 2, "2020", qualifier="derived"),
        figure("C", 3, "2020", unit="percent"),
        figure("D", 4, "2020", measure="apprehended"),
        figure("E", None, "2020", qualifier="hundreds"),
        case_document(figures=[figure_part(SOURCE, low=6, high=6)]),
    )
    assert counts() == []


def test_yearly_rates_are_apart():
    publish(figure("A", 5000, "2006", unit="people_per_year"), figure("A", 7, "2006"))
    found = estimates.of([Measure.FORCIBLY_RETURNED], 9, most_rates=9)[Measure.FORCIBLY_RETURNED]
    assert [estimate.figure["low"] for estimate in found.counts] == [7]
    assert [estimate.figure["low"] for estimate in found.rates] == [5000]


def test_a_count_whose_source_is_not_public_is_not_there():
    publish_documents(figure("A", 1, "2020"))
    assert counts() == []


def test_the_cost_does_not_grow(django_assert_num_queries):
    publish(*(figure(f"S{n}", n, "2020") for n in range(1, 12)))
    with django_assert_num_queries(2):
        assert len(counts()) == 9
