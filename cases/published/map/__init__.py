"""The map of published cases: coarse where publication made it coarse, never a precise mark for a vague place."""

from cases.published.map.drawing import Map, of

__all__ = ["Map", "of"]
