"""`why_not`: each reason against publication, alone, on an otherwise complete case."""

import pytest

from cases.choices import (
    ConsentPurpose,
    NamingGrounds,
    Outcome,
    PublicationState,
    ReviewState,
    Role,
    Vulnerability,
)
from cases.models import Case
from cases.publication.subjects import document, fetch_relations, why_not
from tests.builders import (
    make_advocacy_citation,
    make_case,
    make_citation,
    make_confidential_source,
    make_consent,
    make_event,
    make_figure,
    make_involvement,
    make_place,
    make_response,
    make_risk_review,
    make_source,
    make_statement,
    make_working_count,
)
from tests.cases.publication.scene import DAY, TODAY, change, codes

pytestmark = pytest.mark.django_db


def test_nothing_is_in_the_way_of_a_complete_case(case):
    assert codes(case) == []


def test_nothing_is_in_the_way_of_a_complete_case_with_a_person(case, involvement):
    assert codes(case) == []


# --- completeness and review ----------------------------------------------------------------------


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.IN_REVIEW, ReviewState.RETURNED])
def test_what_is_not_approved(case, state):
    change(case, review_state=state)
    assert codes(case) == ["not_approved"]


@pytest.mark.parametrize(
    ("column", "empty"),
    [("title_en", ""), ("summary_en", ""), ("date_edtf", ""), ("detaining_countries", "")],
)
def test_what_a_case_needs(case, column, empty):
    change(case, **{column: empty})
    assert [(found.code, found.field) for found in why_not(Case.objects.get(pk=case.pk))] == [
        ("missing", column)
    ]


def test_an_outcome_needs_its_date(case):
    change(case, last_reported_outcome=Outcome.DETAINED)
    assert codes(case) == ["missing"]
    change(case, outcome_as_of_edtf="2013-06")
    assert codes(case) == []


# --- sources --------------------------------------------------------------------------------------


def test_a_case_without_a_source(case):
    case.citations.all().delete()
    assert codes(case) == ["no_source"]


def test_a_case_that_only_confidential_sources_report(case):
    case.citations.all().delete()
    make_citation(case=case, source=make_confidential_source())
    assert codes(case) == ["no_source"]


def test_a_case_whose_only_source_was_taken_down(case):
    change(case.citations.get().source, publication_state=PublicationState.TAKEN_DOWN)
    assert codes(case) == ["no_source"]


@pytest.mark.parametrize("make", [make_figure, make_statement])
def test_a_figure_or_statement_without_an_open_source(make):
    row = make(review_state=ReviewState.APPROVED)
    assert codes(row) == []
    change(row.source, publication_state=PublicationState.TAKEN_DOWN)
    assert codes(row) == ["no_source"]
    row.source = make_confidential_source()
    row.save()
    assert codes(row) == ["confidential"]


def test_a_confidential_source_has_no_public_form():
    source = make_confidential_source(review_state=ReviewState.APPROVED)
    assert codes(source) == ["confidential"]
    with pytest.raises(ValueError, match="never published"):
        document(source)


def test_a_figure_of_a_case_is_no_subject_of_its_own(case):
    assert codes(make_figure(case=case, review_state=ReviewState.APPROVED)) == ["part_of_case"]


def test_nothing_that_rests_on_confidential_sources_alone_goes_out(case):
    """The step, the person and the counts on them; what an open source reports as well stays."""
    secret = make_confidential_source()
    make_risk_review(case=case)
    hidden = make_event(case=case, kind="forcibly_returned", count_low=3, count_high=3)
    make_citation(event=hidden, source=secret)
    person = make_involvement(case=case, shown=True)
    make_citation(involvement=person, source=secret)
    make_figure(case=case, source=secret, count_low=7, count_high=7)
    make_figure(case=case, event=hidden, count_low=7, count_high=7)
    both = make_event(case=case)
    make_citation(event=both, source=secret)
    make_citation(event=both, source=make_source(reference="example-source-open"))
    chosen = make_figure(case=case, source=secret)
    make_working_count(case=case, figure=chosen)

    found = document(Case.objects.get(pk=case.pk))
    assert [event["reference"] for event in found["events"]] == [
        case.events.order_by("sequence").first().reference,
        both.reference,
    ]
    assert (found["people"], found["figures"], found["working_counts"]) == ([], [], [])
    assert {citation["source"] for citation in found["citations"]} == {
        "example-source-alpha",
        "example-source-open",
    }
    assert secret.reference not in str(found)


def test_a_working_count_of_another_case_does_not_go_out(case):
    elsewhere = make_figure(case=make_case(), count_low=77, count_high=77)
    make_working_count(case=case, figure=elsewhere)

    found = document(Case.objects.get(pk=case.pk))
    assert found["working_counts"] == []
    assert elsewhere.reference not in str(found)


def test_the_origin_of_a_source_stays_hidden_when_it_is_confidential(case):
    source = make_source(derived_from=make_confidential_source())
    assert document(source)["derived_from"] == ""


# --- risk -----------------------------------------------------------------------------------------


def test_people_need_a_risk_review(case):
    make_involvement(case=case)
    assert codes(case) == ["no_risk_review"]


def test_an_overdue_risk_review_blocks_even_without_people(case):
    make_risk_review(case=case, reviewed_on=TODAY - 9 * DAY, review_again_on=TODAY - DAY)
    assert codes(case) == ["risk_overdue"]


def test_a_risk_review_holds_through_its_last_day(case):
    make_risk_review(case=case, reviewed_on=TODAY - 9 * DAY, review_again_on=TODAY)
    assert codes(case) == []


def test_the_newest_risk_review_counts(case):
    make_risk_review(case=case, reviewed_on="2024-03-01", publication_acceptable=False)
    make_risk_review(case=case, reviewed_on="2024-02-01")
    assert codes(case) == ["risk"]
    make_risk_review(case=case, reviewed_on="2024-03-01")
    assert codes(case) == []


# --- naming ---------------------------------------------------------------------------------------


def test_naming_with_consent(case, named, consent):
    assert codes(case) == []
    assert document(case)["people"][0]["name"] == "Publica Example"


@pytest.mark.parametrize(
    "consent",
    [
        None,
        {"withdrawn_on": TODAY},
        {"expires_on": TODAY - DAY},
        {"given_on": TODAY + DAY},
        {"purpose": ConsentPurpose.INTERNAL},
        {"purpose": ConsentPurpose.UN},
        {"purpose": ConsentPurpose.GOVERNMENT},
    ],
)
def test_naming_without_consent_in_force(case, named, consent):
    if consent:
        make_consent(person=named.person, **{"given_on": TODAY - 9 * DAY, **consent})
    make_consent()
    assert codes(case) == ["no_consent"]


def test_consent_holds_through_its_last_day(case, named):
    make_consent(person=named.person, given_on=TODAY - 9 * DAY, expires_on=TODAY)
    assert codes(case) == []


def test_naming_on_a_public_campaign_needs_its_place(case, named):
    change(named, naming_grounds=NamingGrounds.PUBLIC_CAMPAIGN)
    assert codes(case) == ["no_grounds"]
    change(named, naming_reason="example.org/campaign")
    assert codes(case) == []


def test_naming_needs_a_public_name(case, named, consent):
    named.person.public_name = ""
    named.person.save()
    assert codes(case) == ["no_public_name"]


@pytest.mark.parametrize("age", [None, 0, 17])
def test_naming_a_child_or_somebody_of_unknown_age_needs_a_second_approval(case, named, consent, editor, age):
    change(named, age_at_event=age)
    assert codes(case) == ["child"]
    change(named, child_naming_approved_by=editor)
    assert codes(case) == []


# --- the mosaic -----------------------------------------------------------------------------------


@pytest.fixture
def visible(case, involvement):
    """Sex, age and vulnerability of one person in a group of four."""
    change(involvement.person, sex="female")
    change(involvement, vulnerability=Vulnerability.PREGNANT)
    change(case, affected_low=4, affected_high=4)
    return involvement


def test_three_visible_details_in_a_small_group(case, visible):
    assert codes(case) == ["mosaic"]


def test_the_age_of_an_infant_is_a_visible_detail(case, visible):
    change(visible, age_at_event=0)
    assert codes(case) == ["mosaic"]
    change(visible, age_at_event=None)
    assert codes(case) == []


def test_the_mosaic_warning_takes_a_written_answer(case, visible):
    change(case, mosaic_answer="  \n")
    assert codes(case) == ["mosaic"]
    change(case, mosaic_answer="Every detail is in the cited report.")
    assert codes(case) == []


@pytest.mark.parametrize(("high", "found"), [(10, ["mosaic"]), (11, []), (None, ["mosaic"])])
def test_the_mosaic_warning_is_for_groups_up_to_ten(case, visible, high, found):
    change(case, affected_high=high)
    assert codes(case) == found


def test_the_mosaic_warning_ends_with_fewer_details(case, visible):
    change(visible, vulnerability="")
    assert codes(case) == []
    change(visible, role=Role.WITNESS)
    assert codes(case) == ["mosaic"]
    change(visible, shown=False)
    assert codes(case) == []


# --- cost -----------------------------------------------------------------------------------------


def test_asking_costs_no_query_once_the_relations_are_fetched(
    case, named, consent, action, django_assert_num_queries
):
    secret = make_confidential_source()
    for n in range(5):
        event = make_event(case=case, place=make_place(), to_place=make_place())
        make_citation(event=event, source=make_source(derived_from=make_source(derived_from=make_source())))
        make_citation(event=event, source=secret)
        figure = make_figure(case=case, event=event, place=make_place(), subgroup_en=f"group {n}")
        make_citation(figure=figure)
        make_citation(involvement=make_involvement(case=case, shown=True))
        make_advocacy_citation(response=make_response(action=action, case=case))
    subjects = [*(type(row).objects.get(pk=row.pk) for row in (case, action)), make_source(), make_figure()]
    fetch_relations(subjects)
    with django_assert_num_queries(0):
        for subject in subjects:
            why_not(subject)
            document(subject)
