"""Marks and names stand apart, and areas are in proportion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.counts import Total
from cases.published.map import layout, marks
from cases.published.map.frames import WIDTH


def mark(code: str, people: int, exactness: str = "place") -> marks.Mark:
    total = Total(people, people, 1, 0)
    return marks.Mark(code, f"Town {code}", exactness, "", ("CN",), (0, 0), 1, total, None, None)


PLACED = st.lists(
    st.tuples(
        st.integers(1, 2000),
        st.floats(60, WIDTH - 60),
        st.floats(60, 440),
        st.sampled_from(["place", "province", "country"]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(PLACED)
def test_marks_and_names_do_not_cover_one_another(given_marks):
    found = [
        (mark(str(number), people, exactness), x, y)
        for number, (people, x, y, exactness) in enumerate(sorted(given_marks, reverse=True))
    ]
    per_root = layout.units_per_root([one for one, _x, _y in found])
    arrangement = layout.arranged(found, per_root, 500, {"Country": [(240, 250), (100, 100)]})
    assert [one.mark for one in arrangement.drawn] == [one for one, _x, _y in found]
    for one in arrangement.drawn:
        assert one.reach <= one.x <= WIDTH - one.reach
        assert one.reach <= one.y <= 500 - one.reach
    names = [one.name for one in arrangement.drawn if one.name] + arrangement.countries
    for first, name in enumerate(names):
        for other in names[first + 1 :]:
            assert not layout.meet(layout.box(name), layout.box(other))
    if len(found) <= 6:  # few enough that there is always room
        for first, a in enumerate(arrangement.drawn):
            for b in arrangement.drawn[first + 1 :]:
                distance = ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5
                assert distance >= max(a.reach + b.reach, 24) - 0.5
    again = layout.arranged(found, per_root, 500, {"Country": [(240, 250), (100, 100)]})
    assert again == arrangement


def test_areas_are_in_proportion():
    per_root = layout.units_per_root([mark("a", 400)])
    assert layout.radius(400, per_root) == layout.LARGEST
    assert layout.radius(100, per_root) == pytest.approx(layout.LARGEST / 2, abs=0.1)
    assert layout.radius(1, per_root) == layout.SMALLEST
    square = layout.Drawn(mark("b", 400, "province"), 0, 0, 0, 0, layout.radius(400, per_root))
    assert square.side**2 == pytest.approx(3.1416 * layout.LARGEST**2, rel=0.01)
