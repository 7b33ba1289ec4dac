"""Every number that a list promises, on the real data set: the list behind the link has as many rows, and so has its file."""

import html
import re

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from advocacy import demo
from cases.published import dimensions, exports, facets
from cases.published.filters import ActionFilter, CaseFilter, FigureFilter, SourceFilter, StatementFilter

pytestmark = pytest.mark.django_db

LISTS = {
    "/cases/": ("cases", CaseFilter, dimensions.CASES),
    "/sources/": ("sources", SourceFilter, dimensions.SOURCES),
    "/actions/": ("actions", ActionFilter, dimensions.ACTIONS),
    "/background/": ("statements", StatementFilter, dimensions.STATEMENTS),
    "/figures/": ("figures", FigureFilter, dimensions.FIGURES),
}
#: A choice as templates/components/facet_value.html writes it: address, whether it is in force, number.
CHOICE = re.compile(
    r'<a href="([^"]*)"( class="facet-selected" aria-current="true")?>(?:(?!</a>).)*'
    r'<span class="facet-count">([0-9,]+)</span></a>',
    re.DOTALL,
)


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """The demonstration, made once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.prepare("a password for this test only", lambda line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def client(published):
    return Client()


def choices(client, address: str) -> list[tuple[str, int]]:
    """The choices not in force that a page offers: canonical query and promised number."""
    page = client.get(address).content.decode()
    found = CHOICE.findall(page)
    assert page.count('class="facet-count"') == len(found), address
    queries = [(html.unescape(href).partition("?")[2], selected, number) for href, selected, number in found]
    return [(query, int(number.replace(",", ""))) for query, selected, number in queries if not selected]


def lines(table: str, listed) -> int:
    """Rows of the CSV file of a list: no value of the data set holds a line break, which the count would show."""
    return b"".join(exports.csv_file(table, listed)).count(b"\r\n") - 1


@pytest.mark.parametrize("path", LISTS)
def test_one_click_from_the_list_and_one_more(client, path, record_property):
    table, kind, offered = LISTS[path]
    first = choices(client, path)
    seen, links = {}, 0
    for query, promised in first:
        listed = kind.parse(QueryDict(query))
        assert listed.errors == []
        assert listed.rows().count() == promised == lines(table, listed), (path, query)
        links += 1
        for facet in facets.of(listed, offered, promised):
            for value in [*facet.values, *facet.more]:
                links += 1
                if value.is_selected:
                    assert value.count == promised, (path, query, facet.name)
                else:
                    assert seen.setdefault(value.query, value.count) == value.count, (path, query, value)
    for query, promised in seen.items():
        listed = kind.parse(QueryDict(query))
        assert listed.canonical_query() == query
        assert listed.rows().count() == promised, (path, query)
    # Every file of the first click, above, and every eighth of the second: the rows of a file are those just counted.
    for query, promised in sorted(seen.items())[::8]:
        assert lines(table, kind.parse(QueryDict(query))) == promised, (path, query)
    record_property("links", links)
    assert (
        len(first)
        >= {"/cases/": 150, "/sources/": 80, "/actions/": 90, "/background/": 12, "/figures/": 40}[path]
    )
    assert (
        links
        > {"/cases/": 8000, "/sources/": 3000, "/actions/": 3000, "/background/": 50, "/figures/": 300}[path]
    )


@pytest.mark.parametrize(
    "address",
    [
        "/cases/?country=CN&event=forcibly_returned&event_year=2013",
        "/cases/?province=cn-jilin&year_from=2002&year_to=2004&dates=certainly&group=refugees",
        "/cases/?q=yanji&origins_min=2",
        "/ko/cases/?with=children&wait=not_stated",
        "/sources/?q=refugees&language=en",
        "/actions/?answered=yes&year_from=2012",
        "/figures/?measure=forcibly_returned",
    ],
)
def test_the_page_and_its_files_say_one_number(client, address):
    offered = choices(client, address)
    assert offered
    path = address.partition("?")[0].removeprefix("/ko")
    table, _kind, _offered = LISTS[path]
    for query, promised in offered:
        page = client.get(f"{path}?{query}").content.decode()
        sentence = re.search(r'<p class="sentence">([0-9,]+) ', page)
        assert int(sentence[1].replace(",", "")) == promised, query
        file = b"".join(client.get(f"/{table}.csv?{query}").streaming_content)
        assert file.count(b"\r\n") - 1 == promised, query
