"""The promise that the staff manual belongs to the software: its pictures, its chapters, the help links into it."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from advocacy.desk import manual
from advocacy.roles import ROLES
from tests.cast import make_user
from tests.manual.office import FOLDER, LARGEST

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "staff-manual.md").read_text("utf-8")
PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./static/img/manual/([\w-]+)\.png\)")
STORY = (ROOT / "tests" / "manual" / "story.py").read_text("utf-8")


def test_every_picture_is_there_is_described_and_is_small():
    named = PICTURE.findall(TEXT)
    assert len(named) >= 15
    assert len(named) == TEXT.count("![")
    names = [name for _words, name in named]
    assert len(set(names)) == len(names)
    assert [name for words, name in named if len(words) < 20] == []
    files = {file.stem: file.stat().st_size for file in FOLDER.glob("*")}
    assert set(files) == set(names)
    assert [name for name, size in files.items() if size > LARGEST] == []


def test_every_picture_is_taken_by_the_script():
    taken = re.findall(r'office\.picture\(\s*"([\w-]+)"', STORY)
    assert sorted(taken) == sorted(name for _words, name in PICTURE.findall(TEXT))


def test_every_document_of_the_admin_is_there_and_has_a_title():
    documents = {name: manual.read(name) for name in manual.DOCUMENTS}
    assert len(documents) >= 7
    assert [name for name, document in documents.items() if not document.title or not document.html] == []
    assert len(documents[manual.FIRST].chapters) >= 20


def test_help_links_lead_to_chapters_that_exist():
    anchors = {chapter.anchor for chapter in manual.read(manual.FIRST).chapters}
    assert set(manual.PAGE_CHAPTERS.values()) | set(manual.NOUN_CHAPTERS.values()) <= anchors


def test_every_noun_has_a_chapter_and_every_page_named_exists():
    nouns = {model._meta.model_name for model in admin.site._registry}
    assert len(nouns) > 20
    assert nouns == set(manual.NOUN_CHAPTERS)
    names = {
        pattern.name for model_admin in admin.site._registry.values() for pattern in model_admin.get_urls()
    }
    pages = {name.split("_", 2)[2] for name in names if name and name.count("_") >= 2}
    assert set(manual.PAGE_CHAPTERS) <= pages


@pytest.mark.parametrize(
    ("url_name", "chapter"),
    [
        ("cases_case_changelist", "the-form-of-a-case"),
        ("cases_case_merge", "duplicates-and-merging"),
        ("cases_case_working_count", "counts-that-disagree"),
        ("cases_person_add", "people-and-consent"),
        ("auth_user_change", "roles-and-an-office-of-two"),
        ("index", ""),
        ("", ""),
    ],
)
def test_help_of_a_page(url_name, chapter):
    assert manual.chapter_for(url_name) == chapter


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_all_staff_read_every_document_with_its_pictures_and_links(client, role):
    client.force_login(make_user(role))
    for name in manual.DOCUMENTS:
        page = client.get(reverse("admin:help", args=[name]))
        assert page.status_code == 200
    page = client.get(reverse("admin:help")).content.decode()
    assert page.count("<img ") == len(PICTURE.findall(TEXT))
    assert 'src="../' not in page
    assert f'href="{reverse("admin:help", args=["typed-dates"])}"' in page
    assert 'href="#people-and-consent"' in page


@pytest.mark.django_db
def test_nothing_but_the_documents_named_is_shown(client, viewer):
    client.force_login(viewer)
    for name in ("architecture", "README", "manage"):
        assert client.get(f"/admin/help/{name}/").status_code == 404
    assert client.post(reverse("admin:help")).status_code == 405


@pytest.mark.django_db
def test_strangers_are_asked_to_sign_in(client):
    assert client.get(reverse("admin:help")).status_code == 302


@pytest.mark.django_db
def test_help_leads_from_a_form_to_its_chapter(client, contributor):
    client.force_login(contributor)
    page = client.get(reverse("admin:cases_contactnote_add")).content.decode()
    assert f'href="{reverse("admin:help")}#a-call"' in page
