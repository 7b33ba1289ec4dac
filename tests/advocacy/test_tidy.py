"""manage.py tidy, as a timer runs it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from cases import kept_forms
from cases.models import KeptForm

pytestmark = pytest.mark.django_db


def test_old_unsaved_texts_go_once_and_new_ones_stay(contributor, capsys):
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        kept_forms.keep(kept_forms.new_sheet(contributor, "/admin/"), QueryDict("title=Example"))
    KeptForm.objects.create(
        user=contributor, page="/admin/", sheet="new", content="{}", kept_at=timezone.now()
    )
    call_command("tidy")
    call_command("tidy")
    assert capsys.readouterr().out == (
        "1 kept forms forgotten.\n0 uploads removed.\n0 kept forms forgotten.\n0 uploads removed.\n"
    )
    assert KeptForm.objects.get().sheet == "new"
