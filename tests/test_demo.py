"""What the demonstration shows: the whole way from the data set to the public site, once, on real data."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from advocacy import demo
from cases.models import Case, Edition, Involvement, Person
from cases.published.models import PublishedCase, PublishedDocument

pytestmark = pytest.mark.django_db

PASSWORD = "a password for this test only"


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """The demonstration, made once for this module and rolled back after it; what it said."""
    lines = []
    with django_db_blocker.unblock(), transaction.atomic():
        demo.prepare(PASSWORD, lines.append)
        yield lines
        transaction.set_rollback(True)


@pytest.fixture
def client(said):
    return Client()


def rows(client, path) -> list[dict]:
    content = b"".join(client.get(path).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_all_112_cited_cases_are_published_in_one_edition(said):
    assert PublishedCase.objects.count() == 112
    kinds = PublishedDocument.objects.values_list("kind", flat=True)
    assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {
        "case": 112,
        "source": 486,
        "figure": 91,
        "statement": 27,
        "action": 139,
        "response": 3,
    }
    assert Edition.objects.count() == 1


def test_the_import_is_the_contributors_and_the_edition_the_publishers(said):
    assert Edition.objects.get().made_by.username == "publisher"
    authors = Case.history.filter(history_type="+").exclude(reference=demo.TRAINING_CASE)
    assert set(authors.values_list("history_user__username", flat=True)) == {"contributor"}


def test_no_fictional_person_is_attached_to_a_real_case(said):
    assert set(Involvement.objects.values_list("case__reference", flat=True)) == {demo.TRAINING_CASE}
    assert all("Example Person" in person.legal_name for person in Person.objects.all())
    assert not PublishedDocument.objects.filter(reference__contains="training").exists()


def test_a_second_run_changes_nothing(said):
    before = Case.history.count(), Edition.objects.count(), User.objects.count()
    assert demo.prepare(None, said.append) == {}
    assert (Case.history.count(), Edition.objects.count(), User.objects.count()) == before


def test_another_address_of_the_site_is_written_into_the_files(said, settings):
    settings.SITE_URL = "http://127.0.0.1:9001"
    demo.prepare(None, said.append)
    assert all(
        "http://127.0.0.1:9001/cases/" in line
        for line in PublishedCase.objects.values_list("csv_line", flat=True)
    )


def test_the_demonstration_refuses_a_site_that_others_reach(said, settings):
    settings.SITE_URL = "https://example.org"
    with pytest.raises(demo.NotHere):
        demo.prepare(None, said.append)


def test_the_case_of_9_october_2023_shows_500_and_600_side_by_side(client):
    page = client.get("/cases/return-2023-10-09/").content.decode()
    assert "9 October 2023" in page
    document = json.loads(b"".join(client.get("/cases/return-2023-10-09.json")))
    figures = [
        (figure["low"], figure["high"], figure["source"])
        for figure in document["figures"]
        if figure["measure"] == "forcibly_returned"
    ]
    assert {500, 600} <= {number for low, high, _source in figures for number in (low, high)}
    for _low, _high, source in figures:
        assert f"/sources/{source}/" in page
    returned = next(count for count in document["working_counts"] if count["measure"] == "forcibly_returned")
    assert (returned["low"], returned["high"]) == (500, 600)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "country=CN&year_from=2012&year_to=2014",
        "country=CN&year_from=2012&year_to=2014&dates=certainly",
        "outcome=forcibly_returned&affected_min=10",
        "event=sentenced",
        "verification=confirmed_by_un",
        "q=shenyang",
        "people=activist",
    ],
)
def test_the_csv_has_exactly_the_rows_of_the_list(client, query):
    found = rows(client, f"/cases.csv?{query}")
    answer = json.loads(b"".join(client.get(f"/cases.json?{query}").streaming_content))
    assert len(found) == answer["count"] == len(answer["results"])
    assert 0 < len(found) <= 112
    page = client.get(f"/cases/?{query}")
    assert f"{len(found)} case" in page.content.decode()


def test_a_filter_by_country_and_year_narrows_the_list(client):
    every, some = (
        rows(client, "/cases.csv"),
        rows(client, "/cases.csv?country=CN&year_from=2012&year_to=2014"),
    )
    assert len(every) == 112
    assert 0 < len(some) < len(every)
    assert all("CN" in row["detaining_country_codes"] for row in some)
    assert all(row["date_earliest"] <= "2014-12-31" and row["date_latest"] >= "2012-01-01" for row in some)


def test_contributions_add_up_to_the_total_and_never_to_the_naive_sum(client):
    found = rows(client, "/cases.csv")
    naive = sum(int(row["forcibly_returned_low"] or 0) for row in found)
    counted = sum(int(row["forcibly_returned_contribution_low"] or 0) for row in found)
    # Added up by hand from the data set: 42 cases, without the captain of Yantai, the woman from Jilin and
    # the seven of Nanning, who are inside other cases.
    assert (counted, naive) == (1440, 1449)
    assert "1,440" in client.get("/").content.decode()


def test_the_demo_staff_can_log_in_and_see_the_admin(said):
    for name in ("viewer", "contributor", "editor", "publisher", "source-keeper", "administrator"):
        client = Client()
        assert client.login(username=name, password=PASSWORD)
        assert client.get("/admin/").status_code == 200


def test_rebuilding_changes_no_line(said):
    lines = dict(PublishedCase.objects.values_list("reference", "csv_line"))
    call_command("rebuild_published", verbosity=0)
    assert dict(PublishedCase.objects.values_list("reference", "csv_line")) == lines
