"""`manage.py withdraw REFERENCE`: the last resort when the admin is out of reach."""

import pytest
from django.core.management import CommandError, call_command

from cases import workflow
from cases.models import Edition
from cases.publication.publish import publish
from cases.published.models import PublishedCase, PublishedTombstone
from tests.builders import make_publishable_case, written_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(contributor, editor, publisher):
    case = make_publishable_case(reference="example-case")
    written_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher)
    return case


def test_the_reference_alone_is_enough(case, client, capsys):
    call_command("withdraw", "example-case")

    assert "withdrawn with edition 2" in capsys.readouterr().out
    assert client.get("/cases/example-case/").status_code == 410
    assert not PublishedCase.objects.exists()
    assert PublishedTombstone.objects.get().reference == "example-case"
    assert Edition.objects.get(serial=2).made_by is None


def test_a_name_is_recorded_and_needs_the_right(case, contributor, editor):
    with pytest.raises(CommandError, match="role"):
        call_command("withdraw", "example-case", "--as", contributor.username)
    assert PublishedCase.objects.exists()
    call_command("withdraw", "example-case", "--as", editor.username, "--reason", "a relative called")
    edition = Edition.objects.get(serial=2)
    assert (edition.made_by, edition.internal_reason) == (editor, "a relative called")


def test_what_is_not_public_and_who_does_not_exist_is_said(case):
    with pytest.raises(CommandError, match="Copy it from the public address"):
        call_command("withdraw", "no-such-reference")
    with pytest.raises(CommandError, match="no active user"):
        call_command("withdraw", "example-case", "--as", "nobody")
    assert PublishedCase.objects.exists()


def test_the_panel_of_a_case_withdrawn_on_the_server_says_so(case, client, editor):
    call_command("withdraw", "example-case")
    client.force_login(editor)
    assert "command on the server" in client.get(f"/admin/cases/case/{case.pk}/change/").content.decode()
