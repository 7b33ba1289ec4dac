"""Confidential sources do not exist for staff without the right to see them: one test for each door."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from advocacy.models import AdvocacyCitation
from cases.admin import visibility
from cases.models import Citation, Figure, Relation, Source, SourceOrigin, Statement, WorkingCount
from cases.publication import subjects
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cases.admin.test_choosers import search
from tests.cast import make_user

pytestmark = pytest.mark.django_db

SECRETS = ("example-secret", "Secret label", "Example Whistleblower")


@pytest.fixture
def source():
    return builders.make_confidential_source(
        reference="example-secret", title="Secret label", confidential_identity="Example Whistleblower"
    )


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def keeper_desk(client):
    client.force_login(make_user("editor", "source keeper"))
    return client


def says_nothing(response) -> bool:
    text = response.content.decode()
    return response.status_code != 500 and not any(secret in text for secret in SECRETS)


def rest_on(source):
    """A row of every noun that rests on the source alone."""
    case = builders.make_case()
    figure = builders.make_figure(case=case, source=source, reference="example-secret-figure")
    return [
        figure,
        builders.make_statement(source=source, reference="example-secret-statement"),
        builders.make_citation(case=case, source=source, reference="example-secret-citation"),
        builders.make_citation(figure=figure, reference="example-secret-citation-of-figure"),
        builders.make_relation(
            from_case=case, to_figure=figure, to_case=None, reference="example-secret-relation"
        ),
        builders.make_working_count(case=case, figure=figure, reason="Secret label"),
        builders.make_advocacy_citation(source=source, reference="example-secret-advocacy-citation"),
    ]


def test_every_way_to_a_source_is_in_the_table():
    """Foreign keys to a source, or to a figure, which one source prints. An origin is a field that is left out."""
    found = 0
    for model in apps.get_models():
        if model._meta.app_label not in ("cases", "advocacy") or hasattr(model, "history_object"):
            continue
        for field in model._meta.concrete_fields:
            path = {Source: field.name, Figure: f"{field.name}__source"}.get(field.related_model)
            if path and model is not SourceOrigin and (model, path) != (Source, "derived_from"):
                assert path in visibility.PATHS[model], (model, path)
                found += 1
    assert found == sum(len(paths) for paths in visibility.PATHS.values()) - 1


def test_lists(desk, source):
    rows = rest_on(source)
    for model in (Source, *{type(row) for row in rows}):
        response = desk.get(pages(model))
        assert response.status_code == 200
        assert says_nothing(response), model
        shown = set(response.context["cl"].result_list)
        assert not shown & {source, *rows}


def test_pages(desk, source):
    rows = rest_on(source)
    assert len({type(row) for row in rows}) == 6
    for row in (source, *rows):
        for name in ("change", "history", "delete"):
            response = desk.get(page(row, name))
            assert response.status_code in (302, 403, 404), (row, name)
            assert says_nothing(response), (row, name)
        version = f"{page(row, 'history')}{row.versions.first().pk}/"
        assert desk.get(version).status_code == 404


def test_steps_and_preview(desk, source):
    for step in ("submit", "approve", "publish", "retract", "withdraw", "send-back"):
        assert desk.post(page(source, step)).status_code == 404
    assert desk.get(page(source, "preview")).status_code == 404


def test_lists_on_the_page_of_a_case(desk, source):
    rows = rest_on(source)
    case = rows[0].case
    response = desk.get(page(case))
    assert says_nothing(response)
    shown = [
        form.instance for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms
    ]
    assert not set(rows) & {row for row in shown if row.pk}


def test_hidden_rows_cannot_be_posted_to(desk, source):
    rows = rest_on(source)
    figure, case = rows[0], rows[0].case
    data = filled(desk.get(page(case))) | {
        "figures-TOTAL_FORMS": "1",
        "figures-INITIAL_FORMS": "1",
        "figures-0-id": figure.pk,
        "figures-0-DELETE": "on",
    }
    desk.post(page(case), data)
    assert Figure.objects.filter(pk=figure.pk).exists()


def test_a_source_does_not_tell_of_a_case_through_a_hidden_figure(desk, client, source):
    case = builders.make_case(reference="example-apart")
    report = builders.make_source()
    builders.make_citation(figure=builders.make_figure(case=case, source=source), source=report)
    assert "example-apart" not in desk.get(page(report)).content.decode()
    client.force_login(make_user("editor", "source keeper"))
    assert "example-apart" in client.get(page(report)).content.decode()


def test_a_relation_to_a_hidden_figure_is_in_no_document_and_no_review(desk, source):
    case = builders.make_publishable_case(reference="example-open")
    hidden = builders.make_figure(source=source, reference="example-secret-figure")
    shown = builders.make_figure(reference="example-open-figure")
    for figure in (hidden, shown):
        builders.make_relation(from_case=case, to_figure=figure, to_case=None, kind="counted_in")
    assert [part["to_reference"] for part in subjects.document(case)["relations"]] == ["example-open-figure"]
    text = desk.get(page(case, "review")).content.decode()
    assert "example-open-figure" in text
    assert "secret" not in text


def test_choosers(desk, source):
    rest_on(source)
    doors = [(Citation, "source"), (Figure, "source"), (Statement, "source"), (Source, "derived_from")]
    doors += [
        (AdvocacyCitation, "source"),
        (WorkingCount, "figure"),
        (Relation, "to_figure"),
        (Citation, "figure"),
    ]
    for model, field in doors:
        response = search(desk, model, field, "secret")
        assert response.json()["results"] == [], (model, field)


def test_a_guessed_key_or_reference_is_refused_like_an_unknown_one(desk, source):
    case = builders.make_case()
    answers = []
    for guess in (
        {"source": source.pk},
        {"source": 987654},
        {"source_reference": "example-secret"},
        {"source_reference": "example-absent"},
    ):
        data = filled(desk.get(pages(Citation, "add"))) | {"case": case.pk} | guess
        response = desk.post(pages(Citation, "add"), data)
        answers.append(response.context["adminform"].form.errors["source"][0].replace("secret", "absent"))
    assert answers[0] == answers[1]
    assert answers[2] == answers[3]
    assert not Citation.objects.exists()


def test_searching_lists(desk, source):
    rest_on(source)
    for model in (Source, Figure, Statement, Citation, AdvocacyCitation):
        response = desk.get(pages(model), {"q": "secret"})
        assert response.context["cl"].result_count == 0, model


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (Source, "is_confidential__exact=1"),
        (Source, "confidential_identity__isnull=0"),
        (Source, "derived_from__is_confidential=1"),
        (Source, "derived_from__title__startswith=Secret"),
        (Source, "derivations__is_confidential=1"),
        (Source, "title__startswith=Secret"),
        (Figure, "source__is_confidential=1"),
        (Figure, "source__title__contains=Secret"),
        (Citation, "source__is_confidential__exact=1"),
        (Citation, "source__id__exact=1"),
        (Statement, "source__reference__startswith=example"),
    ],
)
def test_filters_typed_into_the_address(desk, source, model, lookup):
    rest_on(source)
    response = desk.get(f"{pages(model)}?{lookup}")
    assert response.status_code == 400
    assert says_nothing(response)


def test_the_filter_is_offered_to_source_keepers_only(desk, source, client):
    titles = [spec.title for spec in desk.get(pages(Source)).context["cl"].filter_specs]
    assert "confidential" not in titles
    client.force_login(make_user("source keeper"))
    response = client.get(pages(Source), {"is_confidential__exact": "1"})
    assert list(response.context["cl"].result_list) == [source]


def test_an_origin_that_is_confidential(desk, source):
    reprint = builders.make_source(derived_from=source)
    response = desk.get(page(reprint))
    assert says_nothing(response)
    data = filled(response) | {"title": "Another example title"}
    assert desk.post(page(reprint), data).status_code == 302
    reprint.refresh_from_db()
    assert (reprint.title, reprint.derived_from) == ("Another example title", source)
    assert says_nothing(desk.get(page(reprint, "history")))
    for version in reprint.versions.all():
        assert says_nothing(desk.get(f"{page(reprint, 'history')}{version.pk}/"))


def test_an_origin_that_was_confidential_once(desk, source):
    reprint = builders.make_source(derived_from=source)
    reprint.derived_from = None
    reprint.save()
    assert says_nothing(desk.get(page(reprint, "history")))
    for version in reprint.versions.all():
        assert says_nothing(desk.get(f"{page(reprint, 'history')}{version.pk}/"))


def test_histories_of_rows_that_once_rested_on_it(desk, source):
    figure = builders.make_figure(source=source)
    figure.source = builders.make_source()
    figure.save()
    assert desk.get(page(figure)).status_code == 200
    assert says_nothing(desk.get(page(figure, "history")))
    first = figure.versions.last()
    assert desk.get(f"{page(figure, 'history')}{first.pk}/").status_code == 404


def test_the_history_of_a_source_that_became_confidential(desk, source):
    open_before = builders.make_source(title="Example article")
    open_before.is_confidential = True
    open_before.publisher = open_before.url = ""
    open_before.save()
    for version in open_before.versions.all():
        assert desk.get(f"{page(open_before, 'history')}{version.pk}/").status_code == 404
    assert desk.get(page(open_before, "history")).status_code == 404


def test_the_history_of_a_deleted_confidential_source(desk, source):
    address, versions = page(source, "history"), [version.pk for version in source.versions.all()]
    source.delete()
    assert desk.get(address).status_code == 404
    assert all(desk.get(f"{address}{version}/").status_code == 404 for version in versions)


@pytest.fixture
def deleting_desk(client):
    """Somebody who may delete anything, but knows of no confidential source."""
    user = make_user("editor")
    user.user_permissions.set(Permission.objects.filter(codename__startswith="delete_"))
    client.force_login(user)
    return client


def test_deleting_what_hidden_rows_depend_on(deleting_desk, source):
    rows = rest_on(source)
    case = rows[0].case
    response = deleting_desk.get(page(case, "delete"))
    assert response.status_code == 200
    assert says_nothing(response)
    assert "Other records depend on this one" in response.content.decode()
    deleting_desk.post(page(case, "delete"), {"post": "yes"})
    assert Figure.objects.filter(pk=rows[0].pk).exists()


def test_deleting_a_row_of_a_list_that_hidden_rows_depend_on(deleting_desk, source):
    event = builders.make_event()
    figure = builders.make_figure(case=event.case, event=event, source=source)
    data = filled(deleting_desk.get(page(event.case))) | {"events-0-DELETE": "on"}
    response = deleting_desk.post(page(event.case), data)
    assert says_nothing(response)
    assert Figure.objects.filter(pk=figure.pk).exists()


def test_the_first_page(desk, source):
    assert says_nothing(desk.get("/admin/"))


def test_source_keepers_see_all_of_it(keeper_desk, source):
    rest_on(source)
    html = keeper_desk.get(page(source)).content.decode()
    assert all(secret in html for secret in SECRETS)
    assert "example-secret-figure" in keeper_desk.get(pages(Figure)).content.decode()
