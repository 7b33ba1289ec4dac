"""The review page, many at once, embargoes and merging in the admin: who sees and may what, and what was seen."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.translation import override

from cases import workflow
from cases.choices import PublicationState, ReviewState
from cases.editing import save_record
from cases.models import Case, Edition, Embargo, Event, Merge, Source
from tests import builders
from tests.cases.admin.conftest import in_state
from tests.cases.admin.forms import decided, page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db

EVERYBODY = ("viewer", "contributor", "editor", "publisher", "source keeper", "administrator")
MAY = {
    "review": ("contributor", "editor", "publisher"),
    "phones": EVERYBODY,
    "merge": ("editor",),
}


def test_pages_obey_roles(client, case):
    tried = 0
    users = {role: make_user(role) for role in EVERYBODY}
    hidden = builders.make_confidential_source()
    for name, roles in MAY.items():
        for role, user in users.items():
            client.force_login(user)
            assert client.get(page(case, name)).status_code == (200 if role in roles else 403), (role, name)
            found = client.get(page(hidden, name)).status_code
            assert found == 404 or role == "source keeper", (role, name)
            tried += 1
    assert tried == 18
    client.logout()
    assert client.get(page(case, "review")).status_code == 302


def test_the_review_shows_what_changes_word_by_word(client, published, contributor, editor):
    published.title_en = f"{published.title_en} in Example County"
    save_record(published, by=contributor)
    event = published.events.get()
    event.date_edtf = "2013-05"
    save_record(event, by=contributor)
    extra = builders.make_event(case=published, date_edtf="2013-07-01")
    builders.written_by(contributor)
    workflow.submit([published], by=contributor)
    client.force_login(editor)
    response = client.get(page(published, "review"))
    text = response.content.decode()
    assert "<ins> in Example County</ins>" in text
    assert "<del>10 </del>May 2013" in text or "<del>10 </del>" in text
    rows = {row.title: row.state for s in response.context["outgoing"].sections for row in s.rows}
    assert rows["Apprehended, 1 July 2013"] == "new"
    assert extra.reference not in response.context["notices"]
    assert [item["step"].name for item in response.context["decisions"]] == ["approve", "send-back"]


def test_a_first_publication_shows_everything(client, case, editor):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    response = client.get(page(case, "review"))
    assert response.context["outgoing"].is_new
    text = response.content.decode()
    for words in (case.title_en, case.summary_en, case.citations.get().source.title, "May 2013"):
        assert words in text
    assert "<ins>" not in text


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_texts_are_called_as_in_their_forms(client, case, editor, language):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    response = client.get(page(case, "review"), headers={"accept-language": language})
    sections = response.context["outgoing"].sections
    labels = {
        (section.part, change.line.name, change.line.language): change.line.label
        for section in sections
        for row in section.rows
        for change in row.changes
        if change.line.language
    }
    with override(language):
        assert labels["", "summary", "en"] == str(Case._meta.get_field("summary_en").verbose_name)
        assert labels["events", "summary", "en"] == str(Event._meta.get_field("summary_en").verbose_name)
    said = {"en": "summary (English)", "ko": "요약(영어)", "zh-hans": "摘要（英文）"}
    assert labels["", "summary", "en"] == said[language]


def test_what_was_seen_is_what_is_approved(client, case, editor, contributor):
    in_state(case, ReviewState.IN_REVIEW)
    client.force_login(editor)
    (approve, *_rest) = client.get(page(case, "review")).context["decisions"]
    source = case.citations.get().source
    source.title = "Example headline nobody has seen"
    save_record(source, by=contributor)
    client.post(approve["url"], {"seen": approve["seen"]})
    case.refresh_from_db()
    assert case.review_state == ReviewState.IN_REVIEW
    (approve, *_rest) = client.get(page(case, "review")).context["decisions"]
    client.post(approve["url"], {"seen": approve["seen"]})
    case.refresh_from_db()
    assert case.review_state == ReviewState.APPROVED


def test_a_confidential_source_can_be_reviewed_but_has_no_diff(client):
    user = make_user("editor", "source keeper")
    source = builders.make_confidential_source(review_state=ReviewState.IN_REVIEW)
    client.force_login(user)
    response = client.get(page(source, "review"))
    assert response.context["never"]
    assert client.get(page(source)).status_code == 200


def test_a_correction_asks_for_both_texts_and_loses_neither(client, published, contributor, editor):
    published.title_en = "Example title, corrected"
    save_record(published, by=contributor)
    in_state(published, ReviewState.APPROVED)
    response = client.post(page(published, "publish"), {"confirmed": "yes", "public_note": "Example note."})
    assert set(response.context["form"].errors) == {"internal_reason"}
    assert "Example note." in response.content.decode()
    client.post(
        page(published, "publish"),
        decided(published, confirmed="yes", public_note="Example note.", internal_reason="Example"),
    )
    assert Edition.objects.count() == 2


# --- many at once ---------------------------------------------------------------------------------


def chosen(*cases, **more):
    return {ACTION_CHECKBOX_NAME: [case.pk for case in cases], **more}


def test_many_are_published_case_by_case_and_only_as_they_were_seen(
    client, case, publisher, author, contributor
):
    others = [builders.make_publishable_case() for _ in range(2)]
    draft = builders.make_publishable_case()
    builders.written_by(author)
    for each in (case, *others):
        in_state(each, ReviewState.APPROVED)
    client.force_login(publisher)
    address = pages(Case)
    asked = client.post(address, chosen(case, *others, draft, action="publish_selected"))
    assert [row.subject for row in asked.context["refused"]] == [draft]
    seen = {f"seen-{row.subject.pk}": row.seen for row in asked.context["ready"]}
    assert len(seen) == 3
    Case.objects.filter(pk=others[0].pk).update(title_en="Example title nobody has seen")
    result = client.post(
        address, chosen(case, *others, draft, action="publish_selected", confirmed="yes", **seen)
    )
    done = {row.subject.pk: row.done for row in result.context["rows"]}
    assert done == {
        case.pk: "published in edition 1",
        others[1].pk: "published in edition 1",
        others[0].pk: "",
        draft.pk: "",
    }
    states = [each.publication_state for each in Case.objects.order_by("pk")]
    assert states.count(PublicationState.PUBLISHED) == 2


def test_many_are_approved_only_as_they_were_seen(client, case, editor, author):
    other = builders.make_publishable_case()
    builders.written_by(author)
    for each in (case, other):
        in_state(each, ReviewState.IN_REVIEW)
    client.force_login(editor)
    client.post(pages(Case), chosen(case, other, action="approve_selected", confirmed="yes"))
    assert not Case.objects.filter(review_state=ReviewState.APPROVED).exists()
    asked = client.post(pages(Case), chosen(case, other, action="approve_selected"))
    seen = {f"seen-{row.subject.pk}": row.seen for row in asked.context["ready"]}
    result = client.post(pages(Case), chosen(case, other, action="approve_selected", confirmed="yes", **seen))
    assert result.context["done"] == 2


# --- embargo, phones, merging ---------------------------------------------------------------------


def test_an_embargo_is_set_from_the_form(client, case, contributor):
    client.force_login(contributor)
    assert client.post(page(case, "embargo")).status_code == 200
    past = {"confirmed": "yes", "until_day": "2001-01-01", "until_time": "06:00", "reason": "Example words"}
    response = client.post(page(case, "embargo"), past)
    assert "Example words" in response.content.decode()
    assert not Embargo.objects.exists()
    client.post(page(case, "embargo"), past | {"until_day": "2126-01-01"})
    assert Embargo.objects.get().until.year == 2126
    assert client.post(page(case, "lift-embargo"), {"confirmed": "yes"}).status_code == 403


def test_frames_are_allowed_on_two_addresses_alone(client, case, editor):
    client.force_login(editor)
    phones, framed = client.get(page(case, "phones")), client.get(page(case, "preview"), {"framed": ""})
    plain = client.get(page(case, "preview"))
    assert "frame-src 'self'" in phones.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in phones.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in plain.headers["Content-Security-Policy"]
    assert phones.content.decode().count("<iframe") == 3


def test_merging_from_the_page_of_the_duplicate(client, case, editor):
    double = builders.make_case(title_en="Example double", summary_en="")
    event = builders.make_event(case=double, date_edtf="2013-05-10")
    mine = case.events.get()
    client.force_login(editor)
    address = f"{page(double, 'merge')}?with={case.reference}"
    asked = client.get(address)
    form = asked.context["form"]
    assert "field-title_en" in form.fields
    row = f"row-event-{event.pk}"
    data = {name: form[name].value() or "" for name in form.fields} | {
        "confirmed": "yes",
        "seen": asked.context["seen"],
        "reason": "Example reason",
        "field-title_en": "duplicate",
        row: f"{mine.pk}-kept",
    }
    stale = client.post(address, data | {"seen": "older"})
    assert "Example reason" in stale.content.decode()
    assert not Merge.objects.exists()
    answer = client.post(address, data)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.title_en == "Example double"
    assert list(case.events.all()) == [mine]
    old = client.get(page(double))
    assert (old.status_code, old.headers["Location"]) == (302, page(case))


def test_a_confidential_source_is_nobodys_other_record(client, editor):
    source, hidden = builders.make_source(), builders.make_confidential_source()
    client.force_login(editor)
    unknown = client.get(page(source, "merge"), {"with": "example-nowhere"})
    found = client.get(page(source, "merge"), {"with": hidden.reference})
    by_key = client.get(page(source, "merge"), {"with": str(hidden.pk)})
    for response in (found, by_key, unknown):
        assert response.context["pair"] is None
    assert hidden.title not in found.content.decode()
    assert Source.objects.count() == 2
