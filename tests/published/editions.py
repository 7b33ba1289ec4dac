"""Editions of ready documents: what publication leaves behind, without the record and its workflow."""

from datetime import UTC, datetime, timedelta

from cases.published import projection
from cases.published.models import (
    PublishedDocument,
    PublishedEdition,
    PublishedState,
    PublishedTombstone,
)

FIRST = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def publish_documents(*documents: dict) -> PublishedState:
    """One more edition that publishes or replaces these documents."""
    state = _next_edition()
    for document in documents:
        key = {"kind": document["kind"], "reference": document["reference"]}
        changed = {"document": document, "schema": 1, "edition": state.serial, "changed_at": state.changed_at}
        first = {"first_edition": state.serial, "first_published_at": state.changed_at}
        PublishedDocument.objects.update_or_create(**key, defaults=changed, create_defaults=changed | first)
    projection.follow(state.serial, [(document["kind"], document["reference"]) for document in documents])
    return state


def take_down(document: dict, reason: str = "withdrawn") -> PublishedState:
    """One more edition that takes this document down."""
    state = _next_edition()
    key = {"kind": document["kind"], "reference": document["reference"]}
    PublishedDocument.objects.filter(**key).delete()
    PublishedTombstone.objects.create(
        **key, act="withdrawn", reason=reason, edition_id=state.serial, taken_down_at=state.changed_at
    )
    projection.follow(state.serial, [(document["kind"], document["reference"])])
    return state


def _next_edition() -> PublishedState:
    state, _created = PublishedState.objects.get_or_create(pk=1)
    state.serial += 1
    state.token = f"token{state.serial}"
    state.changed_at = FIRST + timedelta(days=state.serial - 1)
    state.save()
    PublishedEdition.objects.create(serial=state.serial, token=state.token, made_at=state.changed_at)
    return state
