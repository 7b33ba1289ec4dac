"""What the API answers: pages of lists, single things, editions, totals. Each within one snapshot of the data."""

from collections import defaultdict
from collections.abc import Mapping

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import translation

from cases.choices import SubjectKind
from cases.published import exports, listing, resolve, totals
from cases.published.api.parameters import AFTER, DEFAULT_LIMIT, Asked, Refused
from cases.published.api.problems import Problem
from cases.published.columns import SCHEMA_VERSION
from cases.published.models import (
    PublishedDocument,
    PublishedEdition,
    PublishedEntry,
    PublishedState,
    PublishedTombstone,
)
from cases.published.resolvable import published_among, resolvable
from cases.published.snapshot import snapshot

#: Longer lists are not counted to their end: `count` is this number then, and `count_is_exact` false.
MOST_COUNTED = 100_000
#: Entries of one edition that are shown one by one; an edition that changes more is best read as a whole data set.
MOST_ENTRIES = 2_000
#: The kind of subject that a table's things are documents of; things of other tables are parts of documents.
KINDS = {
    "cases": SubjectKind.CASE,
    "sources": SubjectKind.SOURCE,
    "figures": SubjectKind.FIGURE,
    "statements": SubjectKind.STATEMENT,
    "actions": SubjectKind.ACTION,
    "responses": SubjectKind.RESPONSE,
}


def page(table: str, asked: Asked) -> dict:
    """One page of a list. Six queries, and one for each reference in the filter. Raises Refused for a cursor that is
    none of this list."""
    listed = asked.listed
    with snapshot(), translation.override(asked.language):
        current = exports.state()
        found = listing.page(listed.rows(), listed.sort, asked.after, asked.limit)
        if found.is_cursor_unreadable:
            raise Refused([Problem(AFTER, translation.gettext("“after” is no place in this list."))])
        count = listed.rows()[: MOST_COUNTED + 1].count()
        counted = min(count, MOST_COUNTED)
        return {
            "data": exports.results(table, [(row.reference, row.subject_id) for row in found.rows]),
            "count": counted,
            "count_is_exact": count == counted,
            "next": _next(f"api-{table}", asked, found.after),
            "filter": _filter(asked, counted if count == counted else None),
            **_about(current),
        }


def one(table: str, reference: str) -> dict | None:
    """One thing with the sources that it cites, None if nothing published has the reference. Six queries."""
    with snapshot():
        rows = exports.FILTERS[table].model.objects.filter(reference=reference)
        subject = rows.values_list("subject_id", flat=True).first()
        if subject is None:
            return None
        (found,) = exports.results(table, [(reference, subject)])
        cited = _sources_of(table, found, subject)
        rows = list(PublishedDocument.objects.filter(kind=SubjectKind.SOURCE, reference__in=cited))
        behind = published_among(row.document for row in rows)
        shown = [(row, resolvable(row.document, behind)) for row in rows]
        sources = [exports.result(row, document, document) for row, document in shown]
        sources.sort(key=lambda source: source["reference"])
        return {"data": found, "sources": sources, **_about(exports.state())}


def tombstone(table: str, reference: str) -> PublishedTombstone | None:
    """What is left of a thing that was taken down. At most one query."""
    kind = KINDS.get(table)
    return resolve.tombstone(kind, reference) if kind else None


def total(asked: Asked) -> dict:
    """The people of the cases of a filter, nobody counted twice. Three queries."""
    with snapshot(), translation.override(asked.language):
        current = exports.state()
        people = totals.of(asked.listed.rows())
        groups = {
            "forcibly_returned": people.returned,
            "affected": people.affected,
            "helpers": people.helpers,
        }
        figures = {name: _total(group) for name, group in groups.items()}
        return {
            "data": {"cases": people.cases, **figures},
            "filter": _filter(asked, people.cases),
            "rule": _absolute("methodology"),
            **_about(current),
        }


def editions(after: int | None, limit: int) -> dict:
    """The editions, newest first. Four queries."""
    with snapshot():
        rows = PublishedEdition.objects.order_by("-serial")
        count = rows.count()
        found = list(rows.filter(serial__lt=after)[: limit + 1] if after is not None else rows[: limit + 1])
        more, found = len(found) > limit, found[:limit]
        acts = _acts(found)
        following = ""
        if more:
            size = "" if limit == DEFAULT_LIMIT else f"&limit={limit}"
            following = f"{_absolute('api-editions')}?after={found[-1].serial}{size}"
        return {
            "data": [_edition(edition, acts[edition.serial]) for edition in found],
            "count": count,
            "count_is_exact": True,
            "next": following or None,
            **_about(exports.state()),
        }


def edition(serial: int) -> dict | None:
    """One edition with what it did to each subject that is public now. Five queries."""
    with snapshot():
        found = PublishedEdition.objects.filter(serial=serial).first()
        if found is None:
            return None
        entries = PublishedEntry.objects.filter(edition=found).order_by("kind", "reference")
        shown = list(entries[: MOST_ENTRIES + 1])
        links = resolve.documents((entry.kind, entry.reference) for entry in shown[:MOST_ENTRIES])
        return {
            "data": {
                **_edition(found, _acts([found])[serial]),
                "entries": [
                    _entry(entry, links[entry.kind, entry.reference])
                    for entry in shown[:MOST_ENTRIES]
                    if (entry.kind, entry.reference) in links
                ],
                "entries_are_complete": len(shown) <= MOST_ENTRIES,
            },
            **_about(exports.state()),
        }


def index() -> dict:
    """Where everything is. One query."""
    return {
        "name": settings.SITE_NAME,
        "publisher": settings.ORGANISATION_NAME,
        "documentation": _absolute("data"),
        "openapi": _absolute("api-openapi"),
        "tables": [
            {"name": table, "list": _absolute(f"api-{table}"), "csv": _absolute(f"{table}-csv")}
            for table in exports.FILTERS
        ],
        "totals": _absolute("api-totals"),
        "editions": _absolute("api-editions"),
        "datapackage": _absolute("datapackage"),
        "data_dictionary": _absolute("data-dictionary"),
        **_about(exports.state()),
    }


def describe_edition(current: PublishedState) -> dict:
    return {"serial": current.serial, "made_at": exports.moment(current.changed_at)}


def _about(current: PublishedState) -> dict:
    """What every answer ends with."""
    return {
        "edition": describe_edition(current),
        "schema_version": SCHEMA_VERSION,
        "licence": {"name": exports.LICENCE, "url": exports.LICENCE_URL},
    }


def _filter(asked: Asked, count: int | None) -> dict:
    listed = asked.listed
    written = ((parameter, listed.values.get(parameter.name)) for parameter in listed.parameters)
    return {
        "sentence": listed.sentence(count),
        "parameters": {found.name: found.write(value) for found, value in written if value is not None},
        "sort": listed.sort_code,
    }


def _next(name: str, asked: Asked, after: str) -> str | None:
    if not after:
        return None
    more = {
        "limit": "" if asked.limit == DEFAULT_LIMIT else str(asked.limit),
        "lang": "" if asked.language == "en" else asked.language,
    }
    return f"{_absolute(name)}?{asked.listed.canonical_query(after=after, **more)}"


def _sources_of(table: str, found: Mapping, subject: int) -> set[str]:
    """The references of the sources that a thing cites. One query for a part of a document, whose citations stand
    beside it."""
    citations = found.get("citations")
    if citations is None:
        document = PublishedDocument.objects.values_list("document", flat=True).get(pk=subject)
        citations = [
            citation
            for citation in document.get("citations", ())
            if citation["cited_reference"] == found["reference"]
        ]
    things = [found, *citations, *found.get("figures", ())]
    return {thing["source"] for thing in things if thing.get("source")}


def _total(people: object) -> dict | None:
    if people is None:
        return None
    return {
        "low": people.low,
        "high": people.high,
        "cases_with_a_number": people.counted,
        "cases_without_a_number": people.without_number,
    }


def _acts(found: list[PublishedEdition]) -> dict[int, list[dict]]:
    """How many subjects of each kind these editions published, changed or took down. One query."""
    entries = PublishedEntry.objects.filter(edition__in=[edition.serial for edition in found])
    rows = entries.order_by("edition", "act", "kind").values_list("edition", "act", "kind")
    acts: dict[int, list[dict]] = defaultdict(list)
    for serial, act, kind, number in rows.annotate(number=Count("pk")):
        acts[serial].append({"act": act, "kind": kind, "number": number})
    return acts


def _edition(found: PublishedEdition, acts: list[dict]) -> dict:
    return {
        "serial": found.serial,
        "made_at": exports.moment(found.made_at),
        "public_note": found.public_note,
        "acts": acts,
        "url": _absolute("api-edition", found.serial),
    }


def _entry(entry: PublishedEntry, document: Mapping) -> dict:
    return {
        "kind": entry.kind,
        "reference": entry.reference,
        "act": entry.act,
        "fields_changed": entry.fields_changed,
        "permalink": exports.permalink(settings.SITE_URL, document),
    }


def _absolute(name: str, *args: object) -> str:
    with translation.override("en"):
        return settings.SITE_URL + reverse(name, args=args)
