"""The form of a case: the order of its parts, rows added quickly, sources cited in place, errors as links."""

import re

import pytest

from cases.choices import ReviewState
from cases.models import Case, Citation, Event, Source
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db

NEW_CASE = {"title_en": "An example title", "date_edtf": "2013-05"}


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def titles(response) -> list[str]:
    return [part.title for part in response.context["parts"]]


def add_event(number, **values) -> dict:
    return {f"events-{number}-{name}": value for name, value in values.items()}


# --- parts ------------------------------------------------------------------------------------------


def test_parts_stand_in_the_order_in_which_a_case_is_told(desk):
    found = titles(desk.get(page(builders.make_case())))
    told = ["What happened", "To whom", "Figures", "People", "Where", "When", "Events", "Who says so"]
    told += ["Citations", "What we may publish", "Risk reviews", "Saving"]
    assert [title for title in found if title in told] == told
    assert found[-1] == "Saving"


def test_every_part_is_a_link_to_a_place_on_the_page(desk):
    response = desk.get(page(builders.make_publishable_case()))
    text = response.content.decode()
    nav = text[text.index('class="form-parts"') : text.index("</nav>", text.index('class="form-parts"'))]
    anchors = re.findall(r'href="#([^"]+)"', nav)
    assert len(anchors) == len(response.context["parts"]) > 10
    assert [anchor for anchor in anchors if text.count(f'id="{anchor}"') != 1] == []


def test_every_control_of_a_row_has_a_label(desk):
    case = builders.make_publishable_case()
    builders.make_involvement(case=case)
    text = desk.get(page(case)).content.decode()
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="(id_[^"]+)"', text)
    hidden = set(re.findall(r'<input type="hidden"[^>]* id="([^"]+)"', text))
    named = {name for name in ids if name.endswith("_recent")}
    checked = [name for name in ids if name not in hidden | named]
    assert [name for name in checked if name not in labelled] == []
    assert len(checked) > 80


def test_readers_see_the_same_parts_without_fields_to_cite(client, viewer):
    case = builders.make_publishable_case()
    client.force_login(viewer)
    response = client.get(page(case))
    assert response.status_code == 200
    text = response.content.decode()
    assert "Events" in titles(response)
    assert "cite_source" not in text
    assert "Example article" in text


def test_roles_without_people_see_no_list_of_people(client, viewer):
    case = builders.make_involvement().case
    client.force_login(viewer)
    assert "People" not in titles(client.get(page(case)))


# --- errors -----------------------------------------------------------------------------------------


def test_an_error_in_a_row_is_a_link_to_its_field(desk):
    case = builders.make_case()
    data = filled(desk.get(page(case))) | add_event(0, kind="detained", date_edtf="2013-99")
    response = desk.post(page(case), data)
    assert [(found.where, found.anchor) for found in response.context["refusals"]] == [
        ("Events, row 1, “Date”", "id_events-0-date_edtf")
    ]
    text = response.content.decode()
    assert 'href="#id_events-0-date_edtf"' in text
    assert 'id="id_events-0-date_edtf"' in text
    assert [part.title for part in response.context["parts"] if part.has_errors] == ["Events"]


def test_an_error_of_a_folded_group_unfolds_it(desk):
    figure = builders.make_figure()
    data = filled(desk.get(page(figure))) | {"label_ko": "가" * 200}
    response = desk.post(page(figure), data)
    part = next(part for part in response.context["parts"] if part.has_errors)
    assert (part.title, part.fieldset.is_collapsible) == ("In Korean and Chinese", False)


@pytest.mark.parametrize("is_new", [True, False])
def test_the_focus_stays_on_what_is_to_be_corrected(desk, is_new):
    """Django's script moves it into the first field of a new record, where the form tells it the name."""
    address = pages(Case, "add") if is_new else page(builders.make_case())
    script = re.compile(r'id="django-admin-form-add-constants"[^>]* data-model-name="case"')
    assert bool(script.search(desk.get(address).content.decode())) == is_new
    refused = desk.post(address, filled(desk.get(address)) | {"date_edtf": "no date"}).content.decode()
    assert not script.search(refused)
    assert re.findall(r'<nav class="error-summary"[^>]* autofocus>', refused)
    assert refused.count(" autofocus") == 1


def test_what_was_typed_into_a_refused_row_stays(desk):
    case, source = builders.make_case(), builders.make_source()
    wanted = add_event(0, kind="detained", date_edtf="nonsense", summary_en="강제북송 <b>example</b>")
    wanted |= add_event(0, cite_source=source.pk, cite_locator="p. 12")
    response = desk.post(page(case), filled(desk.get(page(case))) | wanted)
    row = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert row["summary_en"].value() == "강제북송 <b>example</b>"
    assert row["cite_locator"].value() == "p. 12"
    assert str(row["cite_source"].value()) == str(source.pk)
    assert "<b>example" not in response.content.decode()


# --- rows added quickly -----------------------------------------------------------------------------


def test_a_button_saves_and_brings_more_rows(desk):
    case = builders.make_case()
    data = filled(desk.get(page(case))) | add_event(0, kind="detained", date_edtf="2013-05-01")
    response = desk.post(page(case), data | {"_more": "event"})
    assert response.status_code == 302
    assert response.url.endswith("/change/?rows=event#rows-event")
    formsets = desk.get(response.url).context["inline_admin_formsets"]
    events = next(item.formset for item in formsets if item.opts.model is Event)
    assert (events.initial_form_count(), len(events.extra_forms)) == (1, 5)


def test_the_button_works_on_a_new_case(desk):
    data = filled(desk.get(pages(Case, "add"))) | NEW_CASE
    response = desk.post(pages(Case, "add"), data | {"_more": "figure"})
    assert response.url == page(Case.objects.get()) + "?rows=figure#rows-figure"


@pytest.mark.parametrize("made_up", ["citation", "user", "<script>", ""])
def test_other_lists_are_not_asked_for(desk, made_up):
    case = builders.make_case()
    response = desk.post(page(case), filled(desk.get(page(case))) | {"_more": made_up})
    assert response.status_code == 302
    assert "rows=" not in response.url
    assert desk.get(page(case), {"rows": made_up}).status_code == 200


# --- the order of time ------------------------------------------------------------------------------


def test_an_empty_order_is_made_from_the_dates(desk):
    case = builders.make_case()
    builders.make_event(case=case, sequence=1, date_edtf="2013-03")
    builders.make_event(case=case, sequence=2, date_edtf="2013-07")
    data = filled(desk.get(page(case) + "?rows=event"))
    data |= add_event(2, kind="released", date_edtf="2013-09-01")
    data |= add_event(3, kind="transferred", date_edtf="2013-08-01")
    data |= add_event(4, kind="detained", date_edtf="2013-04")
    data |= add_event(5, kind="died", date_edtf="")
    assert desk.post(page(case), data).status_code == 302
    told = [event.kind for event in case.events.order_by("sequence", "created_at", "pk")]
    assert told == ["apprehended", "detained", "apprehended", "transferred", "released", "died"]
    assert [event.sequence for event in case.events.all()] == [1, 1, 2, 3, 4, 5]


def test_a_given_order_is_kept(desk):
    case = builders.make_case()
    data = filled(desk.get(page(case))) | add_event(0, kind="detained", date_edtf="2013-05-01", sequence="7")
    desk.post(page(case), data)
    assert case.events.get().sequence == 7


def test_on_its_own_page_too(desk):
    first = builders.make_event(sequence=4, date_edtf="2013-03")
    data = filled(desk.get(pages(Event, "add"))) | {
        "case": first.case_id,
        "kind": "detained",
        "date_edtf": "2013-05",
    }
    assert data.get("sequence") in (None, "")
    assert desk.post(pages(Event, "add"), data).status_code == 302
    assert Event.objects.latest("pk").sequence == 5


def test_saving_an_event_untouched_changes_no_order(desk):
    event = builders.make_event(sequence=3)
    desk.post(page(event), filled(desk.get(page(event))))
    event.refresh_from_db()
    assert (event.sequence, event.row_version) == (3, 1)


# --- citing in place --------------------------------------------------------------------------------


def test_a_new_step_and_its_source_are_one_save(desk, contributor):
    case, source = builders.make_case(), builders.make_source()
    data = filled(desk.get(page(case)))
    data |= add_event(0, kind="detained", date_edtf="2013-05-01", cite_source=source.pk, cite_locator="제3면")
    data["change_reason"] = "first article"
    assert desk.post(page(case), data).status_code == 302
    citation = Citation.objects.get()
    assert (citation.event, citation.source, citation.locator) == (case.events.get(), source, "제3면")
    assert citation.stance == "supports"
    last = citation.versions.get()
    assert (last.history_user, last.history_change_reason) == (contributor, "first article")


@pytest.mark.parametrize("noun", ["event", "figure", "involvement"])
def test_every_fact_takes_and_shows_its_sources(desk, noun):
    fact = {
        "event": builders.make_event,
        "figure": lambda: builders.make_figure(case=builders.make_case()),
        "involvement": builders.make_involvement,
    }[noun]()
    source = builders.make_source(title="Example title to be seen")
    address = page(fact.case)
    data = filled(desk.get(address)) | {
        f"{noun}s-0-cite_source": source.pk,
        f"{noun}s-0-cite_stance": "disputes",
    }
    assert desk.post(address, data).status_code == 302
    citation = Citation.objects.get()
    assert (getattr(citation, noun), citation.stance) == (fact, "disputes")
    assert fact.versions.count() == 1, "citing it does not change the fact"
    text = desk.get(address).content.decode()
    assert f'href="{page(citation)}"' in text


def test_citing_reopens_the_review(desk):
    case = builders.make_publishable_case(review_state=ReviewState.APPROVED)
    data = filled(desk.get(page(case))) | add_event(0, cite_source=builders.make_source().pk)
    desk.post(page(case), data)
    case.refresh_from_db()
    assert case.review_state == ReviewState.DRAFT


def test_the_same_source_at_the_same_place_is_refused_once(desk):
    event = builders.make_event()
    source = builders.make_source()
    builders.make_citation(event=event, source=source, locator="p. 1")
    address = page(event.case)
    data = filled(desk.get(address)) | add_event(0, cite_source=source.pk, cite_locator="p. 1")
    response = desk.post(address, data)
    assert "already cited here" in response.context["refusals"][0].message
    data |= add_event(0, cite_locator="p. 2")
    assert desk.post(address, data).status_code == 302
    assert event.citations.count() == 2


def test_a_place_without_a_source_and_a_source_without_a_fact_are_refused(desk):
    event = builders.make_event()
    address = page(event.case)
    data = filled(desk.get(address))
    response = desk.post(address, data | add_event(0, cite_locator="p. 1"))
    assert response.context["refusals"][0].anchor == "id_events-0-cite_source"
    response = desk.post(address, data | add_event(1, cite_source=builders.make_source().pk))
    assert response.status_code == 200
    assert not Citation.objects.exists()


def test_a_removed_row_is_not_cited_for(client):
    client.force_login(make_user("editor"))
    event = builders.make_event()
    address = page(event.case)
    data = filled(client.get(address)) | add_event(0, cite_source=builders.make_source().pk, DELETE="on")
    assert client.post(address, data).status_code == 302
    assert not Citation.objects.exists()
    assert not Event.objects.exists()


def test_citing_over_somebody_elses_newer_version_loses_nothing(desk):
    event = builders.make_event()
    address = page(event.case)
    data = filled(desk.get(address)) | add_event(0, cite_source=builders.make_source().pk)
    Event.objects.filter(pk=event.pk).update(row_version=5, summary_en="Their newer text")
    assert desk.post(address, data).status_code == 302
    event.refresh_from_db()
    assert (event.summary_en, event.citations.count()) == ("Their newer text", 1)


# --- the source used last ---------------------------------------------------------------------------


def recent(response) -> list[str]:
    text = response.content.decode()
    shown = re.search(r'<select name="events-0-cite_source_recent".*?</select>', text, re.S).group()
    return re.findall(r'<option value="(\d+)"', shown)


def test_the_source_used_last_is_offered_first(desk, contributor):
    case = builders.make_case()
    sources = [builders.make_source() for _number in range(3)]
    for source in sources:
        data = filled(desk.get(page(case))) | {"citations-0-source": source.pk}
        data |= {"citations-TOTAL_FORMS": 1, "citations-INITIAL_FORMS": 0}
        desk.post(page(case), data)
    assert Citation.objects.count() == 3
    assert recent(desk.get(page(case))) == [str(source.pk) for source in reversed(sources)]


def test_a_recent_source_is_chosen_from_the_list(desk):
    event, source = builders.make_event(), builders.make_source()
    address = page(event.case)
    data = filled(desk.get(address)) | add_event(0, cite_source_recent=source.pk)
    assert desk.post(address, data).status_code == 302
    assert event.citations.get().source == source


def test_a_typed_reference_cites_too(desk):
    event, source = builders.make_event(), builders.make_source()
    address = page(event.case)
    data = filled(desk.get(address)) | add_event(0, cite_source_reference=source.reference)
    assert desk.post(address, data).status_code == 302
    assert event.citations.get().source == source


def test_a_confidential_source_is_neither_offered_nor_taken(client, contributor, source_keeper):
    event = builders.make_event()
    secret = builders.make_confidential_source(title="Example secret title")
    both = make_user("contributor", "source keeper")
    client.force_login(both)
    address = page(event.case)
    client.post(address, filled(client.get(address)) | add_event(0, cite_source=secret.pk))
    assert event.citations.count() == 1
    assert recent(client.get(address)) == [str(secret.pk)]
    both.groups.set([group for group in both.groups.all() if group.name == "contributor"])
    response = client.get(address)
    assert "Example secret title" not in response.content.decode()
    assert "cite_source_recent" not in response.content.decode()
    response = client.post(
        address, filled(response) | add_event(0, cite_source=secret.pk, cite_locator="p. 9")
    )
    unknown = client.post(address, filled(client.get(address)) | add_event(0, cite_source=999_999))
    assert response.context["refusals"][0].message == unknown.context["refusals"][0].message
    assert event.citations.count() == 1


def test_whoever_may_not_cite_cannot_post_it(client, contributor):
    event = builders.make_event()
    role = contributor.groups.get()
    role.permissions.set(role.permissions.exclude(codename="add_citation"))
    client.force_login(contributor)
    address = page(event.case)
    response = client.get(address)
    assert "cite_source" not in response.content.decode()
    client.post(address, filled(response) | add_event(0, cite_source=builders.make_source().pk))
    assert not Citation.objects.exists()


def test_a_source_is_entered_in_a_window_beside_the_form(desk):
    response = desk.get(page(builders.make_event().case))
    assert f"{pages(Source, 'add')}?_to_field=id&amp;_popup=1" in response.content.decode()
