"""Erasing a person reaches the dossiers: files that were sent, texts in work, and their history."""

import pytest
from django.db.models import ProtectedError

from advocacy.models import Dossier, SentDossier
from cases import erasure
from tests import builders as b
from tests.advocacy.dossiers import training

pytestmark = pytest.mark.django_db


def erase(person, editor, publisher):
    return erasure.carry_out(erasure.ask(person, by=editor, reason="Asked for by the person."), by=publisher)


def test_files_that_tell_of_the_person_are_emptied_and_others_stay(editor, publisher):
    one = training.complete()
    other = b.make_involvement(case=one.case)
    files = {name: training.sent(content=name.encode()) for name in ("both", "other")}
    files["both"].people.set([one, other])
    files["other"].people.set([other])
    done = erase(one.person, editor, publisher)
    kept = {sent.pk: sent.content for sent in SentDossier.objects.all()}
    assert kept == {files["both"].pk: b"", files["other"].pk: b"other"}
    # That something was sent, when and to whom stays, with its hash.
    assert SentDossier.objects.filter(sha256="0" * 64, sent_on="2024-03-01").count() == 2
    assert done.counts["advocacy.sentdossier"] == 1


def test_texts_for_the_dossier_of_the_person_go_with_their_history(editor, publisher):
    one = training.complete()
    dossier = b.make_dossier(case=one.case, involvement=one, answers='{"narrative": "Her brother told us."}')
    dossier.answers = '{"narrative": "Her example brother told us twice."}'
    dossier.note = "Example note about the brother."
    dossier.save()
    untouched = b.make_dossier(case=one.case, answers='{"request": "Example request."}')
    erase(one.person, editor, publisher)
    versions = Dossier.history.filter(id=dossier.pk)
    assert versions.count() == 3
    assert {(row.answers, row.note) for row in [Dossier.objects.get(pk=dossier.pk), *versions]} == {("", "")}
    assert Dossier.objects.get(pk=untouched.pk).answers == '{"request": "Example request."}'


def test_names_are_cut_out_of_texts_about_several_people(editor, publisher):
    one = training.complete()
    dossier = b.make_dossier(case=one.case, answers='{"request": "Free Example Person One and others."}')
    erase(one.person, editor, publisher)
    assert Dossier.objects.get(pk=dossier.pk).answers == '{"request": "Free […] and others."}'


def test_an_involvement_that_a_sent_file_tells_of_is_not_deleted():
    """By it the file is found when the person is erased."""
    one = training.complete()
    training.sent().people.set([one])
    with pytest.raises(ProtectedError):
        one.delete()
