"""Erasing a person: nothing in any table, nor in the file of the database, says who it was."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from cases import erasure, workflow
from cases.choices import Naming, NamingGrounds, PublicationState, TakedownReason
from cases.editing import delete_record, save_record
from cases.models import (
    Case,
    Consent,
    ContactNote,
    Distinction,
    EditionEntry,
    Embargo,
    Erasure,
    ImportedRow,
    ImportedRowBefore,
    ImportMapping,
    ImportRun,
    Involvement,
    KeptForm,
    Merge,
    Person,
    PrivateExport,
    RecordSearch,
    SavedFilter,
)
from cases.name_search import NameSearch, searched_models
from cases.publication.publish import NotAllowed, publish
from cases.published.models import PublishedDocument, PublishedEdition
from tests import builders as b

#: No other text of the tests holds these.
NAMES = {
    "legal_name": "Qazzim Wexford-Ulbrecht",
    "native_name": "곽뷁섫",
    "aliases": "Zorblaxian\nUlbrecht Qazim Wexfjord",
    "public_name": "Qazzim W. Ulbrechtova",
    "contact": "canary-contact-4711",
    "identity_documents": "canary-document-4712",
    "birth_date": "1987-06-05",
    "note": "canary-note-4713",
}
CANARIES = (
    "Qazzim",
    "Wexford",
    "곽뷁섫",
    "Zorblaxian",
    "Wexfjord",
    "Ulbrechtova",
    "canary-",
    "1987-06-05",
)


@pytest.fixture
def person(db):
    return b.make_person(reference="person-quux9", sex="female", **NAMES)


def everything() -> dict[str, str]:
    """Every value of every table of the project as text, by table, column and key; decrypted where encrypted."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ("contenttypes", "auth", "sites"):
            continue
        columns = [field.name for field in model._meta.concrete_fields]
        for number, row in enumerate(model._base_manager.values_list(*columns)):
            for name, value in zip(columns, row, strict=True):
                found[f"{model._meta.label_lower}.{name}:{number}"] = str(value)
    return found


def traces() -> list[str]:
    looked_at = everything()
    assert len(looked_at) > 30
    return [
        place
        for place, text in looked_at.items()
        if any(canary.casefold() in text.casefold() for canary in (*CANARIES, "person-quux9", "quux9"))
    ]


def asked(person, by) -> Erasure:
    return erasure.ask(person, by=by, reason="Asked for by the person.")


def plant(person, contributor, editor, publisher) -> Case:
    """The person everywhere: in rows, in every language, in history, editions, forms, imports, a deleted row."""
    case = b.make_publishable_case(reference="example-case-of-person")
    involvement = b.make_involvement(
        case=case,
        person=person,
        age_at_event=37,
        shown=True,
        naming=Naming.NAMED,
        naming_grounds=NamingGrounds.PUBLIC_CAMPAIGN,
        naming_reason="canary-reason 4714",
        testimony="canary-testimony of Qazzim",
        fate="forcibly_returned",
        fate_as_of_edtf="2013-06",
    )
    b.make_risk_review(case=case, note="If Qazzim Wexford Ulbrecht is named, others follow.")
    b.make_consent(person=person, scope="canary-scope", note="canary-note 4715")
    b.make_contact_note(person=person, caller="canary-caller", content="canary-content, 곽뷁섫 wept.")
    b.make_contact_note(
        case=case, caller="Example Relative", content="They asked after ULBRECHT QAZZIM WEXFORD."
    )
    b.make_source(title="An article", note="See https://example.org/%EA%B3%BD%EB%B7%81%EC%84%AB")
    b.written_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher)
    assert "Ulbrechtova" in str(PublishedDocument.objects.get(reference=case.reference).document)
    case.refresh_from_db()
    case.summary_ko, case.note = "곽뷁섫이 체포되었다고 한다.", "Zorblaxian was held."
    save_record(case, by=contributor, reason="heard from qazzim wexford ulbrecht herself")
    case.note = "Somebody was held."
    save_record(case, by=contributor, reason="took Zorblaxian out")
    event = b.make_event(case=case, summary_en="Qazzim Wexford Ulbrecht was taken.")
    delete_record(event, by=contributor, reason="entered twice for person-quux9")
    b.make_action(summary_en="A letter for Qazzim Wexford-Ulbrecht.")
    Embargo.objects.create(
        kind="case",
        subject_pk=case.pk,
        until=timezone.now(),
        reason="until Zorblaxian is out",
        set_by=editor,
        set_at=timezone.now(),
    )
    for page in (f"/admin/cases/person/{person.pk}/change/", "/admin/cases/case/add/"):
        KeptForm.objects.create(
            user=contributor,
            page=page,
            sheet=page[-20:],
            content='{"title_en": ["Zorblaxian"]}' if "case" in page[12:] else '{"contact": ["canary-kept"]}',
            kept_at=timezone.now(),
        )
    run = ImportRun.objects.create(name="Zorblaxian.zip", made_by=contributor, made_at=timezone.now())
    for table, reference in (("people", person.reference), ("involvements", involvement.reference)):
        ImportedRow.objects.create(table=table, reference=reference, cells={"sex": "abc"}, run=run)
        ImportedRowBefore.objects.create(table=table, reference=reference, run=run, previous=run)
    plant_at_the_desk(case, contributor)
    return case


def plant_at_the_desk(case: Case, user) -> None:
    """The person in what staff typed beside the record."""
    now = timezone.now()
    SavedFilter.objects.create(
        user=user, kind="cases.case", name="Zorblaxian", query="q=%EA%B3%BD%EB%B7%81%EC%84%AB"
    )
    PrivateExport.objects.create(
        user=user,
        kind="cases.case",
        filter="search: Zorblaxian",
        columns=["reference"],
        format="csv",
        made_at=now,
    )
    Distinction.objects.create(
        kind="case", low=case.pk, high=case.pk + 1000, decided_by=user, reason="Zorblaxian is in one only."
    )
    Merge.objects.create(
        kind="case",
        reference="example-merged",
        removed_pk=case.pk + 2000,
        kept_pk=case.pk,
        reason="Both are of Qazzim Wexford Ulbrecht.",
        merged_by=user,
        merged_at=now,
    )
    layout = '{"columns": {}, "constants": {"note": "Zorblaxian"}}'
    ImportMapping.objects.create(sender="Zorblaxian family", table="cases", layout=layout)
    ImportRun.objects.create(
        name="example.csv",
        state="uploaded",
        made_by=user,
        uploaded_at=now,
        layout=layout,
        message="“Zorblaxian” is no date.",
        undo_reason="Zorblaxian asked.",
    )
    b.make_correction_request(text="Zorblaxian is not 37.", asked_by="Qazzim Wexford Ulbrecht")


@pytest.mark.django_db
def test_no_table_says_who_it_was(person, contributor, editor, publisher):
    case = plant(person, contributor, editor, publisher)
    assert len(everything()) > 1000
    assert len(traces()) > 40
    done = erasure.carry_out(asked(person, editor), by=publisher)
    assert traces() == []

    person = Person.objects.get(pk=person.pk)
    assert person.reference == done.new_reference
    assert (person.sex, list(person.nationalities)) == ("", [])
    involvement = case.involvements.get()
    assert (involvement.role, involvement.fate, involvement.fate_as_of_edtf) == (
        "affected_person",
        "forcibly_returned",
        "2013-06",
    )
    assert (involvement.shown, involvement.naming, involvement.age_at_event) == (
        False,
        Naming.ANONYMOUS,
        None,
    )
    assert Consent.objects.get().withdrawn_on == timezone.localdate()
    assert not ImportedRow.objects.exists()
    assert not KeptForm.objects.exists()
    assert done.counts["cases.person"] == 1
    assert done.counts["cases.involvement history"] >= 2


@pytest.mark.django_db
def test_the_reasons_of_other_histories_stay(person, contributor, editor, publisher):
    """Django would write a reason into the table of another noun, under the same number."""
    for make in (b.make_response, b.make_action, b.make_event, b.make_figure):
        for _number in range(12):
            save_record(make(), by=contributor, reason="an example reason")
    plant(person, contributor, editor, publisher)
    erasure.carry_out(asked(person, editor), by=publisher)
    reasons = [text for place, text in everything().items() if "history_change_reason" in place]
    assert reasons.count("an example reason") == 48
    assert traces() == []


@pytest.mark.django_db
def test_only_the_name_goes_out_of_a_text(person, contributor, editor, publisher):
    case = plant(person, contributor, editor, publisher)
    erasure.carry_out(asked(person, editor), by=publisher)
    case.refresh_from_db()
    assert case.summary_ko == "[…]이 체포되었다고 한다."
    assert "They asked after […]." in ContactNote.objects.values_list("content", flat=True)
    reasons = list(case.versions.values_list("history_change_reason", flat=True))
    assert "took […] out" in reasons, reasons
    assert case.versions.first().history_change_reason.startswith("erasure ")
    assert case.versions.first().history_user == publisher


@pytest.mark.django_db
def test_what_the_public_sees_is_taken_down_first(person, contributor, editor, publisher):
    case = plant(person, contributor, editor, publisher)
    erasure.carry_out(asked(person, editor), by=publisher)
    case.refresh_from_db()
    assert case.publication_state == PublicationState.TAKEN_DOWN
    assert not PublishedDocument.objects.filter(kind="case").exists()
    last = EditionEntry.objects.filter(kind="case").first()
    assert (last.act, last.takedown_reason) == ("withdrawn", TakedownReason.UNDER_REVIEW)


@pytest.mark.django_db
def test_a_public_document_that_names_the_person_without_a_link_goes_too(
    person, contributor, editor, publisher
):
    case = b.make_publishable_case(summary_en="Reported: Zorblaxian was held.")
    b.written_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher, public_note="A note on Zorblaxian.")
    erasure.carry_out(asked(person, editor), by=publisher)
    assert not PublishedDocument.objects.filter(reference=case.reference).exists()
    assert PublishedEdition.objects.order_by("serial").first().public_note == "A note on […]."
    assert traces() == []


@pytest.mark.django_db
def test_who_did_what_when_stays_known(person, contributor, editor, publisher):
    plant(person, contributor, editor, publisher)
    before = list(
        Person.history.filter(id=person.pk).values_list("history_id", "history_user", "history_date")
    )
    erasure.carry_out(asked(person, editor), by=publisher)
    after = list(
        Person.history.filter(id=person.pk).values_list("history_id", "history_user", "history_date")
    )
    assert set(before) < set(after)


@pytest.mark.django_db
def test_what_speaks_of_somebody_else_is_spared(person, editor, publisher, contributor):
    other = b.make_case(note="Another Zorblaxian.")
    other.note = "Another Zorblaxian, of another town."
    save_record(other, by=contributor)
    mine = b.make_case(note="Our Zorblaxian.")
    erasure.carry_out(asked(person, editor), by=publisher, spare={f"cases.case:{other.pk}"})
    other.refresh_from_db()
    mine.refresh_from_db()
    assert (other.note, mine.note) == ("Another Zorblaxian, of another town.", "Our […].")
    assert set(other.versions.values_list("note", flat=True)) == {
        "Another Zorblaxian.",
        "Another Zorblaxian, of another town.",
    }


@pytest.mark.django_db
def test_a_former_name_is_looked_for_too(person, contributor, editor, publisher):
    person.aliases = "Somebody Else"
    save_record(person, by=contributor)
    b.make_case(note="Zorblaxian was held.")
    erasure.carry_out(asked(person, editor), by=publisher)
    assert traces() == []


@pytest.mark.django_db
def test_an_involvement_that_was_deleted_is_erased_as_well(person, contributor, editor, publisher):
    involvement = b.make_involvement(person=person, testimony="canary-testimony")
    delete_record(involvement, by=contributor, reason="canary-reason")
    erasure.carry_out(asked(person, editor), by=publisher)
    assert traces() == []
    assert Involvement.history.filter(person_id=person.pk).count() == 2


@pytest.mark.django_db
def test_the_versions_in_which_an_involvement_was_of_another_person_stay(
    person, contributor, editor, publisher
):
    other = b.make_person()
    involvement = b.make_involvement(person=other, testimony="Of the other person.")
    involvement.person, involvement.testimony = person, "canary-testimony"
    save_record(involvement, by=contributor)
    erasure.carry_out(asked(person, editor), by=publisher)
    assert traces() == []
    assert involvement.versions.last().testimony == "Of the other person."


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_takes_two_people(person, editor, publisher, settings):
    request = asked(person, editor)
    with pytest.raises(NotAllowed, match="somebody else"):
        erasure.carry_out(request, by=editor)
    assert len(traces()) > 5
    settings.FOUR_EYES = False
    erasure.carry_out(request, by=editor)
    assert traces() == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["viewer", "contributor", "source_keeper", "administrator"])
def test_other_roles_neither_ask_nor_do(request, person, editor, role):
    user = request.getfixturevalue(role)
    with pytest.raises(NotAllowed):
        asked(person, user)
    open_request = asked(person, editor)
    for step in (erasure.carry_out, erasure.take_back):
        with pytest.raises(NotAllowed):
            step(open_request, by=user)
    assert Person.objects.get(pk=person.pk).legal_name


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "Zorblaxian asked", "for person-quux9", "곽뷁섫의 부탁"])
def test_a_reason_is_needed_and_names_nobody(person, editor, reason):
    with pytest.raises(NotAllowed):
        erasure.ask(person, by=editor, reason=reason)
    assert not Erasure.objects.exists()


@pytest.mark.django_db
def test_what_was_asked_can_be_taken_back_until_it_is_done(person, editor, publisher):
    erasure.take_back(asked(person, editor), by=publisher)
    assert not Erasure.objects.exists()
    request = asked(person, editor)
    with pytest.raises(NotAllowed, match="already"):
        asked(person, publisher)
    erasure.carry_out(request, by=publisher)
    for step in (erasure.carry_out, erasure.take_back):
        with pytest.raises(NotAllowed, match="already"):
            step(request, by=publisher)


@pytest.mark.django_db
def test_when_something_fails_nothing_is_erased(person, editor, publisher, monkeypatch):
    monkeypatch.setattr(erasure, "cut_out", lambda *_given: 1 / 0)
    b.make_case(note="Zorblaxian")
    request = asked(person, editor)
    with pytest.raises(ZeroDivisionError):
        erasure.carry_out(request, by=publisher)
    assert Person.objects.get(pk=person.pk).legal_name == NAMES["legal_name"]


# --- what is left ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_old_file_can_be_recognised_and_the_mark_tells_nothing(person, editor, publisher, settings):
    done = erasure.carry_out(asked(person, editor), by=publisher)
    assert erasure.erased_among(["person-quux9", done.new_reference, "person-other"]) == {"person-quux9"}
    assert re.fullmatch("[0-9a-f]{64}", done.reference_mark)
    # The key is changed and the old one kept, as for every encrypted text.
    settings.FIELD_ENCRYPTION_KEYS = [
        "bm90IGEgcmVhbCBrZXkgYnV0IDMyIGJ5dGVzIGxvbmc=",
        *settings.FIELD_ENCRYPTION_KEYS,
    ]
    assert erasure.erased_among(["person-quux9"]) == {"person-quux9"}
    settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS[:1]
    assert erasure.erased_among(["person-quux9"]) == set()


def test_every_column_about_a_person_is_kept_or_can_be_emptied():
    emptied = {model: erasure.emptied(model) for model in erasure.KEPT}
    assert {model.__name__ for model in emptied} == {"Person", "Involvement", "Consent", "ContactNote"}
    assert {"legal_name", "contact", "sex", "note"} <= set(emptied[Person])
    for model, columns in emptied.items():
        for name in erasure.KEPT[model]:
            column = model._meta.get_field(name)
            assert not isinstance(column, models.TextField), column
        assert len(columns) > 1


def test_every_table_with_words_is_searched():
    names = {model._meta.label for model in searched_models()}
    assert {"cases.Case", "cases.HistoricalCase", "advocacy.HistoricalAction", "cases.EditionEntry"} <= names
    left_out = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ("cases", "advocacy") and model._meta.label not in names
    }
    assert left_out == {RecordSearch._meta.label}


def test_short_words_are_not_looked_for():
    search = NameSearch(["Kim", "Min-su", "Kim Min-su", "김", "민수", "Zorblaxian"])
    assert search.too_short == ["Kim", "김"]
    assert search.found_in({"ko": ["이름은 민수였다"]})
    assert not search.found_in("Kim said so")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("KIM MINSU was held", "[…] was held"),
        ("Min-su Kim’s brother", "[…]’s brother"),
        ("민수가 말했다", "[…]가 말했다"),
        ("Kim Min-suk", "Kim Min-suk"),
        ("https://example.org/kim%20min-su", "[…]"),
        ("Kím Mínsu, again", "[…]"),
    ],
)
def test_cutting(text, cut):
    assert NameSearch(["Kim Min-su", "민수"]).cut_value(text) == cut


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps old pages until VACUUM: documented"
)
@pytest.mark.django_db(transaction=True)
def test_not_a_byte_is_left_in_the_database_file(person, contributor, editor, publisher):
    plant(person, contributor, editor, publisher)

    def file() -> bytes:
        return bytes(connection.connection.serialize())

    # Only open text can be found there: names in notes, reasons, documents.
    assert b"Zorblaxian" in file()
    erasure.carry_out(asked(person, editor), by=publisher)
    content = file()
    for canary in CANARIES:
        assert canary.encode() not in content, canary
        assert canary.casefold().encode() not in content, canary
