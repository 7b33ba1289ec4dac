"""Possible duplicates in the admin: while typing, at the first save, beside the form; and who learns of them."""

import pytest
from django.urls import reverse

from cases.choices import SourceKind
from cases.models import Case, Distinction, Source
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db

TITLE = "Nine example refugees returned"


def add(client, model, **typed):
    """Fill in the form for a new record and press “Save”."""
    address = pages(model, "add")
    form = filled(client.get(address))
    return client.post(address, form | typed)


def source(**typed):
    return {"title": TITLE, "kind": SourceKind.MEDIA, **typed}


def hint(client, model, **typed):
    return client.post(pages(model, "duplicates"), typed)


# --- at the first save ---


def test_a_second_source_of_one_address_is_asked_about_once(client, contributor):
    client.force_login(contributor)
    one = builders.make_source(title="As printed", url="https://example.org/a")
    typed = source(url="https://www.example.org/a/?utm_source=x")
    response = add(client, Source, **typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert Source.objects.count() == 1
    assert "the same address" in text
    assert page(one) in text
    assert "This is not the same: save" in text
    # What was written stands there still.
    assert TITLE in text
    response = add(client, Source, **typed, not_same=str(one.pk), not_same_reason="a page that changes")
    new = Source.objects.get(title=TITLE)
    assert response.status_code == 302
    decided = Distinction.objects.get()
    assert (decided.low, decided.high, decided.decided_by) == (one.pk, new.pk, contributor)
    assert decided.reason == "a page that changes"
    # Never asked again.
    new.note = "changed"
    new.save()
    assert "Possibly in the record already" not in client.get(page(new)).content.decode()
    assert "a page that changes" in client.get(page(one)).content.decode()


def test_another_one_that_turned_up_meanwhile_is_asked_about(client, contributor):
    client.force_login(contributor)
    one = builders.make_source(title=TITLE)
    builders.make_source(title=TITLE)
    response = add(client, Source, **source(), not_same=str(one.pk))
    assert response.status_code == 200
    assert Source.objects.count() == 2


@pytest.mark.parametrize("nonsense", ["x", "-1", "1e9", "9" * 40, "٣", ","])
def test_nonsense_decides_nothing(client, contributor, nonsense):
    client.force_login(contributor)
    builders.make_source(title=TITLE)
    before = Source.objects.count()
    assert add(client, Source, **source(), not_same=nonsense).status_code == 200
    assert Source.objects.count() == before


def test_a_new_case_at_the_same_place_and_time_is_asked_about(client, contributor):
    client.force_login(contributor)
    one = builders.make_case(place=builders.make_place())
    typed = {"title_en": "Another", "date_edtf": "2013-05-14", "place": one.place.pk, "affected_low": "5"}
    typed["affected_high"] = "5"
    response = add(client, Case, **typed)
    assert Case.objects.count() == 1
    assert "the same place" in response.content.decode()
    assert add(client, Case, **typed, not_same=str(one.pk)).status_code == 302
    assert Case.objects.count() == 2


def test_changing_a_record_asks_nothing(client, contributor):
    client.force_login(contributor)
    one = builders.make_source(title=TITLE)
    builders.make_source(title=TITLE)
    form = filled(client.get(page(one)))
    assert client.post(page(one), form | {"publisher": "Example Weekly"}).status_code == 302


# --- while typing ---


def test_a_hint_while_typing(client, contributor):
    client.force_login(contributor)
    one = builders.make_source(title=TITLE, url="https://example.org/a")
    text = hint(client, Source, title="x", url="http://example.org/a/").content.decode()
    assert page(one) in text
    assert "<html" not in text
    assert hint(client, Source, title="something else").content.decode().strip() == ""


def test_a_hint_about_a_case_understands_dates_as_people_type_them(client, contributor):
    client.force_login(contributor)
    one = builders.make_case(place=builders.make_place())
    typed = {
        "date_edtf": "2013년 5월",
        "place": one.place.pk,
        "affected_low": "5",
        "affected_high": "about 5",
    }
    assert page(one) in hint(client, Case, **typed).content.decode()
    by_reference = typed | {"place": "", "place_reference": one.place.reference}
    assert page(one) in hint(client, Case, **by_reference).content.decode()
    assert (
        hint(client, Case, date_edtf="10/9/2023", place="x", affected_low="-3").content.decode().strip() == ""
    )


def test_what_is_typed_stands_in_no_address(client, contributor):
    client.force_login(contributor)
    for model in (Case, Source):
        assert client.get(pages(model, "duplicates"), {"title": "x"}).status_code == 405


def test_hostile_text_is_shown_as_text(client, contributor):
    client.force_login(contributor)
    hostile = "<script>alert(1)</script> & “quoted”"
    builders.make_source(title=hostile)
    text = hint(client, Source, title=hostile).content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>" not in text


# --- beside the form ---


def test_a_decision_from_the_page_of_a_record(client, contributor):
    client.force_login(contributor)
    one, other = builders.make_source(title=TITLE), builders.make_source(title=TITLE)
    assert "the same title" in client.get(page(one)).content.decode()
    response = client.post(page(one, "distinguish"), {"other": other.pk, "reason": "two papers"}, follow=True)
    text = response.content.decode()
    assert "Possibly in the record already" not in text
    assert "two papers" in text
    assert "the same title" not in client.get(page(other)).content.decode()


def test_decisions_need_a_post_and_two_records(client, contributor):
    client.force_login(contributor)
    one = builders.make_source(title=TITLE)
    assert client.get(page(one, "distinguish")).url == page(one)
    for other in ("", "x", "999999", str(one.pk)):
        client.post(page(one, "distinguish"), {"other": other})
    assert Distinction.objects.count() == 0


@pytest.mark.parametrize("model", [Case, Source])
@pytest.mark.parametrize(
    ("role", "may_hint", "may_decide"),
    [
        ("viewer", 403, 403),
        ("contributor", 200, 302),
        ("editor", 200, 302),
        ("publisher", 403, 403),
        ("source keeper", {Case: 403, Source: 200}, {Case: 403, Source: 302}),
        ("administrator", 403, 403),
    ],
)
def test_who_may(client, db, model, role, may_hint, may_decide):
    make = {Case: builders.make_case, Source: builders.make_source}[model]
    one, other = make(), make()
    client.force_login(make_user(role))
    wanted = [code[model] if isinstance(code, dict) else code for code in (may_hint, may_decide)]
    decided = client.post(page(one, "distinguish"), {"other": other.pk})
    assert [hint(client, model).status_code, decided.status_code] == wanted


def test_strangers_are_sent_to_the_login(client, db):
    one = builders.make_source()
    for address in (pages(Source, "duplicates"), page(one, "distinguish")):
        assert reverse("admin:login") in client.post(address).url


# --- confidential sources ---


def test_a_confidential_source_is_no_duplicate_for_others(client, contributor):
    hidden = builders.make_confidential_source(title=TITLE)
    client.force_login(contributor)
    assert hint(client, Source, title=TITLE).content.decode().strip() == ""
    assert add(client, Source, **source()).status_code == 302
    new = Source.objects.get(title=TITLE, is_confidential=False)
    assert page(hidden) not in client.get(page(new)).content.decode()
    assert client.post(page(new, "distinguish"), {"other": hidden.pk}).status_code == 404
    assert client.post(page(hidden, "distinguish"), {"other": new.pk}).status_code == 404
    keeper = make_user("contributor", "source keeper")
    client.force_login(keeper)
    assert page(hidden) in client.get(page(new)).content.decode()


def test_a_decision_about_a_confidential_source_is_not_told(client, contributor, source_keeper):
    hidden, one = builders.make_confidential_source(title=TITLE), builders.make_source(title=TITLE)
    low, high = sorted((hidden.pk, one.pk))
    Distinction.objects.create(
        kind="source", low=low, high=high, decided_by=source_keeper, reason="a secret reason"
    )
    client.force_login(contributor)
    text = client.get(page(one)).content.decode()
    assert "a secret reason" not in text
    assert "Held to be different" not in text
    client.force_login(source_keeper)
    assert "a secret reason" in client.get(page(one)).content.decode()


# --- names of people ---


def test_names_are_compared_only_for_those_who_may_read_them(client, viewer, contributor):
    first = builders.make_case(affected_low=1)
    second = builders.make_case(affected_low=90, affected_high=95)
    for case in (first, second):
        builders.make_involvement(case=case, person=builders.make_person(legal_name="Kim Young-hwan"))
    client.force_login(contributor)
    assert "somebody of the same name" in client.get(page(first)).content.decode()
    client.force_login(viewer)
    text = client.get(page(first)).content.decode()
    assert page(second) not in text
    assert "same name" not in text


# --- cost ---


def test_the_page_costs_the_same_however_many_there_are(client, contributor, django_assert_max_num_queries):
    client.force_login(contributor)
    one = builders.make_source(title=TITLE)
    builders.make_source(title=TITLE)
    client.get(page(one))
    counts = []
    for number in (2, 12):
        while Source.objects.count() < number:
            builders.make_source(title=TITLE)
        with django_assert_max_num_queries(200) as asked:
            client.get(page(one))
        counts.append(len(asked))
    assert counts[0] == counts[1]
