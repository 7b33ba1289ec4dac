"""Charts: scales that hold every number, drawings that say what is open, tables and files with the same numbers."""

import csv
import io
import re
import struct
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.published.charts import (
    BARS,
    COLUMNS,
    PARTS,
    Chart,
    Measure,
    Row,
    Value,
    bars,
    columns,
    files,
    lettering,
)
from cases.published.charts.scale import scale
from cases.published.charts.sheet import lay_out
from cases.published.statistics import CHARTS
from tests.published.documents import PLACE, affected, case_document, event_part
from tests.published.editions import publish_documents

SVG = "{http://www.w3.org/2000/svg}"


def chart(*rows: Row, form: str = BARS, measures: int = 1, **more) -> Chart:
    return Chart(
        slug="example",
        title="People of an example, by colour",
        description="How many people of each colour an example has.",
        caution="It is an example.",
        measures=tuple(Measure(f"measure_{n}", f"Measure {n}") for n in range(measures)),
        rows=rows,
        form=form,
        rows_are="Colour",
        **{"credit": "Example, edition 1 of 21 November 2026", **more},
    )


def row(label: str, *values: Value, **more) -> Row:
    return Row(label.lower(), label, values, **more)


def parsed(markup: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314  our own drawing


@given(st.integers(0, 10**9), st.integers(1, 8))
def test_a_scale_holds_the_largest_number_with_round_marks(largest, most):
    found = scale(largest, 100, most)
    steps = {after - before for before, after in zip(found.ticks, found.ticks[1:], strict=False)}
    assert found.ticks[0] == 0
    assert found.end >= largest
    assert len(found.ticks) <= most + 1
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}
    assert found.at(0) == 0
    assert found.at(found.end) == 100


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=2))
def test_more_people_are_never_a_shorter_bar(largest, numbers):
    found = scale(max(largest, *numbers), 220)
    ordered = [found.at(number) for number in sorted(numbers)]
    assert ordered == sorted(ordered)
    assert ordered[0] >= 0
    assert ordered[-1] <= 220


@given(st.text(alphabet="ab 가나延吉,.", max_size=60), st.integers(20, 200))
def test_wrapped_text_is_whole_and_fits(text, room):
    lines = lettering.wrap(text, 14, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(lettering.width(line, 14) <= room for line in lines)


def test_korean_breaks_between_words_and_chinese_between_characters():
    assert lettering.wrap("강제로 송환된 사람", 10, 70) == ("강제로 송환된", "사람")
    assert lettering.wrap("被强制遣返的人", 10, 40) == ("被强制遣", "返的人")


def test_an_upright_bar_is_solid_to_the_low_and_hatched_to_the_high_end():
    drawing = columns.draw(chart(row("2013", Value(50, 100)), form=COLUMNS))
    (column,) = drawing.columns
    assert column.certain == (drawing.base - 110, 110)
    assert column.possible == (drawing.base - 220, 110)
    assert column.open_at is None
    assert [line.text for line in column.number] == ["50–", "100"]


@pytest.mark.parametrize(
    ("value", "certain", "possible", "is_open", "number"),
    [
        (Value(7, 7), True, False, False, ["7"]),
        (Value(0, 9), False, True, False, ["0–9"]),
        (Value(41, None), True, False, True, ["≥41"]),
        (Value(0, None, reach=9), False, True, True, ["≥0"]),
        (Value(0, 0), False, False, False, []),
        (Value(None, None, without_number=2), False, False, False, ["?"]),
        (Value(None, 600), False, True, False, ["0–600"]),
    ],
)
def test_each_kind_of_number_looks_like_what_it_is(value, certain, possible, is_open, number):
    (column,) = columns.draw(chart(row("2013", value), form=COLUMNS)).columns
    assert bool(column.certain) is certain
    assert bool(column.possible) is possible
    assert (column.open_at is not None) is is_open
    assert "".join(line.text for line in column.number) == "".join(number)
    (bar,) = bars.draw(chart(row("Red", value))).bars
    assert ["certain"] * certain + ["possible"] * possible == [part.kind for part in bar.parts]
    assert (bar.open_at is not None) is is_open


def test_an_open_bar_has_no_end_line_but_a_sign_beyond_it():
    (column,) = columns.draw(chart(row("2013", Value(50, None)), form=COLUMNS)).columns
    assert column.open_at == column.certain[0]
    markup = files.svg(chart(row("2013", Value(50, None)), form=COLUMNS))
    assert markup.count('class="chart-stroke"') == 2  # the bar's and the legend's


def test_the_smallest_number_is_seen_beside_the_largest():
    drawing = columns.draw(chart(row("2012", Value(1, 1)), row("2013", Value(5000, 5000)), form=COLUMNS))
    assert drawing.columns[0].certain[1] >= 2
    level = bars.draw(chart(row("Red", Value(1, 1)), row("Blue", Value(5000, 5000))))
    assert level.bars[0].parts[0].length >= 0.5


def test_parts_lie_end_to_end():
    rows = (row("Red", Value(3, 3), Value(1, 1)), row("Blue", Value(0, 0), Value(4, 4)))
    drawing = bars.draw(chart(*rows, form=PARTS, measures=2))
    first, second = drawing.bars
    assert [(part.start, part.length, part.kind) for part in first.parts] == [
        (0, 72, "part-1"),
        (72, 24, "part-2"),
    ]
    assert [part.kind for part in second.parts] == ["part-2"]
    assert first.number.text == "3 + 1"


def test_what_is_no_year_stands_apart():
    drawing = columns.draw(
        chart(row("2013", Value(1, 1)), row("Not stated", Value(2, 2), is_apart=True), form=COLUMNS)
    )
    assert drawing.columns[0].left + drawing.columns[0].width < drawing.apart_at < drawing.columns[1].left


def test_places_to_press_are_large_enough():
    upright = columns.draw(chart(row("2012", Value(1, 1)), row("2013", Value(1, 1)), form=COLUMNS))
    assert all(column.width >= 24 for column in upright.columns)
    level = bars.draw(chart(row("Red", Value(1, 1)), row("Blue", Value(1, 1))))
    assert all(bar.height >= 24 for bar in level.bars)


def test_the_table_says_low_and_high_apart_with_the_list_of_each():
    found = chart(row("2013", Value(5, 9, "/possibly/", "/certainly/")), form=COLUMNS)
    split = Chart(
        **{**vars_of(found), "measures": (Measure("people", "People", ends=("certainly", "possibly")),)}
    )
    ((_row, cells),) = split.lines
    assert split.headings == ["People: certainly", "People: possibly"]
    assert [(cell.text, cell.link) for cell in cells] == [("5", "/certainly/"), ("9", "/possibly/")]


def vars_of(found: Chart) -> dict:
    return {name: getattr(found, name) for name in Chart.__dataclass_fields__}


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_file_is_a_complete_document_without_anything_from_elsewhere(language):
    with translation.override(language):
        markup = files.svg(chart(row("A & B <c>", Value(5, None, "/cases/"), note="x"), form=COLUMNS))
    root = parsed(markup)
    assert root.tag == f"{SVG}svg"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert "sans-serif" in root.get("font-family")
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert "People of an example, by colour" in texts
    assert "Example, edition 1 of 21 November 2026" in texts
    names = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert not names & {"a", "image", "script", "style", "foreignObject", "use"}
    assert "http" not in markup.replace("http://www.w3.org/", "")
    assert "style=" not in markup
    inside = [value for node in root.iter() for name, value in node.attrib.items() if "url(" in value]
    assert set(inside) == set() or {value[:5] for value in inside} == {"url(#"}


def test_words_of_a_picture_stay_within_it():
    sheet = lay_out(Chart(**{**vars_of(chart(row("Red", Value(5, 9)))), "description": "word " * 120}))
    assert len(sheet.words) > 3
    assert all(lettering.width(line.text, 14) <= sheet.inner_width for line in sheet.words)
    assert sheet.credit[-1].at < sheet.height
    assert sheet.words[-1].at < sheet.legend[0].top + 6 < sheet.top


def test_a_png_is_wide_enough_for_print():
    picture = files.png(chart(row("Red", Value(5, 9))))
    assert struct.unpack(">I", picture[16:20])[0] >= 1200


def test_the_csv_has_the_numbers_of_the_chart_and_is_safe_in_a_spreadsheet():
    found = chart(
        row("=SUM(A1)", Value(5, None, "/cases/?a=1", "/cases/?b=1", 2), note="Note"),
        total=row("All", Value(5, 9)),
    )
    text = files.csv(found, "https://example.org").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.endswith("\r\n")
    assert lines[0] == {
        "chart": "example",
        "key": "'=sum(a1)",
        "label": "'=SUM(A1)",
        "measure_0_low": "5",
        "measure_0_high": "",
        "measure_0_without_number": "2",
        "measure_0_list": "https://example.org/cases/?a=1",
        "measure_0_list_certain": "https://example.org/cases/?b=1",
        "note": "Note",
        "credit": "Example, edition 1 of 21 November 2026",
    }
    assert (lines[1]["measure_0_low"], lines[1]["measure_0_high"]) == ("5", "9")


def publish_example():
    place = {**PLACE, "province": {"en": "Example Province"}}
    publish_documents(
        case_document(
            affected=affected(3, 5, women=2),
            working_counts=[
                {
                    "measure": "forcibly_returned",
                    "low": 3,
                    "high": 5,
                    "basis": "events",
                    "figure": "",
                    "reason": "",
                }
            ],
            events=[
                event_part(date="2013-05", place=place),
                event_part(kind="forcibly_returned", date="2014", low=3, high=5, qualifier=""),
            ],
        )
    )


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_every_chart_is_on_the_page_with_its_table_and_its_files(client, prefix):
    publish_example()
    page = client.get(f"{prefix}/statistics/").content.decode()
    assert page.count("<table>") == page.count('class="chart"') - empty(client, prefix)
    files_of_page = 0
    for slug in CHARTS:
        assert page.count(f'id="{slug}"') == 1
        assert f'href="#{slug}"' in page
        for suffix in ("csv", "png", "svg"):
            assert f'href="{prefix}/statistics/{slug}.{suffix}"' in page
            files_of_page += 1
    assert files_of_page == 36
    assert f'href="{prefix}/cases/?country=CN&amp;group=refugees"' in page


def empty(client, prefix) -> int:
    """How many charts have nothing to show: no helper and no action is published."""
    charts = client.get(f"{prefix}/statistics/").context["charts"]
    found = [chart for chart in charts if not chart.rows]
    assert [chart.slug for chart in found] == ["helpers", "actions-per-year", "actions-by-kind"]
    return len(found)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", CHARTS)
def test_each_file_is_what_its_name_says(client, slug):
    publish_example()
    table = client.get(f"/statistics/{slug}.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert f"sur-place-{slug}-en-edition-1-2026-11-21.csv" in table.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert len({len(line) for line in lines}) == 1
    drawing = client.get(f"/ko/statistics/{slug}.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    root = parsed(drawing.content)
    assert any("2026" in (node.text or "") for node in root.iter(f"{SVG}text"))
    picture = client.get(f"/zh-hans/statistics/{slug}.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.django_db
def test_an_unknown_chart_and_a_parameter_are_refused(client):
    assert client.get("/statistics/no-such-chart.csv").status_code == 404
    assert client.get("/statistics/no-such-chart.png?x=1").status_code == 404
    for suffix in ("csv", "svg", "png"):
        assert client.get(f"/statistics/countries.{suffix}?country=CN").status_code == 400


@pytest.mark.django_db
def test_a_drawing_in_the_page_names_every_link(client):
    publish_example()
    page = client.get("/statistics/").content.decode()
    links = page.count('class="chart-link"')
    assert links > 20
    assert page.count("<title>2014. Forcibly returned: 3–5</title>") == 1
    assert " style=" not in page
    assert "<style" not in page


@pytest.mark.django_db
def test_a_name_in_another_language_is_marked(client):
    publish_example()
    page = client.get("/ko/statistics/").content.decode()
    assert re.search(r'<span lang="en">[^<]*Example Province</span>', page)
