"""The staff preview shows what the public would get."""

import re

import pytest
from django.urls import get_urlconf, set_urlconf
from django.utils import translation

from cases.published import preview
from tests.published.documents import (
    case_document,
    figure_document,
    response_document,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents
from tests.published.examples import mass_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_request(rf, settings):
    return rf.get(f"/{settings.ADMIN_PATH}cases/case/1/preview/")


def main_of(page: str) -> str:
    """The main part without what only a published record has: its history and the edition to cite."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r'<section aria-labelledby="(history|cite)">.*?</section>', "", main, flags=re.DOTALL)
    main = re.sub(r'<span class="record-edition">.*?</span>', "", main)
    return " ".join(main.split())


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
@pytest.mark.parametrize("number", [0, 4, 5])
def test_a_preview_is_the_public_page(client, staff_request, language, number):
    documents = mass_return()
    document = documents[number]
    publish_documents(*documents)
    path = preview.permalinks.path(document)
    public = client.get(path if language == "en" else f"/{language}{path}").content.decode()
    translation.activate("en")
    seen = preview.render(staff_request, document, language).content.decode()
    assert translation.get_language() == "en"
    assert main_of(seen) == main_of(public)


def test_a_case_is_previewed_before_anything_is_published(staff_request):
    response = preview.render_case(staff_request, mass_return()[4], "en")
    page = response.content.decode()
    assert "Mass return of 9 October 2023" in page
    assert "noindex" in page
    assert "It is not published." in page
    assert response.headers["Cache-Control"] == "no-store"
    assert not re.search(r'href="/admin', page)
    assert "hreflang" not in page


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (source_document(title="Example Report"), "Example Report"),
        (figure_document("example-source", low=92, high=92), "92"),
        (statement_document("example-source"), "An example source describes an example route."),
        (response_document(), "The ministry denied the account."),
    ],
)
def test_every_kind_has_a_preview(staff_request, document, words):
    publish_documents(source_document(reference="example-source"))
    assert words in preview.render(staff_request, document, "en").content.decode()


@pytest.fixture
def admin_addresses():
    set_urlconf("advocacy.urls")
    yield "advocacy.urls"
    set_urlconf(None)


def test_the_addresses_of_the_admin_come_back(staff_request, admin_addresses):
    preview.render_case(staff_request, case_document(), "ko")
    assert get_urlconf() == admin_addresses
    with pytest.raises(KeyError):
        preview.render(staff_request, case_document(events=[{}]), "en")
    assert get_urlconf() == admin_addresses
