"""What the page of one source shows: what it is, and what rests on it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Stance, SubjectKind
from cases.published import history, resolve
from cases.published.models import PublishedDocument, PublishedReference

#: So many documents that cite a source are read for its page; lists show the others.
MOST_CITING = 200


@dataclass(frozen=True)
class Use:
    """One published subject that cites the source. `cited` counts what in it: {"event": 3}; `disputes`: the
    source contradicts some of it."""

    link: resolve.Link
    cited: dict[str, int]
    disputes: bool


def context(document: Mapping, language: str) -> dict:
    """The template context of a source, saved or not. Three queries."""
    reference = document["reference"]
    subjects = PublishedReference.objects.filter(to_kind=SubjectKind.SOURCE, to_reference=reference)
    rows = PublishedDocument.objects.filter(pk__in=subjects.values("subject")).order_by("kind", "reference")
    citing = list(rows.values_list("document", flat=True)[: MOST_CITING + 1])
    uses = [_use(found, reference) for found in citing[:MOST_CITING] if found["kind"] != SubjectKind.SOURCE]
    origin = (SubjectKind.SOURCE, document["derived_from"])
    return {
        "document": document,
        "derived_from": resolve.links([origin]).get(origin) if document["derived_from"] else None,
        "reprints": [resolve.link(found) for found in citing if _derives_from(found, reference)],
        "cases": _of_kind(uses, SubjectKind.CASE),
        "figures": _of_kind(uses, SubjectKind.FIGURE),
        "statements": _of_kind(uses, SubjectKind.STATEMENT),
        "actions": _of_kind(uses, SubjectKind.ACTION),
        "responses": _of_kind(uses, SubjectKind.RESPONSE),
        "more": len(citing) > MOST_CITING,
        "history": history.of(SubjectKind.SOURCE, reference),
    }


def _use(document: dict, source: str) -> Use:
    citations = [citation for citation in document.get("citations", []) if citation["source"] == source]
    cited = Counter(citation["cited_kind"] for citation in citations)
    cited["figure"] += sum(figure["source"] == source for figure in document.get("figures", []))
    return Use(
        resolve.link(document),
        {kind: number for kind, number in cited.items() if number},
        any(citation["stance"] == Stance.DISPUTES for citation in citations),
    )


def _derives_from(document: Mapping, source: str) -> bool:
    return document["kind"] == SubjectKind.SOURCE and document["derived_from"] == source


def _of_kind(uses: Iterable[Use], kind: SubjectKind) -> list[Use]:
    return [use for use in uses if use.link.kind == kind]
