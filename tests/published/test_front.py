"""The front page and the fact sheet: five answers, true also where little or nothing is known."""

import re

import pytest

from tests.published.documents import (
    action_document,
    case_document,
    citation_part,
    figure_document,
    response_part,
    source_document,
)
from tests.published.editions import publish_documents
from tests.published.examples import mass_return

pytestmark = pytest.mark.django_db

QUESTIONS = ("returned", "held", "who-says-so", "authorities", "contact")
LANGUAGES = ("", "/ko", "/zh-hans")


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def home(client, path="/") -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("documents", [[], mass_return()], ids=["nothing", "something"])
def test_the_five_questions_stand_there_whatever_is_published(client, prefix, documents):
    if documents:
        publish_documents(*documents)
    page = home(client, prefix + "/")
    places = [page.index(f'id="{question}"') for question in QUESTIONS]
    assert places == sorted(places)


def test_a_new_installation_claims_nothing(client):
    page = home(client)
    assert "Nothing is published yet" in page
    assert "headline-number" not in page
    assert "No case with a number of people returned is published yet." in page
    assert "No published case was last reported held." in page
    assert "No source is published yet." in page
    assert "No answer of an authority is published yet." in page
    assert not re.search(r"\b0 (case|source|action)", text(page))


def test_machines_are_led_to_the_description_of_the_data_set(client):
    found = re.search(
        r'<link rel="alternate" type="application/ld\+json" href="([^"]+)">', client.get("/").content.decode()
    )
    assert client.get(found[1])["Content-Type"].startswith("application/ld+json")


def test_what_is_empty_in_the_settings_is_said(client, settings):
    page = home(client)
    assert "No press contact is published yet." in page
    assert "No secure channel is published yet." in page
    settings.PRESS_CONTACT, settings.CORRECTION_CONTACT = "press@example.org", "corrections@example.org"
    settings.SECURE_CHANNEL, settings.ORGANISATION_NAME = "Signal: example.01", "Example Organisation"
    page = home(client)
    for words in (
        "press@example.org",
        "corrections@example.org",
        "Signal: example.01",
        "Example Organisation",
    ):
        assert words in page[page.index('id="contact"') :]
    assert (
        "is published yet"
        not in page[page.index('id="contact"') : page.index("</section>", page.index('id="contact"'))]
    )


def test_estimates_of_others_stand_beside_with_who_gives_them_and_enter_no_total(client):
    documents = mass_return()
    publish_documents(*documents)
    before = re.search(r'headline-number">([^<]*)<', home(client))[1]
    publish_documents(
        source_document(reference="example-report", publisher="Example Daily"),
        figure_document(
            "example-report",
            reference="agg--example",
            low=90_000,
            high=90_000,
            period="2024",
            attributed_to="Example Network",
        ),
    )
    page = home(client)
    assert re.search(r'headline-number">([^<]*)<', page)[1] == before == "at least 500"
    beside = page[page.index('id="returned"') : page.index('id="held"')]
    assert "90,000" in beside
    assert '<b lang="en">Example Network</b>, in Example Daily' in beside
    assert "/figures/?measure=forcibly_returned#agg--example" in beside


def test_the_minimum_claims_no_more_than_the_record(client):
    """It is of refugees and others (workers, former prisoners of war), and says nothing of what nobody reported."""
    publish_documents(*mass_return())
    for path in ("/", "/fact-sheet/"):
        page = text(home(client, path))
        assert "refugees and others reported forcibly returned, in the 1 case that gives a number." in page
        assert "nobody knows how many returns were never reported" in page
        assert "most returns" not in page


def test_people_held_show_as_of_when(client):
    publish_documents(
        case_document(title={"en": "Example held case"}, outcome="detained", outcome_as_of="2008-03"),
        case_document(title={"en": "Example undated case"}, outcome="detained", outcome_as_of=""),
        case_document(title={"en": "Example returned case"}, outcome="forcibly_returned"),
    )
    page = home(client)
    held = text(page[page.index('id="held"') : page.index('id="who-says-so"')])
    assert "2 cases" in held
    assert "last reported March 2008" in held
    assert "date of the last report not stated" in held
    assert "Example returned case" not in held


def test_sources_are_counted_by_kind_and_by_origin(client):
    publish_documents(
        source_document(publisher="Reuters"),
        source_document(publisher="Thomson Reuters"),
        source_document(
            publisher="Example Rights Group", source_kind="ngo", published="2025-01-02", title="Newest"
        ),
    )
    page = home(client)
    says = text(page[page.index('id="who-says-so"') : page.index('id="authorities"')])
    assert "3 published sources of at least 2 independent origins" in says
    assert "Media 2 NGO 1" in says
    assert says.index("Newest") < says.index("All sources")


def test_authorities_are_quoted_with_their_source_and_silence_is_not_a_quotation(client):
    denial = response_part(date="2024-01-02", summary={"en": "Example denial."})
    silence = response_part(response_kind="no_reply", date="2025-01-02", summary={"en": "Example silence."})
    action = action_document(responses=[denial, silence])
    action["citations"] = [citation_part("example-report", "response", denial["reference"])]
    publish_documents(source_document(reference="example-report", publisher="Example Daily"), action)
    page = home(client)
    said = page[page.index('id="authorities"') : page.index('id="contact"')]
    assert "Example denial." in said
    assert "Example Daily" in said
    assert "Example silence." not in said


def test_open_actions_are_those_nobody_answered(client):
    publish_documents(
        action_document(summary={"en": "Example question without answer."}),
        action_document(summary={"en": "Example question answered."}, responses=[response_part()]),
    )
    page = home(client)
    asked = page[page.index('id="open-actions"') :]
    assert "1 action has no recorded answer." in asked
    assert "Example question without answer." in asked
    assert "Example question answered." not in asked


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_fact_sheet_says_edition_number_and_address(client, prefix, settings):
    publish_documents(*mass_return())
    page = home(client, f"{prefix}/fact-sheet/")
    assert re.search(r'headline-number">[^<]*500', page)
    assert f"{settings.SITE_URL}{prefix}/fact-sheet/" in page
    assert '<time datetime="2026-11-21">' in page
    assert "2,600" in page


def test_the_fact_sheet_of_a_new_installation_claims_nothing(client):
    page = home(client, "/fact-sheet/")
    assert "Nothing is published yet." in page
    assert "headline-number" not in page
