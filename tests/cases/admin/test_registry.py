"""Every page of every registered noun opens, for somebody who may do everything."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from advocacy.staff_site import WORK
from tests import builders
from tests.cases.admin.rows import ROWS

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
READ_ONLY = {"cases.edition", "cases.editionentry", "cases.privateexport"}


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("example-superuser")


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_noun_of_the_record_is_registered():
    assert len(MODELS) == 25


def test_every_noun_stands_in_the_index_once():
    named = [noun for _group, nouns in WORK for noun in nouns]
    assert sorted(named) == sorted(model._meta.object_name for model in MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_list_opens(desk, model):
    ROWS[model._meta.label_lower]()
    response = desk.get(address(model, "changelist"))
    assert response.status_code == 200
    assert response.context["cl"].result_count >= 1


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_list_can_be_searched(desk, model):
    ROWS[model._meta.label_lower]()
    response = desk.get(address(model, "changelist"), {"q": "Example 1"})
    assert response.status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_form_opens(desk, model):
    row = ROWS[model._meta.label_lower]()
    expected = 403 if model._meta.label_lower in READ_ONLY else 200
    assert desk.get(address(model, "add")).status_code == expected
    assert desk.get(address(model, "change", row.pk)).status_code == 200
    assert desk.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_filter_and_action_works(desk, rf, superuser, model):
    ROWS[model._meta.label_lower]()
    model_admin = admin.site.get_model_admin(model)
    request = rf.get("/")
    request.user = superuser
    for name in model_admin.actions or ():
        assert name in model_admin.get_actions(request)
    response = desk.get(address(model, "changelist"))
    asked = 0
    for spec in response.context["cl"].filter_specs:
        for choice in spec.choices(response.context["cl"]):
            assert desk.get(address(model, "changelist") + choice["query_string"]).status_code == 200
            asked += 1
    assert asked or not response.context["cl"].filter_specs


def test_every_list_with_dates_can_be_narrowed_to_a_time(desk):
    narrowed = 0
    for model in MODELS:
        field = admin.site.get_model_admin(model).date_hierarchy
        if field:
            ROWS[model._meta.label_lower]()
            narrow = {"when": "May 2013"}
            assert desk.get(address(model, "changelist"), narrow).status_code == 200, model
            narrowed += 1
    assert narrowed == 14


def test_rows_cover_the_registry():
    assert set(ROWS) == {model._meta.label_lower for model in MODELS}
    assert builders.make_case is ROWS["cases.case"]
