"""Encrypted text: unreadable in the table and in its history, readable with every key in the list."""

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection

from cases.models import Person
from cases.models.encryption import DecryptionError, EncryptedTextField
from tests.builders import make_person

pytestmark = pytest.mark.django_db

SECRET = "zq-canary 한예시 " + "long " * 2_000


def stored(model, column: str = "legal_name") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table}")  # noqa: S608
        return [value for (value,) in cursor.fetchall()]


def fields() -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for app in ("cases", "advocacy")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }


def test_what_is_encrypted():
    assert {name for name in fields() if not name.startswith("Historical")} == {
        "Addressee.contact",
        "Consent.scope",
        "ContactNote.call_back",
        "ContactNote.caller",
        "ContactNote.content",
        "ContactNote.next_step",
        "ContactNote.permitted_use",
        "CorrectionRequest.answer",
        "CorrectionRequest.asked_by",
        "CorrectionRequest.text",
        "Distinction.reason",
        "Dossier.answers",
        "Embargo.internal_reason",
        "Embargo.public_note",
        "Embargo.reason",
        "Erasure.reason",
        "ImportMapping.layout",
        "ImportRun.layout",
        "Involvement.testimony",
        "KeptForm.content",
        "Merge.reason",
        "Person.aliases",
        "Person.birth_date",
        "Person.contact",
        "Person.identity_documents",
        "Person.legal_name",
        "Person.native_name",
        "Person.public_name",
        "PrivateExport.filter",
        "SavedFilter.name",
        "SavedFilter.query",
        "Source.confidential_contact",
        "Source.confidential_content",
        "Source.confidential_identity",
    }


def test_histories_encrypt_what_their_tables_do():
    models = [model for app in ("cases", "advocacy") for model in apps.get_app_config(app).get_models()]
    with_history = {model.__name__ for model in models if hasattr(model, "history")}
    own = {name for name in fields() if name.partition(".")[0] in with_history}
    historical = {name.removeprefix("Historical") for name in fields() if name.startswith("Historical")}
    assert len(own) > 15
    assert historical == own


def test_neither_the_table_nor_its_history_can_be_read():
    make_person(legal_name=SECRET)
    for model in (Person, Person.history.model):
        (value,) = stored(model)
        assert value.startswith("gAAAA")
        assert "canary" not in value
    assert Person.objects.get().legal_name == SECRET
    assert Person.history.get().legal_name == SECRET


def test_every_way_of_writing_encrypts():
    person = make_person(legal_name="")
    Person.objects.filter(pk=person.pk).update(legal_name="zq-canary")
    person.refresh_from_db()
    person.aliases = "zq-canary"
    Person.objects.bulk_update([person], ["aliases"])
    Person.objects.bulk_create([Person(reference="person-example", native_name="zq-canary")])
    for column in ("legal_name", "aliases", "native_name"):
        written = [value for value in stored(Person, column) if value]
        assert [value[:5] for value in written] == ["gAAAA"]
    assert Person.objects.get(pk=person.pk).aliases == "zq-canary"


def test_the_same_text_is_never_stored_alike():
    make_person(legal_name="zq-canary")
    make_person(legal_name="zq-canary")
    assert len(set(stored(Person))) == 2


def test_an_empty_text_is_stored_empty():
    make_person(legal_name="")
    assert stored(Person) == [""]
    assert Person.objects.get().legal_name == ""


def test_keys_can_be_changed_one_after_the_other(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    person = make_person(legal_name=SECRET)
    before = stored(Person)

    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    person = Person.objects.get(pk=person.pk)
    assert person.legal_name == SECRET
    person.save()
    assert stored(Person) != before

    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert Person.objects.get(pk=person.pk).legal_name == SECRET


def test_a_wrong_key_is_named_without_the_value(settings):
    make_person(legal_name="zq-canary")
    (ciphertext,) = stored(Person)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(DecryptionError) as error:
        Person.objects.get()
    assert "Person.legal_name" in str(error.value)
    assert "canary" not in str(error.value)
    assert ciphertext not in str(error.value)
    assert settings.FIELD_ENCRYPTION_KEYS[0] not in str(error.value)


@pytest.mark.parametrize(
    "lookup", ["legal_name", "legal_name__exact", "legal_name__icontains", "legal_name__in", "legal_name__gt"]
)
@pytest.mark.parametrize("model", [Person, Person.history.model])
def test_searching_encrypted_text_is_refused(model, lookup):
    with pytest.raises(FieldError, match="encrypted"):
        model.objects.filter(**{lookup: ["zq-canary"] if lookup.endswith("__in") else "zq-canary"}).exists()


def test_asking_whether_there_is_a_value_is_allowed():
    make_person()
    assert not Person.objects.filter(legal_name__isnull=True).exists()
