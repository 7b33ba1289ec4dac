"""From numbers to lengths, with round marks; pure."""

from dataclasses import dataclass

#: Steps between marks, times any power of ten. People and cases are whole, so there is none below 1.
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Scale:
    """Numbers from 0 to `end` over `length`. `end` is the last of `ticks`, at or above every number drawn."""

    ticks: tuple[int, ...]
    length: float

    @property
    def end(self) -> int:
        return self.ticks[-1]

    def at(self, number: int) -> float:
        """How far from the beginning a number lies, to a tenth."""
        return round(self.length * number / self.end, 1)


def scale(largest: int, length: float, most: int = 5) -> Scale:
    """A scale that holds `largest`, with at most `most` marks after 0, the last at or above it; 0 to 1 for nothing."""
    step = _step(max(largest, 1), most)
    count = -(-max(largest, 1) // step)
    return Scale(tuple(step * number for number in range(count + 1)), length)


def _step(largest: int, most: int) -> int:
    power = 1
    while True:
        for step in _STEPS:
            if step * power * most >= largest:
                return step * power
        power *= 10
