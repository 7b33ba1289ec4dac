"""Totals of lists: nobody twice, nothing guessed, helpers apart."""

import pytest

from cases.counts import Share
from cases.published import totals
from cases.published.models import PublishedCase
from tests.published.documents import affected, case_document, event_part, relation_part
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db


def returned(low, high) -> list[dict]:
    return [
        {
            "measure": "forcibly_returned",
            "low": low,
            "high": high,
            "basis": "figures",
            "figure": "",
            "reason": "",
        }
    ]


def numbers(total) -> tuple:
    return total.low, total.high, total.counted, total.without_number


def test_a_part_is_not_added_to_its_whole():
    publish_documents(
        case_document(reference="whole", affected=affected(100, 100), working_counts=returned(7, 7)),
        case_document(
            reference="part",
            affected=affected(7, 7),
            working_counts=returned(7, 7),
            relations=[relation_part("part", "whole")],
        ),
        case_document(affected=affected(5, None), outcome="detained"),
        case_document(affected=affected(None, None), outcome="detained"),
    )
    found = totals.of(PublishedCase.objects.all())
    assert found.cases == 4
    assert numbers(found.affected) == (105, None, 3, 1)
    assert numbers(found.returned) == (7, 7, 2, 0)
    assert found.helpers is None
    parts_only = PublishedCase.objects.filter(reference="part")
    assert numbers(totals.of(parts_only).affected) == (7, 7, 1, 0)


def test_helpers_are_counted_apart():
    publish_documents(
        case_document(affected=affected(3, 3), person_kind="activist", working_counts=returned(3, 3)),
        case_document(affected=affected(10, 10), outcome="detained"),
    )
    found = totals.of(PublishedCase.objects.all())
    assert numbers(found.affected) == (10, 10, 1, 0)
    assert numbers(found.helpers) == (3, 3, 1, 0)
    assert found.returned is None


def test_returns_without_a_number_are_counted_beside_the_total():
    publish_documents(
        case_document(outcome="forcibly_returned"),
        case_document(outcome="detained", events=[event_part(kind="forcibly_returned")]),
        case_document(outcome="detained", events=[event_part(kind="detained")]),
        case_document(outcome="mixed", working_counts=returned(2, 4)),
    )
    assert numbers(totals.of(PublishedCase.objects.all()).returned) == (2, 4, 1, 2)


def test_contributions_add_up_to_the_totals():
    publish_documents(
        case_document(reference="whole", affected=affected(10, 12), working_counts=returned(4, 4)),
        case_document(
            reference="part",
            affected=affected(7, 7),
            working_counts=returned(4, 4),
            relations=[relation_part("part", "whole")],
        ),
        case_document(reference="aid", affected=affected(2, 2), person_kind="aid_worker"),
        case_document(reference="open", affected=affected(None, None), outcome="detained"),
    )
    shares = totals.contributions(PublishedCase.objects.all())
    found = totals.of(PublishedCase.objects.all())
    assert shares["open"] == totals.Contribution(Share(), Share())
    assert shares["aid"] == totals.Contribution(Share(2, 2), Share())
    refugees = [shares["whole"], shares["part"]]
    assert sum(share.affected.low for share in refugees) == found.affected.low == 10
    assert sum(share.affected.high for share in refugees) == found.affected.high == 12
    assert sum(share.returned.low for share in refugees) == found.returned.low == 4


def test_totals_cost_two_queries(django_assert_num_queries):
    publish_documents(*(case_document() for _n in range(12)))
    with django_assert_num_queries(2):
        totals.of(PublishedCase.objects.all())


def test_the_page_says_how_many_cases_give_no_number(client):
    publish_documents(case_document(affected=affected(5, 5)), case_document(affected=affected(None, None)))
    page = client.get("/cases/").content.decode()
    assert "1 case gives no number" in page
    assert "/methodology/#counting" in page


@pytest.mark.django_db
def test_more_returned_than_affected_is_said(client):
    returned = [
        {"measure": "forcibly_returned", "low": 7, "high": 7, "basis": "figures", "figure": "", "reason": ""}
    ]
    publish_documents(case_document(reference="uneven", affected=affected(5, 7), working_counts=returned))
    assert totals.of(PublishedCase.objects.all()).is_uneven
    assert "Each number is counted by itself" in client.get("/cases/").content.decode()
    publish_documents(case_document(reference="uneven", affected=affected(7, 9), working_counts=returned))
    assert not totals.of(PublishedCase.objects.all()).is_uneven
    assert "Each number is counted by itself" not in client.get("/cases/").content.decode()
