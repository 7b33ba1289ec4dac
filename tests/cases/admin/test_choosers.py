"""Choosing another record: by searching, and without JavaScript by its reference."""

import pytest

from cases.admin.forms.choosers import Chooser, chooser
from cases.models import Citation, Event
from tests import builders
from tests.cases.admin.forms import filled, page, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def search(client, model, field, term=""):
    address = "/admin/autocomplete/"
    opts = model._meta
    return client.get(
        address,
        {"app_label": opts.app_label, "model_name": opts.model_name, "field_name": field, "term": term},
    )


def test_a_typed_reference_chooses(desk):
    case, source = builders.make_case(), builders.make_source(reference="example-typed")
    data = filled(desk.get(pages(Citation, "add"))) | {"case": case.pk, "source_reference": " Example-Typed "}
    assert desk.post(pages(Citation, "add"), data).status_code == 302
    assert Citation.objects.get().source == source


def test_a_typed_reference_wins_over_the_select(desk):
    event, other = builders.make_event(), builders.make_case()
    data = filled(desk.get(page(event))) | {"case_reference": other.reference}
    assert desk.post(page(event), data).status_code == 302
    assert Event.objects.get().case == other


def test_an_unknown_reference_is_named_and_kept_in_the_box(desk):
    event = builders.make_event()
    data = filled(desk.get(page(event))) | {"place_reference": "no-such-place"}
    response = desk.post(page(event), data)
    assert response.context["adminform"].form.errors["place"] == [
        "There is no record with the reference “no-such-place”."
    ]
    assert 'name="place_reference" value="no-such-place"' in response.content.decode()


def test_rows_of_lists_take_typed_references(desk):
    case, source = builders.make_case(), builders.make_source()
    data = filled(desk.get(page(case))) | {"citations-0-source_reference": source.reference}
    assert desk.post(page(case), data).status_code == 302
    assert case.citations.get().source == source


def test_the_same_reference_typed_again_is_no_change(desk):
    event = builders.make_event()
    data = filled(desk.get(page(event))) | {"case_reference": event.case.reference}
    assert desk.post(page(event), data).status_code == 302
    assert Event.objects.get().row_version == 1


def test_the_text_box_stands_in_the_page_for_browsers_without_scripts(desk):
    html = desk.get(pages(Citation, "add")).content.decode()
    assert '<noscript><label class="chooser-reference">' in html
    assert 'name="source_reference"' in html


def test_every_foreign_key_to_a_record_has_a_chooser(desk):
    response = desk.get(page(builders.make_publishable_case()))
    forms = [response.context["adminform"].form]
    forms += [row for inline in response.context["inline_admin_formsets"] for row in inline.formset.forms]
    checked = 0
    for form in forms:
        columns = {column.name: column for column in form._meta.model._meta.concrete_fields}
        for name, field in form.fields.items():
            related = columns[name].related_model if name in columns else None
            # The case itself stands hidden in each row of its lists.
            if hasattr(related, "reference") and not field.widget.is_hidden:
                assert isinstance(chooser(field), Chooser), name
                checked += 1
    assert checked >= 10


def test_searching_answers_in_words(desk):
    builders.make_source(title="Example article about a border", publisher="Example Daily")
    found = search(desk, Citation, "source", "border").json()["results"]
    assert [choice["text"].split(" (")[0] for choice in found] == [
        "Example article about a border – Example Daily, 2013-05-29"
    ]


def test_searching_needs_the_right_to_see_the_noun(client, viewer):
    client.force_login(viewer)
    assert search(client, Event, "case").status_code == 200
    assert search(client, Citation, "involvement").status_code == 403


def test_staff_are_a_plain_list(desk, editor):
    html = desk.get(page(builders.make_case())).content.decode()
    assert f'<option value="{editor.pk}">editor</option>' in html
