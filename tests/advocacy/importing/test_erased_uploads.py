"""Erasing a person reaches the files that wait to be imported."""

import os
import time

import pytest

from advocacy.importing import uploads
from cases import erasure
from cases.choices import ImportState
from cases.importing import uploaded
from cases.models import Erasure, ImportRun
from cases.publication.publish import NotAllowed
from tests import builders
from tests.advocacy.importing.uploading import CASES, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(editor, monkeypatch):
    # Within the transaction of a test SQLite cannot empty its log.
    monkeypatch.setattr(erasure, "overwrite_log", lambda: None)
    return erasure.ask(builders.make_person(), by=editor, reason="an example reason")


def test_all_that_wait_go_whoever_uploaded_them(
    desk, client, editor, publisher, asked, django_capture_on_commit_callbacks
):
    runs = [desk.uploads(CASES), desk.chooses(desk.uploads(CASES), **{"constant-note": "Example Person One"})]
    done = desk.imports(desk.chooses(desk.uploads(CASES)))
    runs.append(Desk(client, editor).uploads(CASES))
    assert len(list(uploads.settings.IMPORT_DIR.iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        erased = erasure.carry_out(asked, by=publisher)
    assert not list(uploads.settings.IMPORT_DIR.iterdir())
    for run in runs:
        run.refresh_from_db()
        assert (run.state, run.layout, run.task) == (ImportState.DISCARDED, "", "")
    done.refresh_from_db()
    assert done.state == ImportState.COMMITTED
    assert erased.counts["discarded uploads"] == 3


def test_what_broke_off_goes_and_what_is_coming_stays(
    desk, publisher, asked, django_capture_on_commit_callbacks
):
    broken, coming = uploads.Incoming(), uploads.Incoming()
    long_ago = time.time() - uploaded.STILL_COMING - 1
    for path in (broken.folder / "upload", broken.folder, coming.folder):
        os.utime(path, (long_ago, long_ago))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.carry_out(asked, by=publisher)
    assert list(uploads.settings.IMPORT_DIR.iterdir()) == [coming.folder]


def test_nothing_is_erased_while_an_import_is_at_work(desk, publisher, asked):
    run = desk.uploads(CASES)
    with uploaded.locked(run), pytest.raises(NotAllowed, match="Wait until it is done"):
        erasure.carry_out(asked, by=publisher)
    assert not Erasure.objects.get().done_at
    assert ImportRun.objects.get().state == ImportState.UPLOADED
    assert uploads.is_kept(run)
    assert erasure.carry_out(asked, by=publisher).done_at


def test_an_erasure_that_fails_leaves_the_files(desk, publisher, asked, monkeypatch):
    run = desk.uploads(CASES)
    monkeypatch.setattr(erasure, "empty_rows", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erasure.carry_out(asked, by=publisher)
    run.refresh_from_db()
    assert (run.state, uploads.is_kept(run)) == (ImportState.UPLOADED, True)
