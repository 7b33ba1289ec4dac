"""Headings in words for the columns of CSV files: what `lang=` puts in the place of the names of columns.

A heading is made of the name of its column: a word for what the column is about, and what the end of the name says
(language, first day, lowest number). A new column needs a word here; a test asks for one, and for headings that
differ within a table.
"""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Language

WORDS: dict[str, Promise] = {
    # every table
    "reference": gettext_lazy("Reference"),
    "permalink": gettext_lazy("Permanent address"),
    "kind": gettext_lazy("Kind"),
    "date": gettext_lazy("Date"),
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "text": gettext_lazy("Text"),
    "period": gettext_lazy("Period"),
    "verification": gettext_lazy("Verification"),
    "country_codes": gettext_lazy("Country codes"),
    "country_names": gettext_lazy("Countries (names in English)"),
    "edition": gettext_lazy("Edition"),
    "last_changed": gettext_lazy("Last changed"),
    "schema_version": gettext_lazy("Version of the table"),
    "last_checked": gettext_lazy("Last checked"),
    # references from one table to another
    "case_reference": gettext_lazy("Reference of the case"),
    "event_reference": gettext_lazy("Reference of the event"),
    "source_reference": gettext_lazy("Reference of the source"),
    "action_reference": gettext_lazy("Reference of the action"),
    "cited_reference": gettext_lazy("Reference of what is cited"),
    "cited_kind": gettext_lazy("Kind of what is cited"),
    "document_reference": gettext_lazy("Reference of the record it stands in"),
    "document_kind": gettext_lazy("Kind of the record it stands in"),
    "from_reference": gettext_lazy("Reference where the relation starts"),
    "from_kind": gettext_lazy("Kind where the relation starts"),
    "to_reference": gettext_lazy("Reference where the relation ends"),
    "to_kind": gettext_lazy("Kind where the relation ends"),
    "case_references": gettext_lazy("References of the cases"),
    "response_references": gettext_lazy("References of the responses"),
    # cases
    "first_reported": gettext_lazy("First reported"),
    "detaining_country_codes": gettext_lazy("Country codes of detention or return"),
    "detaining_country_names": gettext_lazy("Countries of detention or return (names in English)"),
    "person_kind": gettext_lazy("People"),
    "affected": gettext_lazy("People affected"),
    "affected_qualifier": gettext_lazy("Wording of the number affected"),
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "children": gettext_lazy("Children"),
    "infants": gettext_lazy("Infants"),
    "elderly": gettext_lazy("Older people"),
    "forcibly_returned": gettext_lazy("People forcibly returned"),
    "forcibly_returned_basis": gettext_lazy("Origin of the number forcibly returned"),
    "forcibly_returned_figure": gettext_lazy("Reference of the figure chosen for it"),
    "forcibly_returned_reason": gettext_lazy("Why that figure was chosen"),
    "apprehended": gettext_lazy("People apprehended"),
    "in_custody": gettext_lazy("People in custody"),
    "outcome": gettext_lazy("Last reported outcome"),
    "outcome_as_of": gettext_lazy("Outcome as of"),
    "verification_of": gettext_lazy("What is verified"),
    "source_count": gettext_lazy("Sources"),
    "independent_origin_count": gettext_lazy("Independent origins"),
    "affected_contribution": gettext_lazy("Contribution to the people affected"),
    "forcibly_returned_contribution": gettext_lazy("Contribution to the people forcibly returned"),
    # events
    "position": gettext_lazy("Place in the order of time"),
    "count": gettext_lazy("Number"),
    "count_qualifier": gettext_lazy("Wording of the number"),
    "count_role": gettext_lazy("Part or total"),
    "carried_out_by": gettext_lazy("Carried out by"),
    "stated_reason": gettext_lazy("Reason given"),
    "legal_basis": gettext_lazy("Law invoked"),
    # figures and statements
    "measure": gettext_lazy("What is counted"),
    "label": gettext_lazy("Finer measure"),
    "unit": gettext_lazy("Unit"),
    "subgroup": gettext_lazy("Subgroup"),
    "attributed_to": gettext_lazy("Attributed to"),
    "topic": gettext_lazy("Topic"),
    # sources, citations, relations
    "publisher": gettext_lazy("Publisher"),
    "original_publisher": gettext_lazy("Original publisher"),
    "derived_from": gettext_lazy("Reference of the source it repeats"),
    "origin": gettext_lazy("Origin of the reporting"),
    "author": gettext_lazy("Author"),
    "url": gettext_lazy("Address"),
    "archived_url": gettext_lazy("Address of the archived copy"),
    "published": gettext_lazy("Date of publication"),
    "language": gettext_lazy("Language"),
    "stance": gettext_lazy("Supports or disputes"),
    "credibility": gettext_lazy("Credibility"),
    "locator": gettext_lazy("Where in the source"),
    "confidence": gettext_lazy("Confidence"),
    # actions and responses
    "actor": gettext_lazy("Who acts"),
    "actor_kind": gettext_lazy("Kind of actor"),
    "addressee_ids": gettext_lazy("Identifiers of the addressees"),
    "addressee_names": gettext_lazy("Addressees (names in English)"),
    "addressee_kinds": gettext_lazy("Kinds of addressees"),
    "responder": gettext_lazy("Who answers"),
    "responder_id": gettext_lazy("Identifier of who answers"),
    "responder_kind": gettext_lazy("Kind of who answers"),
    "responder_country_code": gettext_lazy("Country code of who answers"),
    "responder_country_name": gettext_lazy("Country of who answers (name in English)"),
}
#: What a place has; a table names a place, or two.
OF_A_PLACE: dict[str, Promise] = {
    "id": gettext_lazy("identifier"),
    "kind": pgettext_lazy("of a place", "kind"),
    "name": pgettext_lazy("of a place", "name"),
    "city": gettext_lazy("city or county"),
    "province": gettext_lazy("province"),
    "country_codes": gettext_lazy("country codes"),
    "country_names": gettext_lazy("countries (names in English)"),
    "latitude": gettext_lazy("latitude"),
    "longitude": gettext_lazy("longitude"),
}
_PLACES: dict[str, Promise] = {
    "to_place_": gettext_lazy("Taken to: %(what)s"),
    "place_": gettext_lazy("Place: %(what)s"),
}
_ENDS: dict[str, Promise] = {
    "_edtf": gettext_lazy("%(what)s (EDTF)"),
    "_earliest": gettext_lazy("%(what)s: first day"),
    "_latest": gettext_lazy("%(what)s: last day"),
    "_low": gettext_lazy("%(what)s: lowest"),
    "_high": gettext_lazy("%(what)s: highest"),
}


def heading(name: str, language: str) -> str:
    """The heading of a column in a language. Raises KeyError for a name without a word."""
    with translation.override(language):
        return str(_heading(name))


def _heading(name: str) -> str | Promise:
    for language in Language:
        if name.endswith(end := "_" + language.value.replace("-", "_")):
            words = {"what": _heading(name.removesuffix(end)), "language": language.label}
            return _("%(what)s (%(language)s)") % words
    for end, words in _ENDS.items():
        if name.endswith(end):
            return words % {"what": _heading(name.removesuffix(end))}
    for beginning, words in _PLACES.items():
        if name.startswith(beginning):
            return words % {"what": OF_A_PLACE[name.removeprefix(beginning)]}
    return WORDS[name]
