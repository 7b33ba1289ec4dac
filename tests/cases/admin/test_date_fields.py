"""Dates as people type them, in every form of the admin: understood, shown back, confirmed."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from cases.admin.forms.date_fields import TypedDateField
from cases.models import Case, Event
from cases.models.edtf import EDTFField
from tests import builders
from tests.cases.admin.forms import filled, page, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def errors_of(response, name):
    assert response.status_code == 200
    return " ".join(response.context["adminform"].form.errors.get(name, []))


def test_every_date_of_the_record_takes_what_people_type(rf, django_user_model):
    request = rf.get("/")
    request.user = django_user_model.objects.create_superuser("example-superuser")
    found = 0
    for model, model_admin in admin.site._registry.items():
        forms = [(model, model_admin.get_form(request))]
        forms += [
            (inline.model, inline.get_formset(request).form)
            for inline in model_admin.get_inline_instances(request)
        ]
        for shown, form in forms:
            names = {field.name for field in shown._meta.fields if isinstance(field, EDTFField)}
            for name in names & form.base_fields.keys():
                assert isinstance(form.base_fields[name], TypedDateField), (shown, name)
                found += 1
    assert found > 12


def test_edtf_is_saved_at_once(desk):
    case = builders.make_case(date_edtf="2012")
    assert desk.post(page(case), filled(desk.get(page(case))) | {"date_edtf": "2012-03~"}).status_code == 302
    case.refresh_from_db()
    assert case.date_edtf == "2012-03~"


def test_other_text_comes_back_once_with_its_meaning_and_saving_again_confirms(desk):
    case = builders.make_case(date_edtf="2012")
    data = filled(desk.get(page(case))) | {"date_edtf": "July–August 2017"}
    response = desk.post(page(case), data)
    said = "between July and August 2017: 1 July 2017 to 31 August 2017 (2017-07/2017-08)"
    assert f"Understood: {said}. Save again to confirm" in errors_of(response, "date_edtf")
    html = response.content.decode()
    assert 'name="date_edtf" value="July–August 2017"' in html
    assert '<input type="hidden" name="date_edtf_understood" value="2017-07/2017-08">' in html
    assert Case.objects.get(pk=case.pk).date_edtf == "2012"

    again = filled(response) | {"date_edtf_understood": "2017-07/2017-08"}
    assert desk.post(page(case), again).status_code == 302
    case.refresh_from_db()
    assert (case.date_edtf, str(case.date_earliest), str(case.date_latest)) == (
        "2017-07/2017-08",
        "2017-07-01",
        "2017-08-31",
    )


def test_what_the_script_showed_while_typing_needs_no_second_round(desk):
    case = builders.make_case(date_edtf="2012")
    data = filled(desk.get(page(case))) | {
        "date_edtf": "2012년 3월 초순",
        "date_edtf_understood": "2012-03-01/2012-03-10",
    }
    assert desk.post(page(case), data).status_code == 302
    assert Case.objects.get(pk=case.pk).date_edtf == "2012-03-01/2012-03-10"


def test_a_meaning_shown_for_another_text_confirms_nothing(desk):
    case = builders.make_case(date_edtf="2012")
    data = filled(desk.get(page(case))) | {"date_edtf": "April 2017", "date_edtf_understood": "2017-03"}
    assert "Understood: April 2017 (2017-04)" not in errors_of(desk.post(page(case), data), "change_reason")
    assert "Understood: April 2017" in errors_of(desk.post(page(case), data), "date_edtf")


def test_two_readings_are_refused_with_both_and_nothing_is_lost(desk):
    case = builders.make_case(date_edtf="2012")
    data = filled(desk.get(page(case))) | {"date_edtf": "10/9/2023", "title_en": "Another example title"}
    response = desk.post(page(case), data)
    assert "2023-09-10 or 2023-10-09" in errors_of(response, "date_edtf")
    assert filled(response)["title_en"] == "Another example title"
    assert filled(response)["date_edtf"] == "10/9/2023"


def test_hostile_text_is_escaped(desk):
    data = filled(desk.get(pages(Case, "add"))) | {"date_edtf": "<script>alert(1)</script>\x00"}
    response = desk.post(pages(Case, "add"), data)
    assert "is not understood" in errors_of(response, "date_edtf")
    assert b"<script>alert" not in response.content


def test_rows_of_a_list_ask_too_and_keep_what_was_typed(desk):
    case = builders.make_publishable_case()
    data = filled(desk.get(page(case)))
    data |= {"events-0-date_edtf": "mid March 2012"}
    response = desk.post(page(case), data)
    assert "Understood: between about 11 and about 20 March 2012" in response.content.decode()
    again = filled(response)
    assert again["events-0-date_edtf"] == "mid March 2012"
    desk.post(page(case), again | {"events-0-date_edtf_understood": "2012-03-11~/2012-03-20~"})
    assert case.events.get().date_edtf == "2012-03-11~/2012-03-20~"


def test_the_stored_date_in_other_words_is_no_change(desk):
    event = builders.make_event(date_edtf="2012-03")
    data = filled(desk.get(page(event))) | {"date_edtf": "2012년 3월", "date_edtf_understood": "2012-03"}
    assert desk.post(page(event), data).status_code == 302
    assert Event.objects.get(pk=event.pk).row_version == 1


def test_two_people_who_wrote_one_date_in_two_ways_do_not_disagree(desk, editor):
    case = builders.make_case(date_edtf="2012")
    mine = filled(desk.get(page(case))) | {"date_edtf": "March 2012", "date_edtf_understood": "2012-03"}
    desk.force_login(editor)
    desk.post(
        page(case), filled(desk.get(page(case))) | {"date_edtf": "2012-03", "title_en": "Editor's title"}
    )
    response = desk.post(page(case), mine | {"summary_en": "Mine"})
    said = " ".join(str(error) for error in response.context["errors"])
    assert "saved a newer version" in said
    assert "Both of you changed" not in said


def test_the_meaning_of_a_stored_date_stands_below_it(desk):
    event = builders.make_event(date_edtf="2012-03~")
    html = desk.get(page(event)).content.decode()
    assert "about March 2012: 1 March 2012 to 31 March 2012</output>" in html
    assert 'id="id_date_edtf_meaning"' in html
    assert 'id_date_edtf_meaning"' in html.split('name="date_edtf"')[1].split(">")[0]


# --- what the script asks ---


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "March 2012: 1 March 2012 to 31 March 2012 (2012-03)"),
        ("ko", "2012년 3월: "),
        ("zh-hans", "2012年3月: "),
    ],
)
def test_the_script_is_told_the_meaning(desk, language, said):
    with translation.override(language):
        response = desk.post(
            reverse("read-date"), {"text": "2012年3月"}, headers={"Accept-Language": language}
        )
    answer = response.json()
    assert answer["edtf"] == "2012-03"
    assert said in answer["said"].replace("：", ": ")


def test_the_script_is_told_what_is_wrong(desk):
    answer = desk.post(reverse("read-date"), {"text": "10/9/2023"}).json()
    assert answer["edtf"] == ""
    assert "2023-09-10 or 2023-10-09" in answer["said"]
    assert desk.post(reverse("read-date"), {"text": " "}).json() == {"edtf": "", "said": ""}


def test_only_staff_ask_and_only_by_post(client, contributor):
    assert client.post(reverse("read-date"), {"text": "2012"}).status_code == 302
    client.force_login(contributor)
    assert client.get(reverse("read-date")).status_code == 405


def test_a_day_that_reads_in_two_ways_is_refused_and_says_how_to_write_it(desk):
    case = builders.make_case()
    response = desk.post(page(case), filled(desk.get(page(case))) | {"last_checked_on": "05/06/2026"})
    assert "Write it as 2012-03-05 or 5 March 2012." in errors_of(response, "last_checked_on")
    assert 'value="05/06/2026"' in response.content.decode()
