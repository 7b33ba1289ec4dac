"""Numbers that disagree side by side, and the choice of the one that the public reads."""

import pytest

from cases.models import WorkingCount
from tests import builders
from tests.cases.admin.forms import page

pytestmark = pytest.mark.django_db

MEASURE = "forcibly_returned"


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


@pytest.fixture
def case():
    case = builders.make_case()
    for low, high in ((5, 5), (7, 9)):
        builders.make_figure(case=case, count_low=low, count_high=high)
    return case


def address(case, measure=MEASURE) -> str:
    return page(case, "working_count") + f"?measure={measure}"


def post(desk, case, figure, because="The only list of names.", seen_version=""):
    data = {"figure": figure.pk if figure else "", "because": because, "seen_version": seen_version}
    return desk.post(address(case), data)


def test_the_form_of_the_case_shows_them_and_leads_to_the_choice(desk, case):
    response = desk.get(page(case))
    [comparison] = response.context["comparisons"]
    assert [number.words for number in comparison.numbers] == ["5", "7–9"]
    assert (comparison.derived, comparison.basis, comparison.is_disputed) == ("5–9", "figures", True)
    assert f'href="{address(case)}"' in response.content.decode()


def test_the_wording_of_a_source_is_shown_where_the_number_does_not_say_it(desk, case):
    case.figures.filter(count_low=5).update(qualifier="about")
    case.figures.filter(count_low=7).update(qualifier="range")
    [comparison] = desk.get(page(case)).context["comparisons"]
    assert [number.words for number in comparison.numbers] == ["5 (about)", "7–9"]


def test_figures_of_parts_are_shown_and_do_not_make_the_range(desk, case):
    builders.make_figure(case=case, count_low=2, count_high=2, subgroup_en="children")
    builders.make_figure(case=case, count_low=40, count_high=40, unit="percent")
    [comparison] = desk.get(page(case)).context["comparisons"]
    assert [number.narrows for number in comparison.numbers] == [False, False, True, True]
    assert comparison.derived == "5–9"


def test_a_choice_has_its_reason_and_its_author(desk, case, contributor):
    figure = case.figures.get(count_low=7)
    response = post(desk, case, figure)
    assert response.url == page(case) + "#comparisons"
    chosen = case.working_counts.get()
    assert (chosen.figure, chosen.reason) == (figure, "The only list of names.")
    assert chosen.versions.get().history_user == contributor
    assert "The only list of names." in desk.get(page(case)).content.decode()


def test_a_choice_without_a_reason_is_refused_and_kept(desk, case):
    figure = case.figures.first()
    response = post(desk, case, figure, because="  ")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["because"]
    assert response.context["form"]["figure"].value() == str(figure.pk)
    assert not WorkingCount.objects.exists()


def test_another_is_chosen(desk, case):
    post(desk, case, case.figures.get(count_low=5))
    post(desk, case, case.figures.get(count_low=7), "맞는 목록", seen_version=1)
    chosen = case.working_counts.get()
    assert (chosen.figure.count_low, chosen.reason, chosen.row_version) == (7, "맞는 목록", 2)


def test_the_choice_is_taken_back(desk, case, contributor):
    post(desk, case, case.figures.first())
    response = post(desk, case, None, "", seen_version=1)
    assert response.status_code == 302
    assert not case.working_counts.exists()
    last = WorkingCount.history.first()
    assert (last.history_type, last.history_user) == ("-", contributor)


def test_choosing_nothing_where_nothing_is_chosen_changes_nothing(desk, case):
    assert post(desk, case, None, "").status_code == 302
    assert not WorkingCount.history.exists()


@pytest.mark.parametrize("give_up", [False, True])
def test_somebody_elses_choice_is_shown_before_it_is_replaced(desk, case, give_up):
    theirs = builders.make_working_count(
        case=case, figure=case.figures.get(count_low=5), reason="Their reason."
    )
    theirs.row_version = 2
    theirs.save()
    mine = None if give_up else case.figures.get(count_low=7)
    response = post(desk, case, mine, "My reason.", seen_version="" if not give_up else 1)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Their reason." in text
    assert "My reason." in text
    theirs.refresh_from_db()
    assert theirs.reason == "Their reason."
    seen = response.context["form"]["seen_version"].value()
    assert post(desk, case, mine, "My reason.", seen_version=seen).status_code == 302


def test_a_figure_of_another_case_or_measure_is_no_choice(desk, case):
    foreign = builders.make_figure(case=builders.make_case())
    other = builders.make_figure(case=case, measure="apprehended")
    for figure in (foreign, other):
        response = post(desk, case, figure)
        assert list(response.context["form"].errors) == ["figure"]
    assert not WorkingCount.objects.exists()


def test_unknown_measures_and_cases_do_not_exist(desk, case):
    assert desk.get(address(case, "apprehended")).status_code == 404
    assert desk.get(address(case, "<b>")).status_code == 404
    assert desk.get(page(builders.make_case(), "working_count")).status_code == 404
    case.pk = 999_999
    assert desk.get(address(case)).status_code == 404


def test_without_a_measure_the_first_is_shown(desk, case):
    assert desk.get(page(case, "working_count")).context["comparison"].measure == MEASURE


ROLES = {
    "viewer": (200, 403),
    "contributor": (200, 302),
    "editor": (200, 302),
    "publisher": (200, 403),
    "source_keeper": (200, 403),
    "administrator": (200, 403),
}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_look_and_who_may_choose(request, client, case, role):
    client.force_login(request.getfixturevalue(role))
    found = client.get(address(case)).status_code, post(client, case, case.figures.first()).status_code
    assert found == ROLES[role]
    assert case.working_counts.exists() == (ROLES[role][1] == 302)


# --- confidential sources ---------------------------------------------------------------------------


@pytest.fixture
def secret(case):
    """A figure of a confidential source, chosen by somebody who may know of it."""
    figure = builders.make_figure(
        case=case,
        count_low=77,
        count_high=77,
        source=builders.make_confidential_source(title="Example secret"),
    )
    builders.make_working_count(case=case, figure=figure, reason="A secret reason.")
    return figure


def test_a_confidential_number_is_not_there(desk, case, secret):
    for response in (desk.get(page(case)), desk.get(address(case))):
        text = response.content.decode()
        for word in ("77", "Example secret", "A secret reason.", "confidential source, never"):
            assert f">{word}" not in text
            assert f" {word} " not in text
    [comparison] = desk.get(page(case)).context["comparisons"]
    assert (len(comparison.numbers), comparison.chosen) == (2, None)
    assert list(post(desk, case, secret).context["form"].errors) == ["figure"]


def test_choosing_answers_as_if_nothing_were_chosen(desk, case, secret):
    figure = case.figures.get(count_low=5)
    response = post(desk, case, figure)
    assert response.status_code == 302
    chosen = case.working_counts.get()
    assert (chosen.figure, chosen.row_version) == (figure, 2)
    assert chosen.versions.count() == 2


def test_taking_back_what_one_does_not_see_does_nothing(desk, case, secret):
    assert post(desk, case, None, "").status_code == 302
    assert case.working_counts.get().figure == secret


def test_a_case_with_confidential_numbers_alone_has_no_such_page(desk, client):
    case = builders.make_case()
    builders.make_figure(case=case, source=builders.make_confidential_source())
    assert desk.get(page(case, "working_count")).status_code == 404
    assert desk.get(page(case)).context["comparisons"] == []


def test_the_page_says_nothing_untrue_of_a_case_that_is_not_public(desk, case):
    """Nor of one that is: a choice is read once it is published."""
    text = desk.get(address(case)).content.decode()
    assert "the public reads" not in text
    assert "Without a choice the public will read 5–9 once this is published" in text
