"""Records that may be the same thing entered twice, and the decisions that they are not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import duplicates
from cases.choices import SubjectKind
from cases.models import Case, Distinction, Person, Source
from tests import builders

pytestmark = pytest.mark.django_db


def sources_like(source):
    return {found.record: found.reasons for found in duplicates.like_source(source, Source.objects.all())}


def cases_like(case, people=None):
    return {found.record: found.reasons for found in duplicates.like_case(case, Case.objects.all(), people)}


# --- sources ---


def test_the_same_address():
    one = builders.make_source(title="One example", url="https://www.example.org/a/?utm_source=x")
    builders.make_source(title="Another example", url="https://example.org/b")
    new = Source(title="Nothing alike", url="http://m.example.org/a")
    assert sources_like(new) == {one: ("the same address",)}


def test_the_address_of_the_archived_copy_counts_too():
    one = builders.make_source(url="https://example.org/a")
    new = Source(title="x", archived_url="https://web.archive.org/web/20130601000000/https://example.org/a")
    assert list(sources_like(new)) == [one]


def test_the_same_title_at_any_time():
    one = builders.make_source(title="Nine refugees are returned to Pyongyang | Example Daily")
    assert sources_like(Source(title="NINE refugees are returned to Pyongyang")) == {one: ("the same title",)}


def test_a_similar_title_within_days():
    one = builders.make_source(title="Laos returns nine young refugees to China", published_edtf="2013-05-28")
    builders.make_source(title="Laos returns nine young refugees to China again", published_edtf="2012-05-28")
    builders.make_source(title="Trade talks in Example City", published_edtf="2013-05-28")
    new = Source(title="Nine young refugees returned to China by Laos", published_edtf="2013-05-30")
    assert list(sources_like(new)) == [one]
    new.published_edtf = "2013-07-30"
    assert sources_like(new) == {}


@pytest.mark.parametrize("date", ["", "2013", "../2013", "not a date", "9999-12-31"])
def test_a_date_that_says_little_finds_nothing(date):
    builders.make_source(title="Laos returns nine young refugees to China", published_edtf="2013-05-28")
    assert (
        sources_like(Source(title="Nine young refugees returned to China by Laos", published_edtf=date)) == {}
    )


def test_an_origin_and_its_reprint_are_two_documents():
    origin = builders.make_source(title="Nine refugees returned")
    reprint = builders.make_source(title="Nine refugees returned", derived_from=origin)
    assert sources_like(origin) == {}
    assert sources_like(reprint) == {}


def test_a_source_is_not_like_itself():
    assert sources_like(builders.make_source()) == {}


def test_the_most_alike_come_first_and_no_more_than_people_read():
    for _number in range(12):
        builders.make_source(title="Nine refugees returned")
    best = builders.make_source(title="Nine refugees returned", url="https://example.org/a")
    found = duplicates.like_source(
        Source(title="Nine refugees returned", url="https://example.org/a"), Source.objects.all()
    )
    assert len(found) == duplicates.MOST
    assert found[0].record == best
    assert found[0].reasons == ("the same address", "the same title")


def test_keys_follow_the_text():
    source = builders.make_source(title="One title", url="https://example.org/a")
    source.title, source.url = "Another title", "https://example.org/b"
    source.save()
    source.refresh_from_db()
    assert sources_like(Source(title="Another title")) == {source: ("the same title",)}
    assert sources_like(Source(title="x", url="https://example.org/a")) == {}


def test_rows_written_in_bulk_have_keys_too():
    Source.objects.bulk_create(
        [
            Source(
                reference="example-bulk",
                title="A title in bulk",
                url="https://example.org/bulk",
                kind="media",
            )
        ]
    )
    assert len(sources_like(Source(title="a title in bulk", url="https://example.org/bulk"))) == 1


# --- cases ---


def test_cases_at_one_place_with_a_similar_count():
    place = builders.make_place()
    one = builders.make_case(title_en="One", place=place, affected_low=10, affected_high=10)
    new = Case(title_en="Two", date_edtf="2013-05-14", place=place, affected_low=11, affected_high=11)
    assert cases_like(new) == {one: ("the same place", "a similar number of people")}
    assert cases_like(Case(title_en="Two", date_edtf="2013-07-14", place=place, affected_low=11)) == {}
    assert cases_like(Case(title_en="Two", date_edtf="2013-05-14", place=place, affected_low=30)) == {}
    assert cases_like(Case(title_en="Two", date_edtf="2013-05-14", affected_low=10)) == {}


def test_the_same_day_and_a_similar_title():
    one = builders.make_case(
        title_en="Nine young refugees returned from Laos",
        date_edtf="2013-05-28",
        affected_low=None,
        affected_high=None,
    )
    new = Case(title_en="Laos: nine young refugees returned", date_edtf="2013-05-28")
    assert cases_like(new) == {one: ("the same day", "a similar title")}


def test_the_province_stands_in_for_the_place():
    one = builders.make_case(title_en="One", place=builders.make_place())
    new = Case(
        title_en="Two", date_edtf="2013-05", place=builders.make_place(), affected_low=5, affected_high=5
    )
    assert cases_like(new) == {one: ("the same province", "a similar number of people")}


@pytest.mark.parametrize(("low", "high"), [(5, None), (None, 5), (4, 6), (5, 5), (1, 100)])
def test_counts_that_leave_room_for_each_other(low, high):
    place = builders.make_place()
    builders.make_case(title_en="One", place=place, affected_low=5, affected_high=5)
    new = Case(title_en="Two", date_edtf="2013-05", place=place, affected_low=low, affected_high=high)
    assert len(cases_like(new)) == 1


@pytest.mark.parametrize("date", ["", "..", "2010/..", "2001/2013", "201X", "nonsense"])
def test_a_dating_that_says_little_finds_no_case(date):
    place = builders.make_place()
    builders.make_case(place=place)
    assert (
        cases_like(Case(title_en="Two", date_edtf=date, place=place, affected_low=5, affected_high=5)) == {}
    )


def involve(case, **names):
    return builders.make_involvement(case=case, person=builders.make_person(**names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"legal_name": "Kim Example-hwan"}, {"legal_name": "KIM Example hwan"}),
        ({"native_name": "김영환"}, {"legal_name": "Kim Young-hwan"}),
        ({"native_name": "金永煥"}, {"aliases": "Somebody else\n金永煥"}),
    ],
)
def test_somebody_of_the_same_name(one, other):
    first, second = (
        builders.make_case(title_en="One", affected_low=1),
        builders.make_case(title_en="Two", affected_low=90, affected_high=95),
    )
    first.affected_high = 1
    first.save()
    involve(first, **one)
    involve(second, **other)
    assert cases_like(first, Person.objects.all()) == {second: ("somebody of the same name",)}
    # Those who may not read names learn nothing from them.
    assert cases_like(first) == {}
    assert cases_like(first, Person.objects.none()) == {}


def test_the_same_person_in_two_cases_at_one_time():
    first, second = builders.make_case(affected_low=1), builders.make_case(affected_low=90, affected_high=95)
    person = builders.make_person()
    builders.make_involvement(case=first, person=person)
    builders.make_involvement(case=second, person=person)
    assert list(cases_like(first, Person.objects.all())) == [second]


def test_people_by_name():
    found = builders.make_person(legal_name="Kim Young-hwan")
    builders.make_person(legal_name="Example Other")
    assert duplicates.people_named("김영환", Person.objects.all()) == [found.pk]
    assert duplicates.people_named("", Person.objects.all()) == []
    assert duplicates.people_named("of", Person.objects.all()) == []


# --- decisions ---


def test_a_decision_is_remembered_from_both_sides_and_asked_once(editor, contributor):
    one, other = builders.make_source(title="Same"), builders.make_source(title="Same")
    duplicates.distinguish(other, [one], by=editor, reason="two articles")
    assert sources_like(one) == sources_like(other) == {}
    assert [row.pk for row in duplicates.distinctions_of(one)] == [
        row.pk for row in duplicates.distinctions_of(other)
    ]
    duplicates.distinguish(one, [other, one], by=contributor)
    row = Distinction.objects.get()
    assert (row.kind, row.low, row.high) == (SubjectKind.SOURCE, one.pk, other.pk)
    assert (row.decided_by, row.reason) == (editor, "two articles")


def test_a_decision_about_cases_says_nothing_about_sources(editor):
    one, other = builders.make_source(title="Same"), builders.make_source(title="Same")
    Distinction.objects.create(kind=SubjectKind.CASE, low=one.pk, high=other.pk, decided_by=editor)
    assert list(sources_like(one)) == [other]


def test_the_database_holds_decisions_in_one_form(editor):
    Distinction.objects.create(kind=SubjectKind.CASE, low=1, high=2, decided_by=editor)
    for wrong in (
        {"low": 2, "high": 1},
        {"low": 3, "high": 3},
        {"low": 1, "high": 2},
        {"low": 1, "high": 3, "kind": "action"},
    ):
        row = Distinction(**{"kind": SubjectKind.CASE, "decided_by": editor, **wrong})
        with pytest.raises(ValidationError):
            row.validate_constraints()
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_questions_cost_the_same_however_many_there_are(django_assert_max_num_queries):
    place = builders.make_place()
    for _number in range(12):
        case = builders.make_case(place=place)
        involve(case, legal_name="Kim Young-hwan")
        builders.make_source(title="Same")
    with django_assert_max_num_queries(6):
        assert len(cases_like(case, Person.objects.all())) == duplicates.MOST
    with django_assert_max_num_queries(6):
        assert len(sources_like(Source.objects.latest("pk"))) == duplicates.MOST
