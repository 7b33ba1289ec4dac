"""Everything that is public. Public code reads these tables and nothing else."""

from cases.published.models.document import PublishedDocument
from cases.published.models.edition import (
    PublishedEdition,
    PublishedEntry,
    PublishedMerge,
    PublishedState,
    PublishedTombstone,
)
from cases.published.models.rows import (
    PublishedAction,
    PublishedActionAddressee,
    PublishedActionCase,
    PublishedCase,
    PublishedCitation,
    PublishedEvent,
    PublishedFacet,
    PublishedFigure,
    PublishedReference,
    PublishedRelation,
    PublishedResponse,
    PublishedSource,
    PublishedStatement,
)
from cases.published.models.search import PublishedSearch

__all__ = [
    "PublishedAction",
    "PublishedActionAddressee",
    "PublishedActionCase",
    "PublishedCase",
    "PublishedCitation",
    "PublishedDocument",
    "PublishedEdition",
    "PublishedEntry",
    "PublishedEvent",
    "PublishedFacet",
    "PublishedFigure",
    "PublishedMerge",
    "PublishedReference",
    "PublishedRelation",
    "PublishedResponse",
    "PublishedSearch",
    "PublishedSource",
    "PublishedState",
    "PublishedStatement",
    "PublishedTombstone",
]
