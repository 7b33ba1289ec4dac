"""A chart as CSV, SVG and PNG, each with its credit."""

from django.utils.translation import get_language

from cases.published import pictures
from cases.published.charts.chart import Chart
from cases.published.charts.sheet import lay_out
from cases.published.csv_lines import BYTE_ORDER_MARK, LINE_END, Value, line

#: Pixels across a PNG: sharp in print at the width of a newspaper column or a slide.
PNG_WIDTH = 1720


def csv(chart: Chart, site_url: str) -> bytes:
    """The numbers of the chart, one line a row, the line of the total last (docs/statistics.md). Open and not given
    are empty, as in every other file."""
    head: list[Value] = ["chart", "key", "label"]
    for measure in chart.measures:
        head += [f"{measure.key}_{end}" for end in ("low", "high", "without_number", "list", "list_certain")]
    lines = [line([*head, "note", "credit"])]
    for row in [*chart.rows, *([chart.total] if chart.total else [])]:
        cells: list[Value] = [chart.slug, row.key, row.label]
        for value in row.values:
            links = (f"{site_url}{link}" if link else None for link in (value.link, value.low_link))
            cells += [value.low, value.high, value.without_number, *links]
        lines.append(line([*cells, row.note, chart.credit]))
    return (BYTE_ORDER_MARK + "".join(text + LINE_END for text in lines)).encode()


def svg(chart: Chart) -> str:
    """A complete SVG document in the active language, in the light colours, without links."""
    context = {
        "chart": chart,
        "sheet": lay_out(chart),
        "face": pictures.FACE,
        "language": get_language(),
    }
    return pictures.svg("charts/file.svg", context)


def png(chart: Chart) -> bytes:
    return pictures.png(svg(chart), PNG_WIDTH)
