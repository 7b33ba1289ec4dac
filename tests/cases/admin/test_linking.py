"""From an article to its cases, from a case to its sources: one page, one transaction, nothing lost."""

import re

import pytest
from django.urls import reverse

from cases import editing, record_search
from cases.admin.linking.reports import FIGURE_ROWS
from cases.choices import Measure, PublicationState, SourceKind, Stance
from cases.models import Case, Citation, Distinction, Figure, Source
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cases.admin.test_queries import growth
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return builders.make_source(title="Example article about two incidents")


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def make_case(**given):
    case = builders.make_case(**given)
    record_search.refresh([case])
    return case


def press(client, record, name, button, **typed):
    """Press a button of the page with what was written and ticked, and what a browser sends with it."""
    prefixes = {"new-0"} | {key.removesuffix("-stance") for key in typed if key.endswith("-stance")}
    sent = {"new_total": "1", button: "yes"}
    for prefix in prefixes:
        sent[f"{prefix}-stance"] = "supports"
        sent |= {f"{prefix}-figure-{number}-qualifier": "exact" for number in range(FIGURE_ROWS)}
    return client.post(page(record, name), sent | typed)


def figure(prefix, number=0, **typed):
    values = {
        "measure": Measure.FORCIBLY_RETURNED,
        "count_low": "7",
        "count_high": "9",
        "qualifier": "exact",
    } | typed
    return {f"{prefix}-figure-{number}-{name}": value for name, value in values.items()}


def stub(number=0, **typed):
    values = {
        "title_en": "A new example",
        "date_edtf": "2020-03",
        "country": "CN",
        "stance": "supports",
    } | typed
    return {f"new-{number}-{name}": value for name, value in values.items()}


# --- the way there ---


def test_a_new_source_leads_on_to_its_cases(desk):
    form = filled(desk.get(pages(Source, "add"))) | {"title": "New example", "kind": SourceKind.MEDIA}
    response = desk.post(pages(Source, "add"), form | {"_save": "Save"})
    assert response.url == page(Source.objects.get(), "cases")
    for number, button in enumerate(("_continue", "_addanother")):
        response = desk.post(pages(Source, "add"), form | {"title": f"Other {number}", button: "yes"})
        assert not response.url.endswith("/cases/")


def test_who_may_not_cite_is_not_led_on(client, source_keeper):
    client.force_login(source_keeper)
    form = filled(client.get(pages(Source, "add"))) | {"title": "New example", "kind": SourceKind.MEDIA}
    assert client.post(pages(Source, "add"), form).url == pages(Source)


def test_the_pages_of_both_lead_there(desk, article):
    case = builders.make_case()
    assert page(article, "cases") in desk.get(page(article)).content.decode()
    assert page(case, "sources") in desk.get(page(case)).content.decode()


# --- finding ---


@pytest.mark.parametrize("words", ["연길", "Yanji", "yanji", "延吉"])
def test_cases_are_found_in_any_script(desk, article, words):
    place = builders.make_place(reference="yanji", name_en="Yanji", name_ko="옌지", name_zh_hans="延吉")
    found, other = make_case(title_en="Found", place=place), make_case(title_en="Other")
    text = press(desk, article, "cases", "_search", words=words).content.decode()
    assert found.reference in text
    assert other.reference not in text


def test_cases_are_found_by_date_and_by_both(desk, article):
    found = make_case(title_en="Held at a border", date_edtf="2012-03-10")
    other = make_case(title_en="Held at a border", date_edtf="2014-03-10")
    text = press(desk, article, "cases", "_search", when="March 2012").content.decode()
    assert found.reference in text
    assert other.reference not in text
    text = press(desk, article, "cases", "_search", when="March 2012", words="border").content.decode()
    assert other.reference not in text
    text = press(desk, article, "cases", "_search", when="10/9/2023", words="border").content.decode()
    assert "10/9/2023" in text
    assert "can mean" in text
    assert "Nothing was found" not in text
    text = press(desk, article, "cases", "_search", words="nowhere-at-all").content.decode()
    assert "Nothing was found" in text


def test_cases_are_found_by_the_name_of_a_person_by_those_who_may_read_names(client, article, contributor):
    case = make_case(title_en="Found")
    builders.make_involvement(case=case, person=builders.make_person(native_name="김영환"))
    client.force_login(contributor)
    assert (
        case.reference in press(client, article, "cases", "_search", words="Kim Young-hwan").content.decode()
    )
    reader = make_user("viewer", username="reader")
    reader.user_permissions.set(
        reader._meta.get_field("user_permissions").related_model.objects.filter(codename="add_citation")
    )
    client.force_login(reader)
    response = press(client, article, "cases", "_search", words="Kim Young-hwan")
    assert response.status_code == 200
    assert case.reference not in response.content.decode()


def test_sources_are_found_by_address(desk):
    case = builders.make_case()
    found = builders.make_source(url="https://www.example.org/a?utm_source=x")
    other = builders.make_source(url="https://www.example.org/b")
    text = press(desk, case, "sources", "_search", words="http://example.org/a/").content.decode()
    assert found.reference in text
    assert other.reference not in text


def test_what_is_searched_for_is_kept_on_the_page_with_all_else(desk, article):
    one = make_case(title_en="Held at a border")
    typed = stub() | {"words": "border", "chosen": [one.pk]} | figure("new-0")
    for button in ("_search", "_open", "_more"):
        text = press(desk, article, "cases", button, **typed).content.decode()
        for kept in ("A new example", "2020-03", 'value="7"', "border", one.reference):
            assert kept in text, (button, kept)
    assert Case.objects.count() == 1
    assert Citation.objects.count() == 0


def test_what_was_found_and_taken_is_not_said_to_be_missing(desk, article):
    case = make_case(title_en="Held at a border")
    response = press(desk, article, "cases", "_open", words="border", chosen=[case.pk])
    assert [report.key for report in response.context["chosen"]] == [case.pk]
    text = response.content.decode()
    assert "Nothing was found" not in text
    assert "All that was found stands below already." in text


@pytest.mark.parametrize("button", ["_more", "_search", "_open"])
def test_only_saving_marks_anything(desk, article, button):
    """A date half written is no mistake yet; nor is a number without another."""
    typed = stub(date_edtf="10/9/2023", title_en="") | figure("new-0", count_low="9", count_high="7")
    text = press(desk, article, "cases", button, **typed).content.decode()
    assert "10/9/2023" in text
    assert "aria-invalid" not in text
    assert "errorlist" not in text
    text = press(desk, article, "cases", "_save", **typed).content.decode()
    assert text.count('aria-invalid="true"') >= 2
    assert "can mean" in text


def autofocused(response) -> list[str]:
    """The tags that say that they want the focus: a browser gives it to the first, without a script."""
    return re.findall(r"<[^>]* autofocus[^>]*>", response.content.decode())


def test_each_button_leads_to_where_the_work_goes_on(desk, article):
    case = make_case(title_en="Held at a border")
    (found,) = autofocused(press(desk, article, "cases", "_search", words="border"))
    assert f'value="{case.pk}"' in found
    (taken,) = autofocused(press(desk, article, "cases", "_open", chosen=[case.pk]))
    assert "checked" in taken
    (new,) = autofocused(press(desk, article, "cases", "_more", **stub()))
    assert 'name="new-1-title_en"' in new
    (error,) = autofocused(press(desk, article, "cases", "_save"))
    assert "errornote" in error
    assert autofocused(desk.get(page(article, "cases"))) == []


# --- saving ---


def test_one_article_two_incidents(desk, article):
    """One that is there, cited for a step and with another number than others; one that is new."""
    case = builders.make_case()
    event, unreported = builders.make_event(case=case), builders.make_event(case=case)
    other = builders.make_figure(case=case)
    prefix = f"case-{case.pk}"
    typed = {
        "chosen": [case.pk],
        f"{prefix}-cites_case": "on",
        f"{prefix}-events": [event.pk],
        f"{prefix}-figures": [other.pk],
        f"{prefix}-stance": Stance.DISPUTES,
        f"{prefix}-credibility": "2",
        f"{prefix}-locator": "p. 12",
    }
    typed |= figure(prefix) | stub() | figure("new-0", 1, count_low="2", count_high="")
    response = press(desk, article, "cases", "_save", **typed)
    assert response.url == page(article)
    new = Case.objects.exclude(pk=case.pk).get()
    assert (new.title_en, new.date_edtf, new.detaining_countries[0].code) == (
        "A new example",
        "2020-03",
        "CN",
    )
    cited = {(row.case, row.event, row.figure) for row in Citation.objects.all()}
    assert cited == {(case, None, None), (None, event, None), (None, None, other), (new, None, None)}
    first = Citation.objects.get(event=event)
    assert (first.source, first.stance, first.credibility, first.locator) == (article, "disputes", 2, "p. 12")
    numbers = {
        (row.case, row.source, row.count_low, row.count_high) for row in Figure.objects.exclude(pk=other.pk)
    }
    assert numbers == {(case, article, 7, 9), (new, article, 2, None)}
    assert new.history.get().history_change_reason
    assert Citation.history.first().history_user.username == "contributor"
    text = desk.get(page(article)).content.decode()
    assert page(new) in text
    assert page(case) in text
    assert unreported.citations.count() == 0


def test_one_case_many_sources(desk):
    case = builders.make_case()
    one, other = builders.make_source(), builders.make_source()
    typed = {
        "chosen": [one.pk, other.pk],
        f"source-{one.pk}-stance": "supports",
        f"source-{one.pk}-cites_case": "on",
    }
    typed |= figure(f"source-{one.pk}")
    typed |= {"new-0-title": "A new source", "new-0-kind": "media", "new-0-stance": "supports"}
    response = press(desk, case, "sources", "_save", **typed)
    assert response.url == page(case)
    new = Source.objects.get(title="A new source")
    assert {row.source for row in case.citations.all()} == {one, other, new}
    assert case.figures.get().source == one


def test_ticked_and_saved_at_once_is_cited_for_the_case(desk, article):
    case = builders.make_case()
    press(desk, article, "cases", "_save", chosen=[case.pk])
    assert Citation.objects.get().case == case


def test_saving_twice_cites_once(desk, article):
    case = builders.make_case()
    typed = {"chosen": [case.pk], f"case-{case.pk}-stance": "supports", f"case-{case.pk}-cites_case": "on"}
    for _number in range(2):
        press(desk, article, "cases", "_save", **typed)
    assert Citation.objects.count() == 1


def test_nothing_chosen_says_so(desk, article):
    text = press(desk, article, "cases", "_save").content.decode()
    assert "Nothing was chosen or written yet" in text


@pytest.mark.parametrize(
    "wrong",
    [
        stub(date_edtf="10/9/2023"),
        stub(title_en=""),
        stub(affected_low="9", affected_high="2"),
        stub() | figure("new-0", count_low="", count_high=""),
        stub() | figure("new-0", measure=""),
        stub() | figure("new-0", count_low="-1"),
        stub(locator="x" * 101),
    ],
)
def test_one_mistake_saves_nothing_and_loses_nothing(desk, article, wrong):
    case = builders.make_case()
    typed = {
        "chosen": [case.pk],
        f"case-{case.pk}-stance": "supports",
        f"case-{case.pk}-locator": "p. 77",
    } | wrong
    response = press(desk, article, "cases", "_save", **typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert "p. 77" in text
    assert 'class="errorlist' in text
    assert (Case.objects.count(), Citation.objects.count(), Figure.objects.count()) == (1, 0, 0)


def test_a_refusal_of_the_record_saves_nothing(desk, article, monkeypatch):
    """The second of two cannot be saved: neither is the first."""

    def refuse(*args, **kwargs):
        raise editing.EditRefused("An example refusal.")

    case = builders.make_case()
    from_case = figure(f"case-{case.pk}") | {f"case-{case.pk}-stance": "supports", "chosen": [case.pk]}
    monkeypatch.setattr(Figure, "save", refuse)
    text = press(desk, article, "cases", "_save", **from_case, **stub()).content.decode()
    assert "An example refusal." in text
    assert (Case.objects.count(), Citation.objects.count()) == (1, 0)


def test_a_new_case_that_may_be_there_is_asked_about(desk, article):
    place = builders.make_place()
    one = builders.make_case(place=place)
    typed = stub(date_edtf="2013-05", place=str(place.pk), affected_low="5", affected_high="5")
    text = press(desk, article, "cases", "_save", **typed).content.decode()
    assert page(one) in text
    assert Case.objects.count() == 1
    press(desk, article, "cases", "_save", **typed, **{"new-0-not_same": str(one.pk)})
    assert Case.objects.count() == 2
    assert Distinction.objects.count() == 1


def test_a_citation_reopens_the_review_of_the_case(desk, article):
    case = builders.make_case()
    Case.objects.filter(pk=case.pk).update(
        review_state="approved", publication_state=PublicationState.PUBLISHED
    )
    press(desk, article, "cases", "_save", chosen=[case.pk])
    case.refresh_from_db()
    assert case.review_state == "draft"


# --- who may, and who learns what ---


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("viewer", 403),
        ("contributor", 200),
        ("editor", 200),
        ("publisher", 403),
        ("source keeper", 403),
        ("administrator", 403),
    ],
)
def test_who_may(client, db, role, status, article):
    case = builders.make_case()
    client.force_login(make_user(role))
    for address in (page(article, "cases"), page(case, "sources")):
        assert client.get(address).status_code == status
        assert client.post(address, {"_save": "yes", "new_total": "1"}).status_code == status


def test_strangers_are_sent_to_the_login(client, article):
    assert reverse("admin:login") in client.get(page(article, "cases")).url


def test_confidential_sources_do_not_exist_here(desk):
    hidden = builders.make_confidential_source(title="Interview about a border")
    record_search.refresh([hidden])
    case = builders.make_case()
    secret = builders.make_figure(case=case, source=hidden, count_low=770077, count_high=770077)
    assert desk.get(page(hidden, "cases")).status_code == 404
    for button in ("_search", "_open", "_save"):
        text = press(
            desk, case, "sources", button, words="Interview border", chosen=[hidden.pk]
        ).content.decode()
        assert hidden.reference not in text
        assert "Interview about" not in text
    assert Citation.objects.count() == 0
    open_source = builders.make_source()
    typed = {
        "chosen": [case.pk],
        f"case-{case.pk}-stance": "supports",
        f"case-{case.pk}-figures": [secret.pk],
    }
    text = press(desk, open_source, "cases", "_open", chosen=[case.pk]).content.decode()
    assert "770077" not in text
    press(desk, open_source, "cases", "_save", **typed)
    assert Citation.objects.count() == 0


def test_an_unknown_key_is_no_error(desk, article):
    for chosen in ("999999", "x", "9" * 40, "-1"):
        assert press(desk, article, "cases", "_open", chosen=[chosen], new_total="١").status_code == 200


def test_hostile_text_is_shown_as_text(desk, article):
    hostile = "<script>alert(1)</script>"
    make_case(title_en=hostile)
    text = press(desk, article, "cases", "_search", words=hostile, **stub(title_en=hostile)).content.decode()
    assert "&lt;script&gt;alert" in text
    assert hostile not in text


def test_the_page_costs_the_same_however_much_is_there(desk, article):
    def add():
        case = builders.make_case()
        builders.make_event(case=case)
        builders.make_figure(case=case)
        builders.make_citation(event=builders.make_event(case=case), source=article)

    few, many = growth(desk, page(article), add)
    assert many == few


def test_many_chosen_cost_what_few_do(desk, article, django_assert_max_num_queries):
    counts = []
    for number in (2, 12):
        while Case.objects.count() < number:
            case = builders.make_case()
            builders.make_event(case=case)
            builders.make_figure(case=case)
        chosen = list(Case.objects.values_list("pk", flat=True))
        with django_assert_max_num_queries(100) as asked:
            press(desk, article, "cases", "_open", chosen=chosen)
        counts.append(len(asked))
    assert counts[0] == counts[1]
