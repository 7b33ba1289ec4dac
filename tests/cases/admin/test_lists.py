"""Lists that answer questions: filters, search, pages, saved filters, and what is done with several rows."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.utils import timezone

from cases.admin.lists import paging
from cases.admin.lists.filters import AssignedFilter
from cases.models import Case, Citation, Figure, Involvement, SavedFilter, Source
from tests import builders
from tests.cases.admin.forms import pages
from tests.cases.admin.rows import make_staff
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def shown(client, model=Case, **query) -> set[str]:
    response = client.get(pages(model), query)
    assert response.status_code == 200, response.headers
    return {row.reference for row in response.context["cl"].result_list}


# --- search -----------------------------------------------------------------------------------------


def test_searching_any_script_and_what_a_row_points_to(desk):
    place = builders.make_place(name_en="Yanji", name_ko="옌지", name_zh_hans="延吉")
    case = builders.make_case(reference="example-found", place=place)
    builders.make_case()
    builders.make_figure(case=case, reference="example-figure")
    builders.make_citation(case=case, reference="example-citation")
    person = builders.make_involvement(case=case, reference="example-part").person
    for typed in ("연길", "延吉", "yanj"):
        assert shown(desk, q=typed) == {"example-found"}
        assert shown(desk, Figure, q=typed) == {"example-figure"}
        assert shown(desk, Citation, q=typed) == {"example-citation"}
        assert shown(desk, Involvement, q=typed) == {"example-part"}
        assert shown(desk, type(person), q=typed) == {person.reference}


def test_the_way_through_a_confidential_source_is_closed(desk, client, source_keeper):
    secret = builders.make_confidential_source(title="Secret label", reference="example-secret")
    builders.make_figure(source=secret, reference="example-figure")
    assert shown(desk, Figure, q="secret") == set()
    assert shown(desk, Source, q="secret label") == set()
    client.force_login(source_keeper)
    assert shown(client, Figure, q="secret") == {"example-figure"}


# --- filters ----------------------------------------------------------------------------------------


def test_whose_they_are(desk, editor):
    builders.make_case(reference="example-mine", assigned_to=editor)
    other = make_staff()
    builders.make_case(reference="example-other", assigned_to=other)
    builders.make_case(reference="example-nobody")
    assert shown(desk, mine="yes") == {"example-mine"}
    assert shown(desk, assigned="nobody") == {"example-nobody"}
    assert shown(desk, assigned=str(other.pk)) == {"example-other"}
    assert shown(desk, assigned="987654") == shown(desk, assigned="x'") == shown(desk, mine="no") == set()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2012", {"example-march", "example-open"}),
        ("March 2012", {"example-march", "example-open"}),
        ("2012년 3월", {"example-march", "example-open"}),
        ("2013/2014", {"example-may", "example-open"}),
        ("before 2005", {"example-open"}),
    ],
)
def test_the_date_as_people_type_it(desk, typed, expected):
    builders.make_case(reference="example-march", date_edtf="2012-03")
    builders.make_case(reference="example-may", date_edtf="2013-05-04")
    builders.make_case(reference="example-open", date_edtf="../2015")
    assert shown(desk, when=typed) == expected


def test_a_date_that_cannot_be_read_is_said(desk):
    builders.make_case(reference="example-case")
    response = desk.get(pages(Case), {"when": "<b>soonish"})
    assert {row.reference for row in response.context["cl"].result_list} == {"example-case"}
    html = response.content.decode()
    assert "The list is not narrowed by date" in html
    assert "<b>soonish" not in html
    assert 'aria-invalid="true"' in html


def test_no_source_and_one_origin_alone(desk, client):
    def case(reference, *sources):
        row = builders.make_case(reference=reference)
        for source in sources:
            builders.make_citation(case=row, source=source)
        return row

    agency = builders.make_source(publisher="AFP")
    reprint = builders.make_source(publisher="Example Daily", derived_from=agency)
    secret = builders.make_confidential_source()
    case("example-none")
    case("example-reprinted", agency, reprint)
    case("example-two", agency, builders.make_source(publisher="Example Weekly"))
    case("example-secret", secret)
    case("example-and-secret", agency, secret)
    builders.make_citation(case=case("example-disputed"), source=builders.make_source(), stance="disputes")
    event = builders.make_event(case=case("example-step"))
    builders.make_citation(event=event, source=agency)
    builders.make_figure(case=case("example-number", agency), source=builders.make_source(publisher="Other"))
    assert shown(desk, sources="none") == {"example-none", "example-disputed", "example-secret"}
    assert shown(desk, sources="one") == {"example-reprinted", "example-step", "example-and-secret"}
    client.force_login(make_user("editor", "source keeper"))
    assert shown(client, sources="none") == {"example-none", "example-disputed"}
    assert shown(client, sources="one") == {"example-reprinted", "example-step", "example-secret"}


def test_counts_that_disagree(desk, client):
    def case(reference, *numbers, **other):
        row = builders.make_case(reference=reference)
        for low, high in numbers:
            builders.make_figure(case=row, count_low=low, count_high=high)
        if other:
            builders.make_figure(case=row, count_low=99, count_high=99, **other)

    case("example-agree", (5, 5), (5, 5))
    case("example-disagree", (5, 5), (7, 7))
    case("example-at-least", (5, 5), (5, None))
    case("example-women", (5, 5), subgroup_en="women")
    case("example-other-measure", (5, 5), measure="apprehended")
    case("example-secret", (5, 5), source=builders.make_confidential_source())
    assert shown(desk, counts="disagree") == {"example-disagree", "example-at-least"}
    client.force_login(make_user("editor", "source keeper"))
    assert shown(client, counts="disagree") == {"example-disagree", "example-at-least", "example-secret"}


def test_consent_and_risk(desk):
    today = timezone.localdate()

    def shown_person(reference, **consent):
        case = builders.make_case(reference=reference)
        involvement = builders.make_involvement(case=case, shown=True)
        if consent:
            given = {"given_on": today - timedelta(days=9)} | consent
            builders.make_consent(person=involvement.person, **given)
        return case

    shown_person("example-without")
    shown_person("example-given", given_on=today)
    shown_person("example-withdrawn", withdrawn_on=today)
    shown_person("example-expired", expires_on=today - timedelta(days=1))
    shown_person("example-internal", purpose="internal")
    hidden = builders.make_case(reference="example-hidden")
    builders.make_involvement(case=hidden)
    missing = {"example-without", "example-withdrawn", "example-expired", "example-internal"}
    assert shown(desk, consent="missing") == missing
    assert len(shown(desk, Involvement, consent="missing")) == 4

    days = timedelta(days=1)
    builders.make_risk_review(case=hidden, reviewed_on=today - 9 * days, review_again_on=today - days)
    due = builders.make_case(reference="example-renewed")
    builders.make_risk_review(case=due, reviewed_on=today - 9 * days, review_again_on=today - days)
    builders.make_risk_review(case=due)
    builders.make_risk_review(case=due, reviewed_on=today, review_again_on=today + days)
    assert shown(desk, risk="overdue") == {"example-hidden"}
    assert shown(desk, risk="missing") == missing | {"example-given"}


@pytest.mark.parametrize("query", ["consent=missing", "risk=overdue", "risk=missing"])
def test_who_may_not_see_people_cannot_ask_about_them(client, viewer, query):
    client.force_login(viewer)
    assert client.get(f"{pages(Case)}?{query}").status_code == 400
    titles = {str(spec.title) for spec in client.get(pages(Case)).context["cl"].filter_specs}
    assert not titles & {"consent", "risk review"}
    assert "sources" in titles


def test_columns_that_name_people_are_left_out(client, viewer, editor):
    involvement = builders.make_involvement(reference="example-part")
    builders.make_citation(involvement=involvement)
    client.force_login(viewer)
    assert "example-part" not in client.get(pages(Citation)).content.decode()
    client.force_login(editor)
    assert "example-part" in client.get(pages(Citation)).content.decode()


def test_every_filter_says_its_parameters():
    """What `allowed_lookups` lets through is exactly what the filters take."""
    checked = 0
    for model_admin in admin.site._registry.values():
        for item in model_admin.list_filter:
            if isinstance(item, type):
                assert issubclass(item, AssignedFilter) or item.parameter_name
                checked += 1
    assert checked >= 8


# --- pages ------------------------------------------------------------------------------------------


def test_pages_without_counting_all(desk, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(paging, "MOST_COUNTED", 60)
    for _row in range(70):
        builders.make_place()
    model = type(builders.make_place())
    first = desk.get(pages(model)).context["cl"]
    assert first.count_words == "1–50 of more than 60."
    assert (first.previous_address, first.next_address) == ("", "?p=2")
    with django_assert_max_num_queries(12):
        second = desk.get(pages(model), {"p": 2}).context["cl"]
    assert second.count_words == "51–71 of 71."
    assert (second.previous_address, second.next_address) == ("?p=1", "")
    assert not {row.pk for row in first.result_list} & {row.pk for row in second.result_list}
    for page in ("0", "-1", "3", "9" * 30):
        assert desk.get(pages(model), {"p": page}).status_code == 302


def test_all_of_a_long_list_is_refused(desk, editor, monkeypatch):
    monkeypatch.setattr("cases.admin.lists.pages.MOST_COUNTED", 2)
    rows = [builders.make_case() for _row in range(3)]
    data = {"action": "checked_selected", "select_across": "1", "_selected_action": rows[0].pk}
    response = desk.post(pages(Case), data, follow=True)
    assert "These are more than 2" in response.content.decode()
    assert not Case.objects.exclude(last_checked_on=None).exists()


def test_what_narrows_can_be_taken_away_one_by_one(desk, editor):
    cl = desk.get(pages(Case), {"mine": "yes", "when": "2012", "q": "example"}).context["cl"]
    assert [(str(n["title"]), str(n["words"]), n["address"]) for n in cl.narrowed] == [
        ("assigned to", "Me", "?q=example&when=2012"),
        ("date of the incident", "2012", "?mine=yes&q=example"),
        ("search", "example", "?mine=yes&when=2012"),
    ]


# --- saved filters ----------------------------------------------------------------------------------


def test_a_filter_is_kept_used_renamed_and_removed(desk, editor):
    address = pages(Case) + "filters/"
    desk.post(
        address + "save/", {"name": "연길 초안", "query": "q=%EC%97%B0%EA%B8%B8&review_state__exact=draft"}
    )
    kept = SavedFilter.objects.get()
    assert (kept.user, kept.name) == (editor, "연길 초안")
    html = desk.get(pages(Case)).content.decode()
    assert "q=%EC%97%B0%EA%B8%B8&amp;review_state__exact=draft" in html
    desk.post(f"{address}{kept.pk}/", {"name": "Yanji"})
    kept.refresh_from_db()
    assert kept.name == "Yanji"
    desk.post(f"{address}{kept.pk}/", {"name": "  "})
    kept.refresh_from_db()
    assert kept.name == "Yanji"
    desk.post(f"{address}{kept.pk}/", {"name": "Yanji", "remove": "yes"})
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_asks_for_one_and_keeps_the_query(desk):
    response = desk.post(pages(Case) + "filters/save/", {"name": "", "query": "mine=yes"})
    assert "Give the filter a name." in response.content.decode()
    assert 'value="mine=yes"' in response.content.decode()
    desk.post(pages(Case) + "filters/save/", {"name": "x" * 81, "query": "mine=yes"})
    desk.post(pages(Case) + "filters/save/", {"name": "nothing", "query": "p=2"})
    assert not SavedFilter.objects.exists()


def test_names_and_queries_are_encrypted(desk, editor):
    desk.post(pages(Case) + "filters/save/", {"name": "Example Person", "query": "q=Example+Person"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, query FROM cases_savedfilter")
        stored = cursor.fetchall()
    assert len(stored) == 1
    assert "Example" not in str(stored)


def test_a_kept_filter_is_checked_again_when_used(client, editor, viewer):
    SavedFilter.objects.create(
        user=viewer, kind="cases.case", name="old", query="consent=missing&password=x&mine=yes"
    )
    client.force_login(viewer)
    html = client.get(pages(Case)).content.decode()
    assert "?mine=yes" in html
    assert "consent=missing" not in html
    assert "no longer open to your role" in client.get(pages(Case) + "filters/").content.decode()


def test_filters_of_others_do_not_exist(desk, viewer):
    kept = SavedFilter.objects.create(user=viewer, kind="cases.case", name="theirs", query="mine=yes")
    assert "theirs" not in desk.get(pages(Case)).content.decode()
    assert "theirs" not in desk.get(pages(Case) + "filters/").content.decode()
    for data in ({"name": "mine"}, {"remove": "yes"}):
        assert desk.post(f"{pages(Case)}filters/{kept.pk}/", data).status_code == 404
    own = SavedFilter.objects.create(user=viewer, kind="cases.source", name="elsewhere", query="mine=yes")
    assert desk.post(f"{pages(Case)}filters/{own.pk}/", {"remove": "yes"}).status_code == 404
    kept.refresh_from_db()
    assert kept.name == "theirs"


def test_pages_of_filters_need_the_list(client, viewer):
    client.force_login(viewer)
    people = pages(Involvement) + "filters/"
    assert client.get(people).status_code == 403
    assert client.post(people + "save/", {"name": "x", "query": "q=x"}).status_code == 403
    assert client.post(people + "1/", {"name": "x"}).status_code == 403
    assert client.get(pages(Case) + "filters/save/").status_code == 405
    assert client.get(pages(Case) + "filters/1/").status_code == 405


# --- what is done with several ----------------------------------------------------------------------


def test_assigning(desk, editor):
    other = make_staff()
    case = builders.make_case(review_state="approved")
    data = {"action": "assign_selected", "_selected_action": case.pk}
    assert "Who looks after them" in desk.post(pages(Case), data).content.decode()
    desk.post(pages(Case), data | {"confirmed": "yes", "to": other.pk})
    case.refresh_from_db()
    assert (case.assigned_to, case.review_state, case.row_version) == (other, "approved", 2)
    assert case.versions.first().history_change_reason == "workflow: assigned"
    assert case.versions.first().history_user == editor
    desk.post(pages(Case), data | {"confirmed": "yes", "to": ""})
    case.refresh_from_db()
    assert case.assigned_to is None


def test_assigning_needs_the_right_to_change(client, publisher):
    case = builders.make_case()
    client.force_login(publisher)
    data = {"action": "assign_selected", "_selected_action": case.pk, "confirmed": "yes", "to": publisher.pk}
    client.post(pages(Case), data)
    case.refresh_from_db()
    assert case.assigned_to is None


def test_looked_for_news_today(desk, editor):
    case = builders.make_case()
    desk.post(pages(Case), {"action": "checked_selected", "_selected_action": case.pk})
    case.refresh_from_db()
    assert (case.last_checked_on, case.row_version) == (timezone.localdate(), 2)
    assert case.versions.first().history_user == editor
