"""The search page, searching lists and files, and what the index keeps."""

import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cases.published import projection
from cases.published.checks import check_projection
from cases.published.filters import CaseFilter
from cases.published.models import PublishedSearch, PublishedState
from tests.published.documents import (
    action_document,
    case_document,
    citation_part,
    event_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents, take_down
from tests.published.examples import world
from tests.published.test_page_queries import own_queries

pytestmark = pytest.mark.django_db


def text_of(client, path: str, **query: str) -> str:
    """The main part of a page as text, marks in brackets."""
    response = client.get(path, query)
    assert response.status_code == 200
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub("</?mark>", lambda found: "]" if "/" in found[0] else "[", main)
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())


def one_of_each_kind() -> list[dict]:
    source = source_document(reference="zz-source", title="Zzville report", publisher="Zzville Daily")
    case = case_document(
        reference="zz-case",
        title={"en": "Held at Zzville", "ko": "즈즈빌 사건"},
        citations=[citation_part("zz-source", "case", "zz-case")],
    )
    return [
        source,
        case,
        action_document(summary={"en": "Letter about Zzville."}),
        statement_document("zz-source", text={"en": "A road leads to Zzville."}),
    ]


def test_the_page_shows_the_best_of_each_kind(client):
    publish_documents(*one_of_each_kind())
    page = text_of(client, "/search/", q="zzville")
    assert "4 results for “zzville”" in page
    for passage in (
        "Held at [Zzville]",
        "[Zzville] report",
        "Letter about [Zzville].",
        "A road leads to [Zzville].",
    ):
        assert passage in page
    assert client.get("/search/", {"q": "zzville"}).content.decode().count('href="/cases/?q=zzville"') == 1


def test_the_page_says_in_which_writing_it_found(client):
    publish_documents(case_document(title={"en": "Held at Yanji"}))
    assert "Other writings of it are shown: Yanji" in text_of(client, "/search/", q="연길")
    assert "Similar words are shown: Yanji" in text_of(client, "/search/", q="yanjo")
    assert "exactly so" not in text_of(client, "/search/", q="yanji")


def test_nothing_found_says_what_each_word_finds(client):
    publish_documents(*one_of_each_kind())
    page = text_of(client, "/search/", q="zzville qqq")
    assert "Nothing published holds “zzville qqq”." in page
    assert "zzville 4 qqq 0" in page
    assert "does not mean that it did not happen" in page


def test_without_words_the_page_explains_itself(client):
    assert "How search reads your words" in text_of(client, "/search/")
    assert "“!!!” holds no word to look for." in text_of(client, "/search/", q="!!!")


@pytest.mark.parametrize(
    "query",
    ["q=%22%27%5C%28%29", "q=" + "a" * 3900, "q=%F0%9F%A6%8A", "q=*+OR+NEAR%28x%29", "q=a&q=b", "other=1",
     "q=%EF%BF%BF", "q=" + "%EA%B0%80" * 400, "q=" + "+".join(f"word{n}" for n in range(300)), "q=%3Cscript%3Ex"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/search/", "/ko/search/", "/zh-hans/search/"])
def test_bad_input_is_never_an_error_of_ours(client, path, query):
    publish_documents(case_document())
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    assert b"<script" not in response.content


def test_what_is_beyond_the_limits_is_named(client):
    words = " ".join(f"w{n}x" for n in range(12))
    listed = CaseFilter.parse(QueryDict(f"q={words}"))
    assert len(listed.errors) == 1
    assert "“w0x w1x w2x w3x w4x w5x w6x w7x w8x w9x”" in listed.errors[0]
    assert client.get("/cases.csv", {"q": words}).status_code == 400
    publish_documents(case_document(summary={"en": words}))
    assert "first ten words" in text_of(client, "/search/", q=words)


def test_texts_are_escaped(client):
    publish_documents(case_document(title={"en": 'A <b>needle</b> & "more"'}))
    page = client.get("/search/", {"q": "needle"}).content.decode()
    assert "A &lt;b&gt;<mark>needle</mark>&lt;/b&gt; &amp; &quot;more&quot;" in page


def test_the_reader_gets_the_text_of_the_page(client):
    publish_documents(*one_of_each_kind())
    assert "[즈즈빌] 사건" in text_of(client, "/ko/search/", q="즈즈빌")
    page = client.get("/zh-hans/search/", {"q": "zzville"}).content.decode()
    assert re.search(r'<a href="/zh-hans/cases/zz-case/" lang="en">', page)


def test_queries_of_the_page_do_not_grow(client):
    publish_documents(*world(2))
    few = own_queries(client, "/search/?q=example")
    publish_documents(*world(12))
    assert own_queries(client, "/search/?q=example") == few <= 11
    assert own_queries(client, "/search/?q=exampel") <= 12


# --- lists and files ------------------------------------------------------------------------------


def test_lists_order_by_relevance_unless_told_otherwise(client):
    publish_documents(
        case_document(reference="named", title={"en": "Needle"}, date="2001"),
        case_document(reference="said", summary={"en": "A needle."}, date="2020"),
    )
    listed = CaseFilter.parse(QueryDict("q=needle"))
    assert listed.sort_code == "relevance"
    assert listed.canonical_query() == "q=needle"
    assert [row.reference for row in listed.queryset()] == ["named", "said"]
    newest = CaseFilter.parse(QueryDict("q=needle&sort=newest"))
    assert [row.reference for row in newest.queryset()] == ["said", "named"]
    assert newest.canonical_query() == "q=needle&sort=newest"
    rows = json.loads(b"".join(client.get("/cases.json?q=needle&sort=relevance").streaming_content))[
        "results"
    ]
    assert [row["reference"] for row in rows] == ["named", "said"]
    written = b"".join(client.get("/cases.csv?q=needle&bom=0").streaming_content).decode()
    assert written.index("named") < written.index("said")
    assert client.get("/cases.atom?q=needle").content.count(b"<entry>") == 2


def test_an_order_by_relevance_of_nothing_is_refused_clearly(client):
    listed = CaseFilter.parse(QueryDict("sort=relevance"))
    assert listed.sort_code == "newest"
    assert len(listed.errors) == 1
    assert "relevance" in listed.errors[0]
    assert client.get("/cases.csv?sort=relevance").status_code == 400
    assert "relevance" not in CaseFilter.parse(QueryDict("")).offered_sorts


def test_the_list_says_in_which_writing_it_found(client):
    publish_documents(case_document(title={"en": "Held at Yanji"}))
    assert "Also found as: Yanji" in text_of(client, "/cases/", q="연길")
    assert "Also found as" not in text_of(client, "/cases/", q="yanji")


def test_the_list_shows_why(client):
    publish_documents(case_document(summary={"en": "Held with a needle."}))
    assert "Held with a [needle]" in text_of(client, "/cases/", q="needle")


# --- what the index keeps -------------------------------------------------------------------------


def kept(word: str) -> list[str]:
    """The tables that hold a word anywhere, the inner ones of the index included, by raw SQL."""
    holding = []
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        names = [name for name in names if name.startswith("published_search")]
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  names of tables
            for row in cursor.fetchall():
                cells = [
                    bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                    for cell in row
                ]
                if any(word.encode() in cell for cell in cells):
                    holding.append(name)
    assert len(names) >= (4 if connection.vendor == "sqlite" else 1)
    return sorted(set(holding))


def test_a_case_taken_down_leaves_no_word_behind(client):
    case = case_document(title={"en": "Quizzical"}, summary={"ko": "괴괴한 사건"})
    publish_documents(case, *one_of_each_kind())
    assert "published_search" in kept("quizzical")
    take_down(case)
    assert kept("quizzical") == kept("괴괴한") == []
    assert "Nothing published holds" in text_of(client, "/search/", q="quizzical")
    assert "Similar" not in text_of(client, "/search/", q="quizzicla")


def test_a_word_corrected_away_is_gone():
    case = case_document(title={"en": "Quizzical"})
    publish_documents(case)
    publish_documents({**case, "title": {"en": "Corrected"}})
    assert kept("quizzical") == []
    assert kept("corrected") != []


def test_a_source_that_is_not_public_leaves_no_word_in_a_case():
    source = source_document(reference="quiz", publisher="Quizzical Courier")
    case = case_document(reference="a", citations=[citation_part("quiz", "case", "a")])
    statement = statement_document("quiz", text={"en": "Quizzical road."})
    publish_documents(case, statement)
    assert kept("quizzical") == []
    publish_documents(source)
    assert PublishedSearch.objects.filter(terms__contains="quizzical").count() == 3
    take_down(source)
    assert kept("quizzical") == []


def test_names_of_people_are_found_only_where_they_are_published():
    person = {"reference": "p", "label": "A", "name": "", "role": "", "sex": "", "age_band": "", "vulnerability": "",
              "fate": "", "fate_as_of": ""}  # fmt: skip
    case = case_document(people=[person])
    publish_documents(case)
    found = CaseFilter.parse(QueryDict("q=홍길동")).rows()
    assert not found.exists()
    publish_documents({**case, "people": [{**person, "name": "Hong Gil-dong"}]})
    assert CaseFilter.parse(QueryDict("q=홍길동")).rows().exists()


def test_a_rebuild_marks_the_form_of_the_rows(capsys):
    publish_documents(case_document(events=[event_part()]))
    assert check_projection(None, databases=["default"]) == []
    PublishedState.objects.update(projection=0)
    warned = check_projection(None, databases=["default"])
    assert [warning.id for warning in warned] == ["surplace.W003"]
    assert "rebuild_published" in warned[0].hint
    assert check_projection(None, databases=None) == []
    PublishedSearch.objects.all().delete()
    call_command("rebuild_published", "--if-needed")
    assert "Projected 1" in capsys.readouterr().out
    assert PublishedSearch.objects.count() == 1
    assert not projection.is_of_older_form()
    call_command("rebuild_published", "--if-needed")
    assert capsys.readouterr().out == ""


def test_search_reads_no_row_twice():
    """One look-up a level, not one a row: the statement is as long for many rows as for few."""
    publish_documents(*world(4))
    with CaptureQueriesContext(connection) as captured:
        list(CaseFilter.parse(QueryDict("q=example")).queryset())
    ranked = captured.captured_queries[-1]["sql"]
    assert len(captured) == 2
    assert ranked.count("published_search") >= 3
