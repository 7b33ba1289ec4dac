"""Whose consent is in force for a purpose: what decides who enters a dossier. Stricter than publication, which shows less.

A consent that was withdrawn also ends every older consent of the same person for the same purpose: who withdraws
does not think of how many papers there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from cases.choices import ConsentPurpose
from cases.models import Consent
from cases.publication.naming import in_force

NONE, WITHDRAWN, EXPIRED, NOT_YET = "none", "withdrawn", "expired", "not_yet"


def by_person(person_pks: Iterable[int]) -> dict[int, list[Consent]]:
    """The consents of people, newest first. One query."""
    found = defaultdict(list)
    for consent in Consent.objects.filter(person__in=person_pks).order_by("-given_on", "-pk"):
        found[consent.person_id].append(consent)
    return found


def valid(consents: Iterable[Consent], purpose: ConsentPurpose, today: date) -> Consent | None:
    """The newest consent for `purpose` that is in force on `today`, or None."""
    same = [consent for consent in consents if consent.purpose == purpose]
    withdrawn = max((consent.withdrawn_on for consent in same if consent.withdrawn_on), default=date.min)
    held = [consent for consent in same if in_force(consent, today) and consent.given_on > withdrawn]
    return max(held, key=lambda consent: (consent.given_on, consent.pk), default=None)


def why_not(
    consents: Iterable[Consent], purpose: ConsentPurpose, today: date
) -> tuple[str, date | None, tuple[str, ...]]:
    """Why no consent for `purpose` is in force: a code, the day it speaks of, and the other purposes agreed to.

    ("", None, …) when one is.
    """
    consents = list(consents)
    others = tuple(
        other.value
        for other in ConsentPurpose
        if other != purpose and valid(consents, other, today) is not None
    )
    if valid(consents, purpose, today):
        return "", None, others
    same = [consent for consent in consents if consent.purpose == purpose]
    if withdrawn := [consent.withdrawn_on for consent in same if consent.withdrawn_on]:
        return WITHDRAWN, max(withdrawn), others
    if expired := [
        consent.expires_on for consent in same if consent.expires_on and consent.expires_on < today
    ]:
        return EXPIRED, max(expired), others
    if coming := [consent.given_on for consent in same if consent.given_on > today]:
        return NOT_YET, min(coming), others
    return NONE, None, others
