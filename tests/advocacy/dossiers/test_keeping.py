"""Dossiers at rest: encrypted, for those who see people, frozen once sent; and the rules that come with a release."""

import hashlib
import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from advocacy.dossiers import answers, rules_file, sending
from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.making import Made
from advocacy.models import DeadlineRule, Dossier, SentDossier
from cases.choices import Channel, DeadlineStart, DeadlineUnit
from tests import builders as b
from tests.advocacy.dossiers import training
from tests.cast import make_user

pytestmark = pytest.mark.django_db


def raw(column: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM advocacy_sentdossier")  # noqa: S608
        return [bytes(value) if isinstance(value, memoryview) else value for (value,) in cursor.fetchall()]


def test_answers_come_back_as_written_and_are_encrypted_at_rest():
    dossier = b.make_dossier(channel=Channel.WGAD_QUESTIONNAIRE)
    given = {"narrative": "Zqsecret 김예시", "warrant": "  ", "no_such_field": "x"}
    answers.write_answers(dossier, FORMS[Channel.WGAD_QUESTIONNAIRE], given)
    dossier.save()
    dossier.refresh_from_db()
    assert answers.read_answers(dossier) == {"narrative": "Zqsecret 김예시"}
    # As letters, so that an erasure finds names in it.
    assert "김예시" in dossier.answers
    for table in (Dossier._meta.db_table, Dossier.history.model._meta.db_table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT answers FROM {table}")  # noqa: S608
            assert not any("Zqsecret" in value for (value,) in cursor.fetchall())


@pytest.mark.parametrize("kept", ["", "[…]", "[1]", '{"narrative": 5}'])
def test_answers_that_an_erasure_cut_do_not_break_the_page(kept):
    assert answers.read_answers(Dossier(answers=kept)) in ({}, {"narrative": "5"})


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("viewer", False),
        ("contributor", True),
        ("editor", True),
        ("publisher", True),
        ("source keeper", False),
        ("administrator", False),
    ],
)
def test_who_sees_people_sees_dossiers(role, may):
    assert answers.may_see(make_user(role)) == may
    assert not answers.may_see(AnonymousUser())


def test_what_was_sent_is_kept_with_its_hash_and_encrypted():
    content = b"Zqletter " * 1000
    sent = sending.keep_sent(
        b.make_dossier(),
        Made(content, None, ()),
        file_format="pdf",
        addressee=b.make_addressee(),
        sent_on=training.TODAY,
        by=make_user("editor"),
    )
    kept = SentDossier.objects.get(pk=sent.pk)
    assert kept.content == content
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert b"Zqletter" not in raw("content")[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("content", b"another file"),
        ("sha256", "1" * 64),
        ("sent_on", "2020-01-01"),
        ("made_at", "2020-01-01T00:00:00Z"),
        ("format", "pdf"),
        ("language", "fr"),
        ("addressee", b.make_addressee),
        ("dossier", b.make_dossier),
        ("made_by", lambda: make_user("editor")),
    ],
)
def test_what_was_sent_never_changes(column, value):
    sent = training.sent()
    value = value() if callable(value) else value
    for change in (
        lambda: SentDossier.objects.filter(pk=sent.pk).update(**{column: value}),
        lambda: setattr(sent, column, value) or sent.save(),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            change()
    assert SentDossier.objects.get(pk=sent.pk).content == b"example"


def test_the_file_can_be_erased_and_nothing_else_with_it():
    sent = training.sent()
    sending.empty_content(sent)
    sent.refresh_from_db()
    assert (sent.content, sent.sha256) == (b"", "0" * 64)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        SentDossier.objects.filter(pk=sent.pk).update(content=b"", sha256="1" * 64)


def test_the_rules_that_came_with_the_release_are_there_with_their_history():
    shipped = {row["code"]: row for row in rules_file.shipped()}
    assert set(DeadlineRule.objects.values_list("code", flat=True)) == set(shipped)
    for rule in DeadlineRule.objects.all():
        rule.full_clean()
        assert rule.channel in Channel.values
        assert rule.counts_from in DeadlineStart.values
        assert rule.unit in DeadlineUnit.values
        assert rule.versions.get().history_change_reason == "came with the release"
        # Nobody of an office that has just installed this has read any of it.
        assert rule.checked_on is None
        assert len(rule.source) > 30


def test_rules_of_the_office_are_never_overwritten():
    rule = DeadlineRule.objects.get(code="wgeid-urgent-window")
    rule.length = 4
    rule.save()
    DeadlineRule.objects.get(code="wgad-reply").delete()
    rules_file.load(apps)
    rule.refresh_from_db()
    assert rule.length == 4
    assert DeadlineRule.objects.filter(code="wgad-reply").exists()


def test_background_knowledge_is_not_called_verified():
    for row in rules_file.shipped():
        is_hearsay = any(word in row["source"] for word in ("Not read", "second-hand", "custom"))
        assert row["is_verified"] != is_hearsay, row["code"]


def test_the_migration_names_every_column_that_is_frozen():
    freezing = importlib.import_module("advocacy.dossiers.freezing")
    columns = {field.column for field in SentDossier._meta.concrete_fields}
    assert set(freezing.FROZEN) == columns - {"content"}
