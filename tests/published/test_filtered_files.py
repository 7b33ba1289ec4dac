"""Files of filtered lists: for any filter the rows, the order and the contributions are those of the list."""

import random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from cases.published import exports, totals
from tests.published.documents import affected, case_document, event_part, relation_part
from tests.published.editions import publish_documents
from tests.published.test_exports import results, rows

pytestmark = pytest.mark.django_db

VALUES = {
    "country": ["CN", "LA", "RU"],
    "outcome": ["forcibly_returned", "detained"],
    "verification": ["reported", "single_source"],
    "event": ["apprehended", "released"],
    "people": ["refugees", "activist"],
    "year_from": ["2011", "2013"],
    "year_to": ["2012", "2014"],
    "dates": ["certainly", "possibly"],
    "affected_min": ["3", "8"],
    "q": ["border", "nothing"],
    "sort": ["newest", "oldest", "people", "changed"],
}


def test_files_hold_the_list_for_any_filter(client):
    """Rows, order and contributions, for many filters over many cases."""
    chance = random.Random(20261121)
    cases = []
    for _number in range(60):
        low = chance.choice([None, 1, 3, 8])
        high = chance.choice([None, 8, 20])
        cases.append(
            case_document(
                date=chance.choice(["2011", "2012-05~", "2012/2014", "../2013", "2013-06-02", ""]),
                countries=chance.sample(VALUES["country"], chance.randint(0, 2)),
                outcome=chance.choice(VALUES["outcome"]),
                verification=chance.choice(VALUES["verification"]),
                person_kind=chance.choice(VALUES["people"]),
                events=[
                    event_part(kind=kind) for kind in chance.sample(VALUES["event"], chance.randint(0, 2))
                ],
                affected=affected(low, high),
                working_counts=chance.choice(
                    [
                        [],
                        [
                            {
                                "measure": "forcibly_returned",
                                "low": low,
                                "high": high,
                                "basis": "events",
                                "figure": "",
                                "reason": "",
                            }
                        ],
                    ]
                ),
            )
        )
    for part, whole in zip(cases[:20], cases[20:40], strict=True):
        part["relations"] = [relation_part(part["reference"], whole["reference"])]
    publish_documents(*cases)
    narrowed = 0
    for _number in range(60):
        names = chance.sample(sorted(VALUES), chance.randint(0, 3))
        query = urlencode({name: chance.choice(VALUES[name]) for name in names})
        listed = exports.FILTERS["cases"].parse(QueryDict(query))
        if listed.errors:
            assert client.get(f"/cases.csv?{query}").status_code == 400
            continue
        lines = rows(client, "cases", query)
        expected = list(listed.queryset().values_list("reference", flat=True))
        assert [line["reference"] for line in lines] == expected
        assert [result["reference"] for result in results(client, "cases", query)["results"]] == expected
        assert_contributions_add_up(lines, listed)
        narrowed += 0 < len(expected) < len(cases)
    assert narrowed > 15


def assert_contributions_add_up(lines: list[dict[str, str]], listed) -> None:
    shown = totals.of(listed.rows())
    helpers = [line for line in lines if line["person_kind"] == "activist"]
    refugees = [line for line in lines if line["person_kind"] != "activist"]
    assert {line["forcibly_returned_contribution_low"] for line in helpers} <= {""}
    for group, prefix, total in (
        (refugees, "affected", shown.affected),
        (refugees, "forcibly_returned", shown.returned),
        (helpers, "affected", shown.helpers),
    ):
        if total is None:
            continue
        adding = [line for line in group if line[f"{prefix}_contribution_low"]]
        highs = [line[f"{prefix}_contribution_high"] for line in adding]
        assert sum(int(line[f"{prefix}_contribution_low"]) for line in adding) == total.low
        assert (None if "" in highs else sum(map(int, highs))) == total.high
