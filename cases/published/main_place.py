"""The one place of a case on the map and in sums by place, so that no case stands in two.

A case may name several places (places.of_case); its main one is what its document gives as its own. The code says
how exact it is as published: the reference of a place with coordinates ("yanji"); a province of which no more is
published or known ("CN.jilin"); a country, or several ("CN", "KP-KR"); or that there is none.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries

from cases.published import places, resolve
from cases.published.models import PublishedFacet

NONE = PublishedFacet.NONE
PROVINCE = re.compile(r"([A-Z]{2})\.([a-z0-9_-]{1,77})")
COUNTRIES = re.compile(r"[A-Z]{2}(-[A-Z]{2}){0,9}")
PLACE = re.compile(r"[a-z0-9-]{1,80}")


def code(document: Mapping) -> str:
    """The code of the main place of a case document."""
    place = document["place"]
    if not place:
        return NONE
    reference, province = places.place_code(place), places.province_code(place)
    if reference and place["latitude"] is not None:
        return reference
    if province:
        return f"{province[:2].upper()}.{province[3:]}"
    return "-".join(sorted(place["countries"])) or reference or NONE


def read(text: str) -> str:
    """A code as it stands in addresses. Raises ValueError."""
    if not any(shape.fullmatch(text) for shape in (PROVINCE, COUNTRIES, PLACE)):
        raise ValueError(text)
    return text


def name(code: str, place: Mapping | None) -> str:
    """The name of a main place in the active language. `place` is that of any case document which has the code."""
    if code == NONE:
        return _("No place published")
    if COUNTRIES.fullmatch(code):
        return pgettext("between list items", ", ").join(
            countries.name(one) or one for one in code.split("-")
        )
    if not place:
        return code
    return places.province_name(place) if PROVINCE.fullmatch(code) else resolve.localized(place["name"])


def words(code: str) -> str:
    """The name of a main place with how exact it is; the code where no published case has it. One query."""
    cases = PublishedFacet.objects.filter(dimension=PublishedFacet.MAIN_PLACE, value=code).order_by("case")
    document = cases.values_list("case__subject__document", flat=True).first()
    if code == NONE or not document:
        return name(code, None)
    known = name(code, document["place"])
    if COUNTRIES.fullmatch(code):
        return _("%(country)s, place not stated more exactly") % {"country": known}
    if PROVINCE.fullmatch(code):
        return _("%(province)s, place not stated more exactly") % {"province": known}
    return known
