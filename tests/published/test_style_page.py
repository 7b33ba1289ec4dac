"""The style page shows every component, so that a change of one is seen where all are seen together."""

from pathlib import Path

import pytest
from django.conf import settings

from cases.choices import Outcome
from cases.published import specimens, urls
from cases.published.sitemaps import FIXED

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR) / "templates"
#: Components that show nothing, or that need the rest of a page, with the reason.
PAGE_BOUND = {
    "components/metadata.html": "in the head: for programs",
    "components/share.html": "in the head: for programs",
    "components/dataset.html": "microdata without a visible word",
}


@pytest.mark.parametrize("language", ["", "/ko", "/zh-hans"])
def test_every_component_is_on_the_style_page(client, language):
    response = client.get(f"{language}/style/")
    assert response.status_code == 200
    shown = {template.name for template in response.templates}
    components = {str(path.relative_to(FOLDER)) for path in (FOLDER / "components").glob("*.html")}
    assert components - shown == set(PAGE_BOUND)
    assert len(components & shown) > 20
    assert {"charts/chart.html", "charts/columns.svg"} <= shown


def test_it_shows_each_component_filled_with_data(client):
    """A component with the wrong context renders to nothing, which looks like being there."""
    request = client.get("/style/").wsgi_request
    seen = 0
    for specimen in specimens.specimens():
        for piece in specimen.pieces(request):
            assert len(" ".join(piece.split())) > 60, specimen.template
            seen += 1
    assert seen > 20


def test_it_names_an_outcome_of_each_form(client):
    page = client.get("/style/").content.decode()
    for outcome in specimens.OUTCOMES:
        assert f'class="outcome outcome-{outcome}"' in page
    assert set(specimens.OUTCOMES) <= set(Outcome)


def test_it_reads_nothing_but_the_edition(client, django_assert_num_queries):
    # Before the page, and again before it would be stored.
    with django_assert_num_queries(2):
        client.get("/style/")


def test_search_engines_are_not_sent_there(client):
    assert "style" in {route.name for route in urls.urlpatterns if hasattr(route, "name")}
    assert "/style/" not in FIXED
    assert '<meta name="robots" content="noindex">' in client.get("/style/").content.decode()
    assert "/style/" not in client.get("/").content.decode()
