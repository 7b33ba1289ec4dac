"""Every noun is found by its words, in any script and romanisation, and by the beginning of the last."""

import pytest
from django.apps import apps
from django.core.management import call_command

from advocacy.models import Action, Addressee, AdvocacyCitation, Response
from cases import editing, record_search
from cases.models import (
    Case,
    Citation,
    Consent,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    RecordSearch,
    Relation,
    Source,
    Statement,
)
from cases.models.encryption import EncryptedTextField
from cases.models.record import Record
from cases.record_search.finding import condition
from cases.record_search.index import fts5, tsquery
from cases.record_search.nouns import NOUNS
from tests import builders

pytestmark = pytest.mark.django_db


def found(model, typed) -> list[str]:
    rows = model.objects.filter(pk__in=record_search.found(model, typed))
    return sorted(rows.values_list("reference", flat=True))


@pytest.fixture
def case():
    place = builders.make_place(
        reference="example-yanji", name_en="Yanji", name_ko="옌지", name_zh_hans="延吉", province_en="Jilin"
    )
    case = builders.make_case(
        reference="example-case",
        title_en="Example women apprehended",
        title_ko="예시 여성 다섯 명 체포",
        place=place,
    )
    builders.make_event(
        case=case, reference="example-case--e01", kind="forcibly_returned", summary_zh_hans="据报五人被遣返。"
    )
    builders.make_case(title_en="Another group at another place")
    return case


@pytest.mark.parametrize(
    "typed",
    [
        "women",
        "WOMAN",  # another form of the word
        "wom",  # a word begun
        "example wom",
        "Yanji",
        "yanj",
        "연길",  # how Koreans in China write the place
        "옌지",
        "延吉",
        "Yenchi",  # Wade and Giles
        "jilin women",
        "체포",
        "여성이",  # with a particle
        "遣返",
        "遣返 Yanji",
        "강제북송",  # a word of the field for the code of an event
        "repatriated",
        "example-case",
        "example-cas",
        "China",
        "중국",
    ],
)
def test_cases_in_any_writing(case, typed):
    assert "example-case" in found(Case, typed)


@pytest.mark.parametrize(
    "typed", ["women men", "Shenyang", "yanj women ", "omen", "", " ", "!!!", "a", '"', "women*", "' OR 1"]
)
def test_what_finds_nothing(case, typed):
    expected = ["example-case"] if typed == "women*" else []
    assert found(Case, typed) == expected


@pytest.mark.parametrize(
    "typed", ['"', "'", "\\", "a\\'b", "x:*", "(", "& |", "\x00", "NEAR(", "-", "월" * 300]
)
def test_hostile_text_is_text(case, typed):
    for model in NOUNS:
        list(model.objects.filter(pk__in=record_search.found(model, typed)))


def test_every_noun():
    place = builders.make_place(name_en="Example Harbour")
    source = builders.make_source(title="据报告 example dispatch", note="seen by a colleague")
    rows = {
        Event: (builders.make_event(place=place), "harbour"),
        Figure: (builders.make_figure(attributed_to="Example Watch"), "watch"),
        Person: (builders.make_person(reference="person-7k2m4q"), "person-7k2m"),
        Place: (place, "harb"),
        Source: (source, "报告"),
        Statement: (builders.make_statement(text_ko="예시 경로"), "경로"),
        Action: (builders.make_action(actor_en="Example Council"), "council"),
        Addressee: (builders.make_addressee(name_ko="예시 외교부"), "외교부"),
        Response: (builders.make_response(summary_en="The example envoy declined."), "envoy"),
    }
    for model, (row, typed) in rows.items():
        assert found(model, typed) == [row.reference], model
    assert found(Citation, "example-citation-x") == []
    citation = builders.make_citation(reference="example-citation-x")
    assert found(Citation, "example-citation-x") == [citation.reference]
    assert set(NOUNS) - set(rows) - {Case} == {AdvocacyCitation, Citation, Consent, Involvement, Relation}
    assert found(Source, "colleague") == [source.reference]


def test_no_encrypted_text_becomes_a_word():
    columns = 0
    for model in NOUNS:
        names = [field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)]
        columns += len(names)
        if not names:
            continue
        make = {
            Person: builders.make_person,
            Source: builders.make_confidential_source,
            Addressee: builders.make_addressee,
            Consent: builders.make_consent,
            Involvement: builders.make_involvement,
        }[model]
        row = make(**{name: f"Secretword{index}" for index, name in enumerate(names)})
        words = RecordSearch.objects.get(kind=model._meta.label_lower, object_id=row.pk).terms
        assert row.reference.split("-")[0] in words
        assert "secretword" not in words
    assert columns >= 11


# --- kept true --------------------------------------------------------------------------------------


def test_saving_and_deleting(case, editor):
    case.title_en = "Renamed example"
    editing.save_record(case, by=editor)
    assert found(Case, "renamed") == ["example-case"]
    assert found(Case, "women") == []
    event = case.events.get()
    event.summary_en = "Taken across an example bridge"
    editing.save_record(event, by=editor)
    assert found(Case, "bridge") == ["example-case"]
    editing.delete_record(event, by=editor, reason="example")
    assert found(Case, "bridge") == []
    assert not RecordSearch.objects.filter(kind="cases.event").exists()
    editing.delete_record(case, by=editor, reason="example")
    assert found(Case, "renamed") == []
    assert RecordSearch.objects.filter(kind="cases.case").count() == 1


def test_an_event_that_moves_takes_its_words_along(case, editor):
    other = Case.objects.exclude(pk=case.pk).get()
    event = case.events.get()
    event.case = other
    editing.save_record(event, by=editor)
    assert found(Case, "遣返") == [other.reference]


def test_a_place_that_is_renamed(case, editor):
    event = case.events.get()
    builders.make_figure(reference="example-figure", place=case.place)
    event.place, case.place = case.place, None
    editing.save_record(case, by=editor)
    editing.save_record(event, by=editor)
    place = event.place
    place.name_en = "Exampletown"
    editing.save_record(place, by=editor)
    assert found(Case, "exampletown") == ["example-case"]
    assert found(Event, "exampletown") == ["example-case--e01"]
    assert found(Figure, "exampletown") == ["example-figure"]


def test_refreshing_costs_the_same_for_many(case, django_assert_max_num_queries):
    cases = [builders.make_case(place=builders.make_place()) for _row in range(12)]
    RecordSearch.objects.all().delete()
    with django_assert_max_num_queries(10):
        record_search.refresh(cases)
    assert RecordSearch.objects.count() == 12


def test_the_command_makes_all_anew(case, capsys):
    RecordSearch.objects.update(terms="")
    RecordSearch.objects.create(kind="cases.case", object_id=999_999, terms="ghost")
    call_command("rebuild_record_search")
    assert "cases.case: 2" in capsys.readouterr().out
    assert found(Case, "연길") == ["example-case"]
    assert not RecordSearch.objects.filter(terms__contains="ghost").exists()
    RecordSearch.objects.update(terms="example")
    call_command("rebuild_record_search", "--if-needed")
    assert found(Case, "연길") == []


def test_a_long_text_is_saved_and_found_by_its_beginning(case, editor):
    case.note = "Beginningword " + " ".join(f"word{number}" for number in range(60_000))
    editing.save_record(case, by=editor)
    assert found(Case, "beginningword") == ["example-case"]


def test_settling_leaves_the_index_whole(case):
    record_search.settle()
    assert found(Case, "women") == ["example-case"]


# --- origins ----------------------------------------------------------------------------------------


def test_the_origin_of_a_source_is_that_of_what_it_derives_from(editor):
    agency = builders.make_source(publisher="AFP")
    reprint = builders.make_source(publisher="Example Daily", derived_from=agency)
    third = builders.make_source(publisher="Example Weekly", derived_from=reprint)
    assert third.origin_name.origin == reprint.origin_name.origin == agency.origin_name.origin
    agency.publisher = "Reuters"
    editing.save_record(agency, by=editor)
    third.origin_name.refresh_from_db()
    assert third.origin_name.origin == "reuters"


def test_reprints_of_a_confidential_source_do_not_tell_that_they_are_two_of_one():
    secret = builders.make_confidential_source()
    one, two = (builders.make_source(derived_from=secret, publisher=f"Example {n}") for n in (1, 2))
    assert one.origin_name.origin != two.origin_name.origin


# --- the two databases ------------------------------------------------------------------------------


def test_conditions_in_both_languages():
    asked = condition("ab 옌지")
    assert fts5(asked).startswith('("ab" AND ') or '"ab"' in fts5(asked)
    assert "'ab'" in tsquery(asked)
    assert fts5(condition("bord")).count('"bord"*') == 1
    assert tsquery(condition("bord")).count("'bord':*") == 1


def test_every_noun_of_the_record_is_searched_or_said_not_to_be():
    """A new noun of the record must be decided about."""
    others = {
        "ActionAddressee", "ActionCase", "ContactNote", "CorrectionRequest", "DeadlineRule", "Dossier", "RiskReview",
        "WorkingCount",
    }  # fmt: skip
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    assert {model.__name__ for model in models} - {model.__name__ for model in NOUNS} <= others
