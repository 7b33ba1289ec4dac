"""The components of the site with artificial data, for the style page: every one through its own template.

Texts of documents are written here in all languages, as documents have them. Nothing is read from the database.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import Act, Confidence, Outcome, RelationKind
from cases.counts import Total
from cases.published import cite, count_bars, count_words
from cases.published.charts.chart import COLUMNS, Chart, Measure, Row, Value
from cases.published.citations import CitedPlace, ListedSource, Mark, NumberedSource
from cases.published.facets import Facet
from cases.published.facets import Value as Choice
from cases.published.filters.base import Chip
from cases.published.filters.form import Field, Option, Order, WayOut
from cases.published.history import Change
from cases.published.listing import Page
from cases.published.models import PublishedDocument
from cases.published.relations import Related
from cases.published.resolve import Link
from cases.published.search.snippets import Part, Passage, Snippet
from cases.published.totals import ListTotals

MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)
TITLE = {
    "en": "Example: a group held at a border",
    "ko": "예시: 국경에서 구금된 집단",
    "zh-hans": "示例：在边境被关押的一群人",
}
PLACE = {
    "reference": "example-city",
    "name": {"en": "Example City", "ko": "예시시", "zh-hans": "示例市"},
    "kind": "city",
    "city": {},
    "province": {"en": "Example Province", "ko": "예시성", "zh-hans": "示例省"},
    "countries": ["CN"],
}
AFFECTED = {"low": 9, "high": None, "qualifier": "at_least"}
SOURCE = {
    "kind": "source",
    "reference": "example-source",
    "title": "예시 기사: 아홉 명 이상",
    "publisher": "Example Daily",
    "original_publisher": "Example Agency",
    "author": "",
    "url": "https://example.org/articles/1",
    "archived_url": "https://example.org/archive/1",
    "published": "2013-05-29",
    "language": "ko",
}


def case(outcome: str = Outcome.FORCIBLY_RETURNED) -> dict:
    """An artificial case with one outcome."""
    return {
        "kind": "case",
        "reference": "example-case",
        "title": TITLE,
        "summary": {
            "en": "Reported: nine or more people were held at a border and sent back after a month.",
            "ko": "보도: 아홉 명 이상이 국경에서 구금되었다가 한 달 뒤 송환되었다.",
            "zh-hans": "据报道：九人或更多人在边境被关押，一个月后被遣返。",
        },
        "date": "2013-05~",
        "countries": ["CN"],
        "place": PLACE,
        "affected": AFFECTED,
        "person_kind": "refugees",
        "outcome": outcome,
        "outcome_as_of": "2013-06",
        "verification": "reported",
    }


@dataclass(frozen=True)
class Specimen:
    """One component and what it is shown with; for those that are a few words, a second and third time."""

    template: str
    contexts: list[dict]

    @property
    def name(self) -> str:
        return self.template.partition("/")[2]

    def pieces(self, request: HttpRequest) -> list[str]:
        return [render_to_string(self.template, context, request) for context in self.contexts]


def specimens() -> list[Specimen]:
    """Every component that can stand alone. Those that every page has are on the style page as on all others."""
    chips = [
        Chip("country", _("Country"), "China", "outcome=detained"),
        Chip("outcome", _("Last reported outcome"), Outcome.DETAINED.label, "country=CN"),
    ]
    words = Field("q", _("Words"), "search", "", "")
    choice = Field(
        "outcome",
        _("Last reported outcome"),
        "select",
        "",
        _("any"),
        [Option(code, label, 12, False) for code, label in Outcome.choices[:3]],
    )
    number = Field("affected_min", _("People at least"), "number", "9", "")
    page = Page(rows=[], after="example", is_first=False, is_cursor_unreadable=False)
    record = PublishedDocument(
        kind="case", reference="example-case", document=case(), edition=42, changed_at=MOMENT
    )
    named = {"document": case(), "published": record, "permanent_path": "/cases/example-case/"}
    return [
        Specimen("components/case_item.html", [{"document": case(code), "level": "h3"} for code in OUTCOMES]),
        Specimen("components/snippet.html", [{"snippet": snippet()}]),
        Specimen("components/totals.html", [{"totals": totals()}]),
        Specimen("components/filters.html", [{"fields": [words], "facets": True}]),
        Specimen(
            "components/facets.html",
            [{"facets": [facet()], "fields": [choice, number], "chips": chips, "fields_in_force": True}],
        ),
        Specimen("components/chips.html", [{"chips": chips}]),
        Specimen("components/orders.html", [{"orders": orders()}]),
        Specimen("components/notices.html", [{"notices": [_("Unknown filter ignored: %s") % "example"]}]),
        Specimen("components/ways_out.html", [{"chips": chips, "ways_out": [WayOut(chips[0], 7)]}]),
        Specimen("components/pager.html", [{"page": page, "next_query": "after=example", "query": ""}]),
        Specimen(
            "components/downloads.html",
            [{"csv": "/cases.csv", "json": "/cases.json", "atom": "/cases.atom", "query": ""}],
        ),
        Specimen("components/record_line.html", [named]),
        Specimen("components/marks.html", [{"marks": marks()}]),
        Specimen("components/source_list.html", [{"sources": [listed()]}]),
        Specimen(
            "components/count_bar.html",
            [{"bar": count_bars.bar(count, 600)} for count in COUNTS],
        ),
        Specimen("components/related.html", [{"related": [related()]}]),
        Specimen("components/history.html", [{"history": changes()}]),
        Specimen("components/cite.html", [named | {"citation": cite.forms(record), "text": TITLE}]),
        Specimen("components/untranslated.html", [{"untranslated": True}]),
        Specimen("components/contacts.html", [{"whole": True}]),
        Specimen("charts/chart.html", [{"chart": chart()}]),
    ]


OUTCOMES = (Outcome.FORCIBLY_RETURNED, Outcome.DETAINED, Outcome.RELEASED)
COUNTS = tuple(
    {"measure": "affected", "unit": "people", "low": low, "high": high, "qualifier": qualifier}
    for low, high, qualifier in (
        (300, 300, "exact"),
        (500, 600, "range"),
        (41, None, "at_least"),
        (None, 600, "up_to"),
    )
)


def totals() -> ListTotals:
    return ListTotals(
        cases=12,
        affected=Total(1440, None, 42, 3),
        returned=Total(1000, 1200, 30, 1),
        helpers=Total(7, 7, 2, 0),
    )


def snippet() -> Snippet:
    """Passages found in the text of another language than the page, and beside a name in that of the page."""
    found = (Part("예시 국경에서 "), Part("연길", marked=True), Part("로 간 사람들…"))
    name = Passage(_("Place"), (Part("延吉", marked=True),), language="zh-hans", beside="Yanji")
    return Snippet(None, (Passage("", found, language="ko"), name), ())


def facet() -> Facet:
    rows = zip(Outcome.labels[:4], (1234, 56, 7, 1), strict=True)
    values = [Choice(str(label), count, "outcome=x", place == 0) for place, (label, count) in enumerate(rows)]
    return Facet("outcome", _("Last reported outcome"), values[:3], values[3:])


def orders() -> list[Order]:
    return [Order(_("Newest first"), "", True), Order(_("Oldest first"), "sort=oldest", False)]


def marks() -> list[Mark]:
    source = NumberedSource(1, SOURCE, "example")
    return [Mark(source, False, 2, ""), Mark(NumberedSource(2, SOURCE, "example"), True, None, "")]


def listed() -> ListedSource:
    place = CitedPlace("specimen-count", count_words.reported(AFFECTED), False, 2, "")
    other = CitedPlace("specimen-count", count_words.reported(AFFECTED), True, None, "p. 4")
    return ListedSource(1, SOURCE, [place, other])


def related() -> Related:
    other = Link("case", "example-case-2", TITLE, case())
    return Related(RelationKind.PART_OF, RelationKind.PART_OF.label, other, Confidence.PROBABLE, True)


def changes() -> list[Change]:
    return [
        Change(42, MOMENT, Act.CORRECTED, [str(_("outcome"))], ""),
        Change(7, MOMENT, Act.PUBLISHED, [], ""),
    ]


def chart() -> Chart:
    """Every form that a column can take: certain, up to, without an upper end, nobody gives a number."""
    rows = (("2019", 3, 3), ("2020", 9, 14), ("2021", 5, None), ("2022", None, None), ("2023", 12, 12))
    return Chart(
        slug="specimen",
        title=str(_("Example of a chart")),
        description=str(_("Artificial numbers, to show how a chart looks.")),
        caution="",
        measures=(Measure("people", pgettext("how many", "People")),),
        rows=tuple(Row(year, year, (Value(low, high, link="/cases/"),)) for year, low, high in rows),
        form=COLUMNS,
        rows_are=str(_("Year")),
    )
