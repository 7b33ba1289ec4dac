"""Ranges of people, and totals that count nobody twice; pure.

Sources give ranges ("500 or 600"), minima ("at least 41") and maxima ("up to 600"), disagree, and report parts of
what others report whole. Nothing here guesses: a number that is not given stays not given and is counted beside a
total, never as zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from cases.choices import CountRole, Language, Unit


@dataclass(frozen=True)
class Count:
    """A number of people (or another unit) as reported.

    ``low`` None: no minimum stated ("up to 600"). ``high`` None with a low: no maximum stated ("at least 41"). Both
    None: number not given. Raises ValueError unless 0 ≤ low ≤ high.
    """

    low: int | None = None
    high: int | None = None

    def __post_init__(self):
        if any(number is not None and number < 0 for number in (self.low, self.high)):
            raise ValueError(f"A count is not negative: {self.low} to {self.high}.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"The low {self.low} of a count is above its high {self.high}.")

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class ReportedFigure:
    """One count as one source reports it. ``subgroup``, ``label``, ``place`` and ``event`` narrow it to less than the
    case as a whole; empty is the whole case."""

    measure: str
    unit: str
    count: Count
    subgroup: str = ""
    label: str = ""
    place: str = ""
    event: str = ""


@dataclass(frozen=True)
class Share:
    """What one row adds to a total of low ends and to a total of high ends: CSV ``contribution_low/high``.

    Two independent additions, no range: a whole of 500–600 with a part of 10–300 adds 490 to the low total and 300
    to the high one. ``high`` None with a low: no maximum. Both None: the row gives no number.
    """

    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class Total:
    """The people of a list. ``high`` None reads "at least". ``counted`` rows give a number, ``without_number`` do
    not. Always low ≤ high."""

    low: int
    high: int | None
    counted: int
    without_number: int


def lowest_to_highest(counts: Iterable[Count]) -> Count:
    """Accounts of one and the same thing, as one range: 500 and 600 give 500–600.

    From the lowest number to the highest number that anybody states; without a minimum only if none is stated, and
    open ("at least") only if no maximum is stated at all. Numbers not given have no say.
    """
    counts = [count for count in counts if count.known]
    stated = [number for count in counts for number in (count.low, count.high) if number is not None]
    return Count(
        min(stated) if any(count.low is not None for count in counts) else None,
        max(stated) if any(count.high is not None for count in counts) else None,
    )


def working_count_from_figures(measure: str, figures: Iterable[ReportedFigure]) -> Count:
    """The count of a case for one measure where no editor has chosen it: its figures of people for the whole case,
    lowest to highest. Rates, percentages, subgroups, places and single steps are left out: they count less or
    something else."""
    return lowest_to_highest(
        figure.count
        for figure in figures
        if figure.measure == measure
        and figure.unit == Unit.PEOPLE
        and not (figure.subgroup or figure.label or figure.place or figure.event)
    )


def working_count_from_events(events: Iterable[tuple[str, Count]]) -> Count:
    """The count of a case from its events of one kind, say its forced returns, as (count role, count).

    The parts or the total, never both. A total says it all, so the totals are taken as accounts of the same thing.
    Parts without a total may be incomplete: their sum is a minimum. Events without a role may be several steps or
    the same people again, so the truth lies between the largest of them and their sum.
    """
    events = list(events)
    totals, parts, unlabelled = (
        [count for event_role, count in events if event_role == role]
        for role in (CountRole.TOTAL, CountRole.PART, "")
    )
    if any(count.known for count in totals):
        return lowest_to_highest(totals)
    lows = [count.low for count in unlabelled if count.low is not None]
    if any(count.known for count in parts):
        part_lows = [count.low for count in parts if count.low is not None]
        minima = ([sum(part_lows)] if part_lows else []) + lows
        return Count(max(minima) if minima else None, None)
    highs = [count.high for count in unlabelled]
    return Count(max(lows) if lows else None, sum(highs) if highs and None not in highs else None)


def contributions(own: Mapping[str, Count], part_of: Iterable[tuple[str, str]]) -> dict[str, Share]:
    """What each row of a list adds to its total, so that nobody within a whole is counted again in a part.

    ``own``: the working count of every row within the filter. ``part_of``: (part, whole) pairs; rows outside the
    filter add nothing, though a chain through one still connects its ends. A part adds its own count; a whole adds
    what its own count exceeds the additions of all rows inside it, low and high each for itself and never below
    zero. So a whole with its parts comes to the larger of its own count and the sum of its parts. A part of two
    wholes is counted once and both leave it out. A row without a number adds Share(None, None).

    Raises ValueError when something is part of itself, which the record forbids. Independent of the order of rows.
    """
    inside = _everything_inside(part_of)
    shares = {
        key: Share(count.low or 0, count.high) if count.known else Share() for key, count in own.items()
    }
    for whole, parts in inside.items():
        if whole in own and own[whole].known:
            shares[whole] = _rest(own[whole], [shares[part] for part in parts if part in own])
    for family in _families(inside):
        _put_low_before_high(shares, [key for key in family if key in own and own[key].known])
    return shares


def total(own: Mapping[str, Count], part_of: Iterable[tuple[str, str]]) -> Total:
    """The people of a list: the sum of its contributions. Raises ValueError as contributions() does."""
    shares = [share for share in contributions(own, part_of).values() if share.known]
    highs = [share.high for share in shares]
    return Total(
        low=sum(share.low for share in shares),
        high=None if None in highs else sum(highs),
        counted=len(shares),
        without_number=len(own) - len(shares),
    )


def sum_of(parts: Iterable[Count]) -> Count:
    """Distinct parts added up: 41 + 51 = 92. A part without a maximum, or without a number, leaves the sum open."""
    parts = list(parts)
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts]
    return Count(sum(lows) if lows else None, sum(highs) if highs and None not in highs else None)


def check_sum(whole: Count, parts: Iterable[Count]) -> bool:
    """Whether the whole can be the sum of its parts: the two ranges meet. A number not given contradicts nothing."""
    added = sum_of(parts)
    above = whole.low is not None and added.high is not None and whole.low > added.high
    below = whole.high is not None and added.low is not None and whole.high < added.low
    return not (above or below)


def words(count: Count, language: str, people: bool = True) -> str:
    """The count for a reader: "7", "500–600", "at least 41", "up to 600", "number not given".

    ``language`` is "en", "ko" or "zh-hans"; another one raises KeyError. Korean and Chinese put their counter for
    people after the number unless ``people`` is False (other units).
    """
    phrases = _WORDS[language]
    unit = phrases["people"] if people else ""
    if not count.known:
        return phrases["not_given"] if people else phrases["no_number"]
    if count.high is None:
        return phrases["at_least"].format(f"{count.low:,}{unit}")
    if count.low is None:
        return phrases["up_to"].format(f"{count.high:,}{unit}")
    if count.low == count.high:
        return f"{count.low:,}{unit}"
    return phrases["range"].format(f"{count.low:,}", f"{count.high:,}{unit}")


_WORDS = {
    Language.EN: {
        "people": "",
        "range": "{}–{}",
        "at_least": "at least {}",
        "up_to": "up to {}",
        "not_given": "number not given",
        "no_number": "number not given",
    },
    Language.KO: {
        "people": "명",
        "range": "{}~{}",
        "at_least": "최소 {}",
        "up_to": "최대 {}",
        "not_given": "인원 미상",
        "no_number": "수치 미상",
    },
    Language.ZH_HANS: {
        "people": "人",
        "range": "{}–{}",
        "at_least": "至少{}",
        "up_to": "至多{}",
        "not_given": "人数不详",
        "no_number": "数字不详",
    },
}


def _everything_inside(part_of: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Each whole with all rows inside it, through any chain of parts; parts come before their wholes."""
    direct: dict[str, set[str]] = {}
    for part, whole in part_of:
        direct.setdefault(whole, set()).add(part)
    inside: dict[str, set[str]] = {}
    for whole in TopologicalSorter(direct).static_order():
        if whole in direct:
            inside[whole] = direct[whole].union(*(inside.get(part, ()) for part in direct[whole]))
    return inside


def _rest(own: Count, parts: list[Share]) -> Share:
    """What a whole adds beyond its parts. Beside a part without maximum a finite high adds nothing."""
    low = max(0, (own.low or 0) - sum(part.low or 0 for part in parts))
    if own.high is None:
        return Share(low, None)
    if any(part.known and part.high is None for part in parts):
        return Share(low, 0)
    return Share(low, max(0, own.high - sum(part.high or 0 for part in parts)))


def _families(inside: Mapping[str, set[str]]) -> list[set[str]]:
    """Rows connected by any relation, as disjoint sets."""
    family_of: dict[str, set[str]] = {}
    for whole, parts in inside.items():
        merged = {whole, *parts}
        for family in {id(family_of[key]): family_of[key] for key in merged if key in family_of}.values():
            merged |= family
        family_of.update(dict.fromkeys(merged, merged))
    return list({id(family): family for family in family_of.values()}.values())


def _put_low_before_high(shares: dict[str, Share], family: list[str]) -> None:
    """Two wholes of 10 that share a part of 0–7 hold 20 people if the part is empty, 13 if it is full: with a shared
    part the sum of lows can be the larger one. Then the family's ends change places, so that low ≤ high holds."""
    highs = [shares[key].high for key in family]
    if None in highs or sum(shares[key].low for key in family) <= sum(highs):
        return
    for key in family:
        shares[key] = Share(shares[key].high, shares[key].low)
