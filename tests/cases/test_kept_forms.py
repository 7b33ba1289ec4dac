"""What is kept of a form that was not saved: whose it is, how much, how long."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from cases import kept_forms
from cases.models import KeptForm
from tests.cast import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/cases/case/add/"


def posted(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@pytest.fixture
def sheet(contributor):
    return kept_forms.new_sheet(contributor, PAGE)


def test_what_is_kept_comes_back_as_it_was_posted(sheet, contributor):
    fields = {
        "title": "Example",
        "countries": ["CN", "RU"],
        "empty": "",
        "summary": "예시 텍스트\r\n示例 <b>",
    }
    kept_forms.keep(sheet, posted(**fields))
    kept = kept_forms.find(contributor, PAGE, sheet.name)
    assert dict(kept_forms.posted_again(kept).lists()) == {
        name: value if isinstance(value, list) else [value] for name, value in fields.items()
    }


def test_buttons_and_secrets_of_the_form_are_not_kept(sheet, contributor):
    kept_forms.keep(
        sheet, posted(csrfmiddlewaretoken="x", kept_sheet="x", _save="x", _popup="1", title="Example")
    )
    kept = kept_forms.find(contributor, PAGE, sheet.name)
    assert list(kept_forms.posted_again(kept)) == ["title"]


def test_it_is_encrypted_in_the_database(sheet):
    kept_forms.keep(sheet, posted(title="example-kept-text"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_keptform")
        stored = str(cursor.fetchall())
    assert "example-kept-text" not in stored
    assert PAGE in stored


def test_one_sheet_is_kept_once_two_sheets_twice(sheet, contributor):
    kept_forms.keep(sheet, posted(title="One"))
    kept_forms.keep(sheet, posted(title="Two"))
    other = kept_forms.new_sheet(contributor, PAGE)
    kept_forms.keep(other, posted(title="Three"))
    assert [kept.sheet for kept in kept_forms.of_page(contributor, PAGE)] == [other.name, sheet.name]
    assert kept_forms.posted_again(kept_forms.find(contributor, PAGE, sheet.name))["title"] == "Two"


def test_it_is_its_authors_alone_and_of_its_page_alone(sheet, contributor, editor):
    kept_forms.keep(sheet, posted(title="Example"))
    assert kept_forms.of_page(editor, PAGE) == []
    assert kept_forms.find(editor, PAGE, sheet.name) is None
    assert kept_forms.find(contributor, "/admin/cases/source/add/", sheet.name) is None
    assert kept_forms.discard(editor, sheet.name) == ""
    assert kept_forms.find(contributor, PAGE, sheet.name)


def test_a_pass_says_whose_sheet_it_is_and_cannot_be_made_up(sheet, contributor):
    text = sheet.as_pass()
    assert kept_forms.sheet_of(text) == sheet
    for wrong in (None, "", "x", text[:-1], text + "x", text.replace(":", "::", 1), "é\x00"):
        assert kept_forms.sheet_of(wrong) is None


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_has_left_keeps_nothing(sheet, contributor, django_user_model, change):
    django_user_model.objects.filter(pk=contributor.pk).update(**change)
    assert kept_forms.sheet_of(sheet.as_pass()) is None


def test_a_pass_grows_old(sheet):
    text = sheet.as_pass()
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert kept_forms.sheet_of(text)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert kept_forms.sheet_of(text) is None


def test_what_is_too_long_is_refused_and_what_was_kept_stays(sheet, contributor):
    kept_forms.keep(sheet, posted(title="Example"))
    with pytest.raises(kept_forms.NotKept, match="too long"):
        kept_forms.keep(sheet, posted(title="x" * kept_forms.LONGEST))
    assert kept_forms.posted_again(kept_forms.find(contributor, PAGE, sheet.name))["title"] == "Example"


def test_a_script_keeps_no_more_often_than_some_seconds(sheet):
    with time_machine.travel(timezone.now(), tick=False):
        kept_forms.keep(sheet, posted(title="One"), by_script=True)
        with pytest.raises(kept_forms.NotKept, match="too often"):
            kept_forms.keep(sheet, posted(title="Two"), by_script=True)
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        kept_forms.keep(sheet, posted(title="Two"), by_script=True)


def test_a_late_script_does_not_bring_back_what_was_saved(sheet, contributor):
    kept_forms.keep(sheet, posted(title="One"))
    kept_forms.close(sheet)
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        with pytest.raises(kept_forms.NotKept, match="saved"):
            kept_forms.keep(sheet, posted(title="Two"), by_script=True)
        assert kept_forms.of_page(contributor, PAGE) == []
        # Somebody who went back to the saved form and tries to save it again loses nothing.
        kept_forms.keep(sheet, posted(title="Three"))
        assert len(kept_forms.of_page(contributor, PAGE)) == 1


def test_closing_leaves_no_text(sheet):
    kept_forms.keep(sheet, posted(title="One"))
    kept_forms.close(sheet)
    assert KeptForm.objects.get().content is None


def test_the_oldest_makes_room(contributor):
    other = make_user("contributor", username="other-contributor")
    kept_forms.keep(kept_forms.new_sheet(other, PAGE), posted(title="Example"))
    sheets = [kept_forms.new_sheet(contributor, PAGE) for _number in range(kept_forms.MOST + 2)]
    for sheet in sheets:
        kept_forms.keep(sheet, posted(title="Example"))
    left = {kept.sheet for kept in kept_forms.of_page(contributor, PAGE)}
    assert left == {sheet.name for sheet in sheets[2:]}
    assert KeptForm.objects.filter(user=other).count() == 1


def test_what_is_old_goes(contributor, editor):
    old, saved, new = (kept_forms.new_sheet(contributor, PAGE) for _number in range(3))
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=15)):
        kept_forms.keep(old, posted(title="Old"))
    with time_machine.travel(now - timedelta(days=2)):
        kept_forms.close(saved)
    assert kept_forms.of_page(contributor, PAGE) == []
    assert kept_forms.find(contributor, PAGE, old.name) is None
    kept_forms.keep(new, posted(title="New"))
    assert [kept.sheet for kept in KeptForm.objects.all()] == [new.name]
    assert kept_forms.drop_old() == 0
