"""The drawn timeline: uncertain dates look uncertain, nothing lies outside, nothing lies upon something else."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import dates
from cases.choices import EventKind, Language
from cases.published import time_scale, timeline_marks
from cases.published.time_scale import scale, text_width, ticks
from cases.published.timeline import MOST_ROWS, NARROW, WIDE, grouped, timeline
from tests.cases.test_dates import VALID
from tests.published.documents import case_document, event_part
from tests.published.editions import publish_documents

LANGUAGES = st.sampled_from(Language.values)
FIXED = ("2012-03-01", "2013-11-30")


def events(*texts: str, kind: str = "apprehended") -> list[dict]:
    return [event_part(date=text, kind=kind) for text in texts]


def rows_of(*texts: str, language: str = "en"):
    """The rows of both drawings, for one date after another: (wide row, narrow row) of each."""
    kinds = EventKind.values
    made = [event_part(date=text, kind=kinds[at % len(kinds)]) for at, text in enumerate(texts)]
    wide, narrow = timeline(made, language).drawings
    return list(zip(wide.rows, narrow.rows, strict=True))


@given(VALID, LANGUAGES)
def test_every_accepted_date_is_drawn_inside_as_uncertain_as_it_is(text, language):
    dating = dates.parse(text)
    found = timeline_marks.span(dating)
    is_one_day = dating.earliest == dating.latest
    for row, shape in zip(rows_of(text, *FIXED, language=language)[0], (WIDE, NARROW), strict=True):
        mark = row.mark
        is_outside = is_one_day and (mark.beyond_left or mark.beyond_right)
        assert mark.is_point == (is_one_day and not is_outside)
        assert 0 <= mark.left < mark.right <= shape.width
        assert mark.left <= mark.middle <= mark.right
        assert all(0 <= x <= shape.width - 2 for x, _top, _height in mark.frays)
        assert bool(mark.frays) == dating.approximate
        assert bool(mark.hatched) == mark.is_unsure == dating.uncertain
        assert all(mark.left <= x and x + width <= mark.right + 0.2 for x, width in mark.hatched)
        assert (mark.arrow_left or mark.lost_left) == (dating.earliest is None)
        assert (mark.arrow_right or mark.lost_right) == (dating.latest is None)
        assert mark.lost_left == found.lost_start
        assert mark.lost_right == found.lost_end


@given(st.lists(VALID, min_size=2, max_size=30), LANGUAGES)
def test_marks_lie_in_the_order_of_time(texts, language):
    made = [event_part(date=text, kind="detained") for text in texts]
    for drawing in timeline(made, language).drawings:
        by_reference = {event["reference"]: event for event in made}
        known = [(dates.bounds(by_reference[row.reference]["date"]), row) for row in drawing.rows]
        known = [(bounds, row.mark) for bounds, row in known if None not in bounds and "–" not in row.numbers]
        for (first_bounds, first), (second_bounds, second) in pairwise(known):
            if first_bounds[1] < second_bounds[0]:
                assert first.middle <= second.middle


@given(st.lists(VALID | st.just(""), max_size=60), LANGUAGES)
def test_every_dated_event_is_in_one_row_and_every_other_named_apart(texts, language):
    made = [event_part(date=text, kind="detained") for text in texts]
    found = timeline(made, language)
    assert [event for _number, event in found.undated] == [event for event in made if not event["date"]]
    numbered = [(number, event) for number, event in enumerate(made, start=1) if event["date"]]
    members = [member for group in grouped(numbered) for member in group.members]
    assert members == numbered
    for drawing in found.drawings:
        assert 2 <= len(drawing.rows) <= MOST_ROWS
        assert len({row.reference for row in drawing.rows}) == len(drawing.rows)


@given(st.lists(VALID, min_size=2, max_size=12), LANGUAGES)
def test_words_and_marks_have_room(texts, language):
    kinds = EventKind.values
    made = [event_part(date=text, kind=kinds[at % len(kinds)]) for at, text in enumerate(texts)]
    for drawing in timeline(made, language).drawings:
        width = drawing.shape.width
        assert drawing.height >= drawing.rows[-1].top + drawing.shape.row
        for above, below in pairwise(drawing.rows):
            assert below.top - above.top == drawing.shape.row
        for row in drawing.rows:
            label_end = row.label_x + text_width(row.label)
            if drawing.shape.words_above:
                assert row.mark.top >= row.text_y
            else:
                assert label_end <= min(row.mark.left, *(x for x, *_rest in row.mark.frays or [(width,)]))
            if row.beside:
                begins = row.beside_x - (text_width(row.beside) if row.beside_anchor == "end" else 0)
                assert begins >= label_end
                assert begins + text_width(row.beside) <= width
                if not drawing.shape.words_above:
                    ends = begins + text_width(row.beside)
                    assert begins >= row.mark.right or ends <= row.mark.left


DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31)).map(date.toordinal)


@given(st.lists(DAYS, min_size=1, max_size=5), st.sampled_from([(20, 320), (240, 700)]), LANGUAGES)
def test_labels_of_the_axis_never_overlap(days, ends, language):
    axis = scale(days, *ends)
    found = ticks(axis, language)
    assert found
    assert all(axis.left <= axis.x(day) <= axis.x(day + 1) <= axis.right for day in days)
    for first, second in pairwise(found):
        assert first.label_x + text_width(first.label) <= second.label_x
        assert first.x < second.x
    for tick in found:
        assert axis.left <= tick.x <= axis.right
        assert tick.label_x >= axis.left
        assert tick.label_x + text_width(tick.label) <= axis.right + time_scale.TEXT_SIZE + 0.1


@given(st.integers(1, 30_000), LANGUAGES)
def test_a_label_stands_where_what_it_names_begins(length, language):
    first = date(1999, 3, 5).toordinal()
    axis = scale([first, first + length], 240, 700)
    wide = [tick.label for tick in ticks(axis, language)]
    assert len(wide) >= 2
    if language == "en" and all(re.fullmatch(r"\d{4}", label) for label in wide):
        for tick in ticks(axis, language):
            assert tick.x == axis.x(date(int(tick.label), 1, 1).toordinal())


def test_the_scale_follows_the_span():
    def labels(*texts: str) -> list[str]:
        return [tick.label for tick in timeline(events(*texts), "en").drawings[0].ticks]

    assert labels("2012-02-01", "2012-02-20")[0] == "1 February 2012"
    assert labels("2012-02-03", "2012-12-20")[0] == "April 2012"
    assert labels("1999-11", "2023-10-09")[0] == "2000"


def test_a_day_is_a_point_and_a_longer_time_a_bar_of_its_length():
    (day, _n), (month, _n2), (year, _n3) = rows_of("2012-01-15", "2012-05", "2013")
    assert day.mark.is_point
    assert not month.mark.is_point
    assert 10 < year.mark.width / month.mark.width < 14


def test_one_far_or_vague_date_does_not_squeeze_the_others():
    rows = [wide for wide, _narrow in rows_of("1023-05", "2012-01-15", "2012-05", "20XX", "2013-02", "9012")]
    plain = [wide for wide, _narrow in rows_of("2012-01-15", "2012-05", "2013-02")]
    marks = [row.mark for row in rows]
    assert [(mark.beyond_left, mark.beyond_right) for mark in marks] == [
        (True, False),
        (False, False),
        (False, False),
        (True, True),
        (False, False),
        (False, True),
    ]
    assert marks[2].width > plain[1].mark.width * 0.7
    assert marks[0].right < marks[1].left
    assert marks[5].left > marks[4].right
    assert all(mark.left - 16 >= 0 and mark.right + 16 <= WIDE.width for mark in marks if not mark.is_point)
    assert "beyond" in timeline(events("1023-05", "2012-01-15", "2013"), "en").signs


def test_what_lies_within_a_lifetime_is_all_drawn_to_scale():
    for row, _narrow in rows_of("1969-07", "1990/2001", "201X", "2024-02-01"):
        assert (row.mark.beyond_left, row.mark.beyond_right) == (False, False)


def test_several_events_of_one_kind_and_day_share_a_row_that_says_so():
    same = events("2023-10-09", "2023-10-09", "2023-10-09", kind="forcibly_returned")
    found = timeline([*events("2023-09"), *same, *events("2023-10-09")], "en")
    rows = found.drawings[0].rows
    assert [(row.numbers, row.label) for row in rows] == [
        ("1", "Apprehended"),
        ("2–4", "Forcibly returned × 3"),
        ("5", "Apprehended"),
    ]
    assert rows[1].reference == same[0]["reference"]
    assert rows[1].name == "2–4: Forcibly returned × 3, 9 October 2023"


def test_a_long_case_keeps_the_far_events_apart_and_joins_the_close_ones():
    close = [f"2023-10-{day:02}" for day in range(1, 31)]
    rows = timeline(events("1999-11", "2004", *close), "en").drawings[0].rows
    assert len(rows) == MOST_ROWS
    assert [row.numbers for row in rows[:2]] == ["1", "2"]
    assert sum("–" in row.numbers for row in rows) >= 1


@pytest.mark.parametrize(
    "texts", [(), ("2012",), ("", ""), ("2012", ""), ("2012-03-01", "2012-03-01", "2012-03-01")]
)
def test_where_a_drawing_shows_nothing_there_is_none(texts):
    assert timeline(events(*texts), "en").drawings == []


def test_only_the_signs_used_are_explained():
    assert timeline(events("2012-01-01", "2013-01-01"), "en").signs == ["point"]
    found = timeline(events("2012~", "2013-01-01?", "2014/..", "/2015"), "en")
    assert found.signs == ["point", "bar", "about", "unsure", "open", "lost"]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_the_page_links_each_row_of_both_drawings_to_its_event(client, prefix):
    made = events("2012~", "2013-01-01?", "2014/..", "/2015", "")
    publish_documents(case_document(reference="example-times", events=made))
    page = client.get(f"{prefix}/cases/example-times/").content.decode()
    assert page.count('<svg class="time-drawing') == 2
    rows = re.findall(r'<a href="#([^"]+)" class="time-row[^"]*" aria-label="([^"]+)"', page)
    assert [reference for reference, _name in rows] == [event["reference"] for event in made[:4]] * 2
    assert all(f'<li id="{reference}">' in page for reference, _name in rows)
    assert len({name for _reference, name in rows}) == 4
    assert page.count(f'href="#{made[4]["reference"]}"') == 1


@pytest.mark.django_db
def test_the_drawing_carries_no_style_and_one_of_each_name(client):
    publish_documents(case_document(reference="example-times", events=events("2012~", "2013?", "2014/..")))
    page = client.get("/cases/example-times/").content.decode()
    assert 'style="' not in page
    assert "<style" not in page
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names)) > 10
    assert {f"#{name}" for name in names} >= set(re.findall(r"url\((#[^)]+)\)", page)) != set()
