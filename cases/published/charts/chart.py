"""What a chart says, apart from how it is drawn; pure."""

from dataclasses import dataclass, field, replace

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.counts import Count, words
from cases.published.charts import bars, columns

#: Upright range bars, one a year; level range bars, one a category; level bars of several parts.
COLUMNS, BARS, PARTS = "columns", "bars", "parts"


@dataclass(frozen=True)
class Value:
    """One number of one row, from low to high.

    `high` None with a low: no upper end ("at least"). Both None: nobody gives a number. `link` is the address of the
    list that has this number; `low_link` that of the list of what is certain, where that is another.
    `without_number`: cases of the list that give no number, which are beside it, not in it. `reach`: how far an open
    number goes at least where that is more than its low end, as when 9 or more may or may not lie in a year.
    """

    low: int | None
    high: int | None
    link: str = ""
    low_link: str = ""
    without_number: int = 0
    reach: int | None = None

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None

    @property
    def top(self) -> int:
        """The largest number stated, 0 without one."""
        return self.high if self.high is not None else max(self.low or 0, self.reach or 0)

    def words(self, people: bool = True) -> str:
        """ "500–600", "at least 41", "number not given", in the active language."""
        plain = words(Count(self.low, self.high), get_language(), people=people)
        if self.is_open and self.top > self.low:
            parts = {"low": f"{self.low:,}", "open": words(Count(self.top), get_language(), people=people)}
            return _("%(low)s to %(open)s") % parts
        return plain


@dataclass(frozen=True)
class Measure:
    """What one number of every row counts. `is_people` chooses the counter that Korean and Chinese put behind it.
    `ends`: headings of the two ends where these are apart in the table, as certainly and possibly in a year."""

    key: str
    label: str
    is_people: bool = True
    ends: tuple[str, str] | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of the table: a number in words and the list it comes from."""

    text: str
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the legend: a filling (certain, possible, open, part-1 …) and what it means."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One year or category with a value for each measure of its chart. `is_apart` for what is no year or category
    of its own, such as "not stated". `language`: that of the label where it is not that of the page."""

    key: str
    label: str
    values: tuple[Value, ...]
    note: str = ""
    is_apart: bool = False
    language: str = ""

    @property
    def value(self) -> Value:
        """The value that is drawn."""
        return self.values[0]

    @property
    def low(self) -> int | None:
        return self.value.low

    @property
    def high(self) -> int | None:
        return self.value.high

    @property
    def link(self) -> str:
        """The list of the row: that of the number drawn, or of the next one that has a list."""
        return next((value.link for value in self.values if value.link), "")


@dataclass(frozen=True)
class Chart:
    """One chart: `title` is its heading, `description` one plain sentence of what it shows and `caution` one of
    what it does not. The first of the `measures` is drawn, in the form PARTS all of them, end to end. `total` is a
    last line of the table that is not drawn. `rows_are` heads the first column. `credit` names who made it, edition
    and date. `certain` and `possible` say what the solid and the hatched part mean where that is more than
    the lowest and the highest number."""

    slug: str
    title: str
    description: str
    caution: str
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    form: str = BARS
    rows_are: str = ""
    total: Row | None = None
    credit: str = ""
    certain: str = ""
    possible: str = ""
    notes: tuple[str, ...] = field(default=())

    def credited(self, credit: str) -> "Chart":
        return replace(self, credit=credit)

    @property
    def unit(self) -> str:
        return self.measures[0].label

    @property
    def drawn(self) -> tuple[Measure, ...]:
        return self.measures if self.form == PARTS else self.measures[:1]

    @cached_property
    def drawing(self):
        """The positions of everything drawn: a columns.Drawing or a bars.Drawing."""
        return columns.draw(self) if self.form == COLUMNS else bars.draw(self)

    @property
    def legend(self) -> list[Entry]:
        """What the fillings mean, those that are there. A chart of plain numbers needs none."""
        if self.form == PARTS:
            return [Entry(f"part-{n}", measure.label) for n, measure in enumerate(self.measures, start=1)]
        found = []
        if any(row.value.top > (row.low or 0) for row in self.rows):
            found.append(Entry("possible", self.possible or _("up to the highest number")))
        if any(row.value.is_open for row in self.rows):
            found.append(Entry("open", _("no upper end: “at least”")))
        return [Entry("certain", self.certain or _("lowest number")), *found] if found else []

    @property
    def total_words(self) -> str:
        """The line of the total in words, for pictures without the table."""
        if not self.total:
            return ""
        if self.form == PARTS:
            return self.name_of(self.total)
        value = self.total.value.words(self.measures[0].is_people)
        return _("%(label)s: %(number)s") % {"label": self.total.label, "number": value}

    @property
    def headings(self) -> list[str]:
        """The heads of the table's columns after the first."""
        found = []
        for measure in self.measures:
            if measure.ends:
                found += [f"{measure.label}: {end}" for end in measure.ends]
            else:
                found.append(measure.label)
        return found

    @property
    def lines(self) -> list[tuple[Row, list[Cell]]]:
        """The lines of the table."""
        return [(row, self.cells(row)) for row in self.rows]

    @property
    def total_cells(self) -> list[Cell]:
        return self.cells(self.total) if self.total else []

    def cells(self, row: Row) -> list[Cell]:
        found = []
        for measure, value in zip(self.measures, row.values, strict=True):
            note = _without(value.without_number) if value.without_number else ""
            if not measure.ends:
                found.append(Cell(value.words(measure.is_people), value.link, note))
            elif value.low is None and value.high is None:
                text = value.words(measure.is_people)
                found += [Cell(text, value.low_link), Cell(text, value.link, note)]
            else:
                low = Value(value.low or 0, value.low or 0).words(measure.is_people)
                high = Value(value.top, value.high).words(measure.is_people)
                found += [Cell(low, value.low_link or value.link), Cell(high, value.link, note)]
        return found

    def name_of(self, row: Row) -> str:
        """A row in one line, for those who hear it: "2013: 9–12 people"."""
        parts = [
            _("%(measure)s: %(number)s")
            % {"measure": measure.label, "number": value.words(measure.is_people)}
            for measure, value in zip(self.drawn, row.values, strict=False)
        ]
        return _("%(label)s. %(parts)s") % {"label": row.label, "parts": "; ".join(parts)}


def _without(cases: int) -> str:
    return ngettext("%(cases)s case gives no number", "%(cases)s cases give no number", cases) % {
        "cases": f"{cases:,}"
    }
