"""`manage.py dossier`: one channel a line, a file for its owner alone, or the reasons why not."""

import io
import json
import os
import stat

import pytest
from django.core.management import CommandError, call_command

from advocacy.dossiers.channels import FORMS
from cases.choices import Channel
from tests import builders as b
from tests.advocacy.dossiers import training
from tests.advocacy.dossiers.reading import words_of

pytestmark = pytest.mark.django_db


def run(*args, **options) -> str:
    out = io.StringIO()
    call_command("dossier", *args, stdout=out, **options)
    return out.getvalue()


def asked(involvement, path, /, **options):
    given = {"involvement": involvement.reference, "channel": "unhcr_referral", "output": path}
    return run(involvement.case.reference, **{**given, **options})


def test_the_list_has_one_channel_a_line():
    lines = run(list=True).splitlines()
    assert [line.split("\t")[0] for line in lines] == list(Channel)
    assert lines[0].endswith("un\ten fr es")


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
@pytest.mark.parametrize("channel", [code for code in FORMS if not code.startswith(("sp_", "wgeid_urgent"))])
def test_a_file_for_its_owner_alone(tmp_path, channel, file_format):
    path = tmp_path / "dossier"
    path.write_text("an older file")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        said = asked(training.complete(), path, channel=channel, format=file_format)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes()[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[file_format]
    assert "Missing: " in said
    assert "Would leave the office (" in said
    assert "nothing has been sent" in said


def test_it_says_what_is_missing_and_where(tmp_path):
    said = asked(training.complete(), tmp_path / "dossier")
    assert "Missing: Protection – What is feared on return, and why (your own text “fear”)" in said
    assert "Left out: Protection – Earlier or attempted returns (cases.case" in said
    assert "Would leave the office (person): Name as on file: Example Person One" in said


def test_texts_begun_in_the_office_are_taken(tmp_path):
    involvement = training.complete()
    b.make_dossier(
        channel="unhcr_referral",
        case=involvement.case,
        involvement=involvement,
        answers=json.dumps({"fear": "Zqfear of return"}),
    )
    asked(involvement, tmp_path / "dossier")
    assert "Zqfear of return" in words_of((tmp_path / "dossier").read_bytes(), "docx")


def test_it_refuses_with_every_blocker_and_writes_nothing(tmp_path):
    involvement = training.lacking_consent()
    with pytest.raises(CommandError) as refused:
        asked(involvement, tmp_path / "dossier", channel="sp_urgent_appeal")
    assert refused.value.returncode == 1
    assert "- No consent for “use with United Nations bodies” is recorded." in str(refused.value)
    assert not (tmp_path / "dossier").exists()


def test_what_is_refused_prints_nothing_that_would_leave(tmp_path):
    out = io.StringIO()
    involvement = training.lacking_consent()
    with pytest.raises(CommandError):
        call_command(
            "dossier",
            involvement.case.reference,
            involvement=involvement.reference,
            channel="unhcr_referral",
            output=tmp_path / "dossier",
            stdout=out,
        )
    assert "Would leave" not in out.getvalue()
    assert "Example Person" not in out.getvalue()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"involvement": "no-such"}, "There is no involvement"),
        ({"username": "nobody"}, "There is no active user"),
        ({"username": "viewer"}, "may not see people"),
        ({"username": "contributor", "confidential": True}, "--confidential needs"),
        ({"confidential": True}, "--confidential needs"),
        ({"output": None}, "Give --output"),
        ({"channel": None}, "Give --channel"),
    ],
)
def test_mistakes_are_said(tmp_path, viewer, contributor, options, message):
    with pytest.raises(CommandError, match=message):
        asked(training.complete(), tmp_path / "dossier", **options)
    assert not (tmp_path / "dossier").exists()


def test_a_case_that_is_not_there():
    with pytest.raises(CommandError, match="There is no case"):
        run("no-such-case", channel="unhcr_referral", output="dossier")
