"""One filter object per published list: what page, file and feed of the list have in common."""

from cases.published.filters.actions import ActionFilter, ResponseFilter
from cases.published.filters.base import ListFilter
from cases.published.filters.cases import CaseFilter
from cases.published.filters.figures import EventFilter, FigureFilter, RelationFilter, StatementFilter
from cases.published.filters.sources import CitationFilter, SourceFilter

__all__ = [
    "ActionFilter",
    "CaseFilter",
    "CitationFilter",
    "EventFilter",
    "FigureFilter",
    "ListFilter",
    "RelationFilter",
    "ResponseFilter",
    "SourceFilter",
    "StatementFilter",
]
