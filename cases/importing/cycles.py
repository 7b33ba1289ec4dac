"""Circles among links: A is part of B, B of C, C of A. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise


def circles(links: Iterable[tuple[Hashable, Hashable]]) -> Iterator[list[tuple[Hashable, Hashable]]]:
    """The links (from, to) of circle after circle, until without them none is left."""
    following: dict[Hashable, set[Hashable]] = defaultdict(set)
    for start, end in links:
        following[start].add(end)
    while True:
        try:
            TopologicalSorter(following).prepare()
        except CycleError as error:
            nodes = error.args[1]  # each is a predecessor of the next, the first is also the last
            circle = [(after, before) for before, after in pairwise(nodes)]
            yield circle
            for start, end in circle:
                following[start].discard(end)
        else:
            return
