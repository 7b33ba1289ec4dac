"""Charts: numbers with both their ends, drawn as SVG, with the table behind them and as files."""

from cases.published.charts.chart import BARS, COLUMNS, PARTS, Chart, Measure, Row, Value

__all__ = ["BARS", "COLUMNS", "PARTS", "Chart", "Measure", "Row", "Value"]
