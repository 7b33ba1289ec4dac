"""Forms and pages of one record cost the same number of queries however much belongs to it: every noun of the admin."""

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import duplicates, erasure
from cases.admin.forms.beside_form import BesideForm
from cases.admin.steps.subject import SubjectAdmin
from cases.choices import ReviewState
from cases.models import Case, EditionEntry, Source, StartedRecord
from cases.publication import subjects
from cases.publication.publish import publish
from tests import builders
from tests.cases.admin.forms import page, pages
from tests.cases.admin.rows import make_role, make_staff
from tests.cases.admin.test_queries import FEW, FULL, MANY, MODELS, growth

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_superuser())
    return client


def make_superuser():
    user = make_staff()
    user.is_superuser = True
    user.save()
    return user


def fill_case(case):
    """One more row in every list on the page of a case, with everything it may point to."""
    source, place = builders.make_source(), builders.make_place()
    event = builders.make_event(case=case, place=place, to_place=builders.make_place())
    figure = builders.make_figure(case=case, event=event, source=source, place=place)
    measures = [measure for measure, _label in figure._meta.get_field("measure").choices]
    builders.make_working_count(case=case, figure=figure, measure=measures[case.working_counts.count()])
    person = builders.make_person()
    involvement = builders.make_involvement(case=case, person=person, shown=True)
    builders.make_consent(person=person)
    for thing in ({"case": case}, {"event": event}, {"figure": figure}, {"involvement": involvement}):
        builders.make_citation(**thing, source=source)
    builders.make_relation(from_case=case)
    builders.make_relation(from_case=case, to_figure=builders.make_figure(), to_case=None)
    builders.make_risk_review(case=case)
    builders.make_action(cases=[case])
    builders.make_case(title_en=case.title_en, date_edtf=case.date_edtf, place=case.place)
    distinguish(case, builders.make_case(title_en=case.title_en, date_edtf=case.date_edtf, place=case.place))


def distinguish(record, other):
    duplicates.distinguish(record, [other], by=make_staff(), reason="example")


def fill_source(source):
    case = builders.make_case()
    figure = builders.make_figure(source=source, case=case)
    builders.make_statement(source=source)
    for thing in (
        {"case": case},
        {"event": builders.make_event(case=case)},
        {"figure": figure},
        {"involvement": builders.make_involvement(case=case)},
    ):
        builders.make_citation(source=source, **thing)
    builders.make_advocacy_citation(source=source)
    builders.make_source(derived_from=source)
    builders.make_source(title=source.title)
    distinguish(source, builders.make_source(title=source.title))


def fill_action(action):
    response = builders.make_response(action=action, case=builders.make_case())
    builders.make_advocacy_citation(response=response)
    builders.make_advocacy_citation(action=action)
    action.addressee_links.create(addressee=builders.make_addressee())
    action.case_links.create(case=builders.make_case())


def fill_event(event):
    source = builders.make_source()
    builders.make_citation(event=event, source=source)
    builders.make_figure(event=event, case=event.case, source=source)


def fill_person(person):
    builders.make_involvement(person=person)
    builders.make_consent(person=person)


def fill_figure(figure):
    builders.make_citation(figure=figure)
    builders.make_relation(from_figure=figure, to_figure=builders.make_figure())


def fill_note(note):
    for kind, make in (
        ("case", builders.make_case),
        ("source", builders.make_source),
        ("action", builders.make_action),
    ):
        StartedRecord.objects.create(contact_note=note, kind=kind, record_pk=make().pk)


def fill_edition(edition):
    EditionEntry.objects.create(
        edition=edition,
        kind="case",
        reference=builders.make_case().reference,
        act="published",
        document={},
    )


def fill_user(user):
    user.groups.add(make_role())
    user.user_permissions.add(Permission.objects.exclude(user=user).first())


def fill_role(role):
    make_staff().groups.add(role)
    role.permissions.add(Permission.objects.exclude(group=role).first())


#: What belongs to a record, one more of each: for every noun with lists on its form, or something beside it.
FILL = {
    "advocacy.action": fill_action,
    "advocacy.response": lambda response: builders.make_advocacy_citation(response=response),
    "auth.group": fill_role,
    "auth.user": fill_user,
    "cases.case": fill_case,
    "cases.consent": lambda consent: builders.make_involvement(person=consent.person, shown=True),
    "cases.contactnote": fill_note,
    "cases.edition": fill_edition,
    "cases.event": fill_event,
    "cases.figure": fill_figure,
    "cases.involvement": lambda involvement: builders.make_citation(involvement=involvement),
    "cases.person": fill_person,
    "cases.source": fill_source,
    "cases.statement": lambda statement: builders.make_statement(source=statement.source),
    "cases.workingcount": lambda count: builders.make_figure(case=count.case),
}


def test_every_noun_that_grows_has_its_line():
    """Lists on the form, something beside it, a panel: what these show is filled below."""
    grow = {
        model._meta.label_lower
        for model, model_admin in admin.site._registry.items()
        if model_admin.inlines or isinstance(model_admin, BesideForm | SubjectAdmin)
    }
    assert len(grow) >= 10
    assert grow <= FILL.keys() <= {model._meta.label_lower for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_forms(desk, model):
    """Also however many other rows of the noun there are, with everything they point to."""
    label = model._meta.label_lower
    record = FULL[label]()

    def add():
        FULL[label]()
        FILL.get(label, lambda record: None)(record)

    few, many = growth(desk, page(record), add)
    assert many == few


NEW = [
    model
    for model in MODELS
    if model._meta.label_lower not in ("cases.edition", "cases.editionentry", "cases.privateexport")
]


@pytest.mark.parametrize("model", NEW, ids=lambda model: model._meta.label_lower)
def test_forms_of_new_records(desk, model):
    few, many = growth(desk, pages(model, "add"), FULL[model._meta.label_lower])
    assert many == few


#: Pages of one record beside its form. Previews rehearse an edition, whose cost is that of what it writes; deletion
#: names every row that goes.
PAGES = (
    *(
        (label, "review")
        for label in (
            "cases.case",
            "cases.source",
            "cases.figure",
            "cases.statement",
            "advocacy.action",
            "advocacy.response",
        )
    ),
    ("cases.case", "sources"),
    ("cases.case", "working_count"),
    ("cases.source", "cases"),
    ("cases.contactnote", "start-case"),
    ("cases.contactnote", "start-source"),
    ("cases.contactnote", "start-action"),
    ("auth.user", "password_change"),
)


@pytest.mark.parametrize(("label", "name"), PAGES)
def test_pages_of_a_record(desk, label, name):
    record = FULL[label]()
    few, many = growth(desk, page(record, name), lambda: FILL[label](record))
    assert many == few


@pytest.mark.parametrize("label", sorted(FILL))
def test_histories(desk, label):
    """A page of the history holds so many versions, of fewer nouns when there are more."""
    record = FULL[label]()
    few, many = growth(desk, page(record, "history"), lambda: FILL[label](record))
    assert many <= few


def test_the_history_of_a_record_that_pointed_to_much(desk):
    event = builders.make_event()

    def add():
        event.place = builders.make_place()
        event.save()

    few, many = growth(desk, page(event, "history"), add)
    assert many == few


def test_the_review_of_what_is_public(desk, publisher):
    """Both sides of the comparison grow."""
    case = builders.make_publishable_case()
    case.review_state = ReviewState.APPROVED
    case.save()
    builders.written_by(make_staff())
    publish([case], by=publisher)

    def add():
        source = builders.make_source()
        event = builders.make_event(case=case, place=builders.make_place())
        builders.make_citation(event=event, source=source)
        builders.make_figure(case=case, event=event, source=source)

    few, many = growth(desk, page(case, "review"), add)
    assert many == few


@pytest.mark.parametrize("model", [Case, Source], ids=lambda model: model._meta.model_name)
def test_merging(desk, model):
    """Rows of both, some of them told twice."""
    make = {Case: builders.make_case, Source: builders.make_source}[model]
    fill = FILL[model._meta.label_lower]
    kept, duplicate = make(), make()

    def add():
        fill(kept)
        fill(duplicate)

    few, many = growth(desk, f"{page(kept, 'merge')}?with={duplicate.pk}", add)
    assert many == few


def test_erasing(desk):
    person = builders.make_person()
    erasure.ask(person, by=make_superuser(), reason="Example reason")
    few, many = growth(desk, page(person, "erase"), lambda: fill_person(person))
    assert many == few


# --- many at once ---------------------------------------------------------------------------------


def posted(desk, cases, **fields) -> int:
    data = {ACTION_CHECKBOX_NAME: [case.pk for case in cases], **fields}
    with CaptureQueriesContext(connection) as captured:
        response = desk.post(pages(Case), data)
    assert response.status_code == 200
    assert all(case.title_en in response.content.decode() for case in cases)
    return len(captured)


def many_cases(state, number) -> list[Case]:
    cases = []
    for _row in range(number):
        case = builders.make_case(review_state=state, title_en=f"Example case {Case.objects.count()} of many")
        fill_case(case)
        cases.append(case)
    builders.written_by(make_staff())
    return cases


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("approve_selected", ReviewState.IN_REVIEW),
        ("publish_selected", ReviewState.APPROVED),
        # Refused all of them: the table of results.
        ("approve_selected", ReviewState.APPROVED),
        ("submit_selected", ReviewState.IN_REVIEW),
        ("publish_selected", ReviewState.DRAFT),
    ],
)
def test_steps_with_many(desk, action, state):
    few, many = many_cases(state, FEW), many_cases(state, MANY)
    posted(desk, few, action=action)
    assert posted(desk, many, action=action) == posted(desk, few, action=action)


def test_approving_many_asks_no_more_often(desk):
    few, many = many_cases(ReviewState.IN_REVIEW, FEW), many_cases(ReviewState.IN_REVIEW, MANY)
    costs = []
    for cases in (few, many):
        seen = {f"seen-{case.pk}": subjects.fingerprint(case) for case in subjects.fetch_relations(cases)}
        posted(desk, cases, action="assign_selected")
        costs.append(posted(desk, cases, action="approve_selected", confirmed="yes", **seen))
        assert not Case.objects.filter(pk__in=[case.pk for case in cases], review_state="in_review").exists()
    assert costs[1] <= costs[0]
