"""A published document in the words the public reads, one line for each thing it says; without a query.

What is compared before a publication (cases/publication/comparison.py). A field that this page does not know by name is
shown as it stands in the document: nothing that would go out is left unseen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django_countries import countries

from cases import choices, date_words
from cases.choices import Language
from cases.models import Event, Figure
from cases.publication import subjects
from cases.published import count_words, history
from cases.published.templatetags import words as public_words

#: Codes of documents, by the part they stand in ("" for the document itself) and by field.
VOCABULARIES = {
    ("", "person_kind"): choices.PersonKind,
    ("", "outcome"): choices.Outcome,
    ("", "verification"): choices.Verification,
    ("", "verification_of"): choices.VerifiedThing,
    ("", "source_kind"): choices.SourceKind,
    ("", "measure"): choices.Measure,
    ("", "topic"): choices.StatementTopic,
    ("", "action_kind"): choices.ActionKind,
    ("", "actor_kind"): choices.ActorKind,
    ("", "response_kind"): choices.ResponseKind,
    ("events", "kind"): choices.EventKind,
    ("events", "role"): choices.CountRole,
    ("events", "verification"): choices.EventVerification,
    ("figures", "measure"): choices.Measure,
    ("people", "role"): choices.Role,
    ("people", "sex"): choices.Sex,
    ("people", "age_band"): choices.AgeBand,
    ("people", "vulnerability"): choices.Vulnerability,
    ("people", "fate"): choices.Outcome,
    ("citations", "stance"): choices.Stance,
    ("citations", "credibility"): choices.Credibility,
    ("relations", "kind"): choices.RelationKind,
    ("relations", "confidence"): choices.Confidence,
    ("responses", "response_kind"): choices.ResponseKind,
    ("working_counts", "measure"): choices.Measure,
}
DATES = frozenset(
    {"date", "first_reported", "last_checked", "outcome_as_of", "published", "period", "fate_as_of"}
)
#: What the words of other lines already say, or what no page shows.
UNSAID = frozenset({"schema", "low", "high", "qualifier", "unit"})
#: Fields of the parts of a document in words; those of documents themselves have theirs in the public history.
LABELS = {
    "number": gettext_lazy("number"),
    "kind": gettext_lazy("what happened"),
    "role": gettext_lazy("part or total"),
    "to_place": gettext_lazy("to place"),
    "carried_out_by": gettext_lazy("carried out by"),
    "stated_reason": gettext_lazy("stated reason"),
    "legal_basis": gettext_lazy("legal basis given"),
    "event": gettext_lazy("event"),
    "name": gettext_lazy("name"),
    "label": gettext_lazy("finer measure"),
    "sex": gettext_lazy("sex"),
    "age_band": gettext_lazy("age"),
    "vulnerability": gettext_lazy("vulnerability"),
    "fate": gettext_lazy("last reported fate"),
    "fate_as_of": gettext_lazy("fate as of"),
    "stance": gettext_lazy("stance"),
    "credibility": gettext_lazy("credibility"),
    "locator": gettext_lazy("where in the source"),
    "confidence": gettext_lazy("confidence"),
    "basis": gettext_lazy("basis"),
    "figure": gettext_lazy("chosen figure"),
    "reason": gettext_lazy("because"),
    "women": gettext_lazy("women"),
    "men": gettext_lazy("men"),
    "children": gettext_lazy("children"),
    "infants": gettext_lazy("infants"),
    "elderly": gettext_lazy("older people"),
    "to_reference": pgettext_lazy("end of a relation", "to"),
    "from_reference": pgettext_lazy("end of a relation", "from"),
    "cited_reference": gettext_lazy("cited for"),
    "reference": gettext_lazy("reference"),
}
#: Where a name means another thing than in the document itself.
LABELS_IN = {
    ("people", "label"): gettext_lazy("shown as"),
    ("people", "role"): gettext_lazy("role"),
    ("relations", "kind"): gettext_lazy("relation"),
}
#: Whose forms say how a text in a language is called.
MODELS = {"events": Event, "figures": Figure}
#: The lists of a document, each row known by one field.
PARTS = {
    "events": "reference",
    "figures": "reference",
    "people": "reference",
    "working_counts": "measure",
    "citations": "reference",
    "relations": "reference",
    "responses": "reference",
}


@dataclass(frozen=True)
class Line:
    """One thing a document says: the field in the words of its form, the language of the text ("" where it has none of
    its own), the text."""

    name: str
    label: str
    language: str
    text: str


def lines(document: Mapping, titles: Mapping[str, str]) -> list[Line]:
    """What a document says beside its lists. `titles` are those of sources by reference."""
    return [
        line
        for name, value in document.items()
        if name not in PARTS and name not in ("kind", "reference", "citations")
        for line in _lines("", name, value, document, titles)
    ]


def part_lines(part: str, row: Mapping, titles: Mapping[str, str]) -> list[Line]:
    """What one row of a list of a document says."""
    return [
        line
        for name, value in row.items()
        if name not in (PARTS[part], "cited_kind", "from_kind", "to_kind")
        for line in _lines(part, name, value, row, titles)
    ]


def row_title(part: str, row: Mapping, titles: Mapping[str, str]) -> str:
    """One row of a list in a few words."""
    if part == "people":
        return row["name"] or _("Person %s") % row["label"]
    if part == "events":
        kind, date = str(choices.EventKind(row["kind"]).label), date_in_words(row["date"])
        return _("%(what)s, %(date)s") % {"what": kind, "date": date} if date else kind
    if part == "figures":
        return count_words.figure_title(row)
    if part == "citations":
        return titles.get(row["source"], row["source"])
    if part == "relations":
        return _("%(relation)s %(reference)s") % {
            "relation": choices.RelationKind(row["kind"]).label,
            "reference": row["to_reference"],
        }
    if part == "working_counts":
        return str(choices.Measure(row["measure"]).label)
    return str(choices.ResponseKind(row["response_kind"]).label)


def _lines(part: str, name: str, value, row: Mapping, titles: Mapping[str, str]) -> Iterator[Line]:
    if name == "low":
        yield Line("number", str(LABELS["number"]), "", count_words.reported(row) if has_number(row) else "")
        return
    if name in UNSAID:
        return
    if name == "affected":
        count = count_words.reported(value) if has_number(value) else ""
        yield Line(name, _label(part, name), "", count)
        for group in ("women", "men", "children", "infants", "elderly"):
            yield Line(group, str(LABELS[group]), "", "" if value[group] is None else str(value[group]))
        return
    if (
        isinstance(value, Mapping)
        and set(value) <= set(Language.values)
        and name not in ("place", "to_place")
    ):
        for language in Language.values:
            yield Line(name, _label_in(language, part, name, row), language, value.get(language, ""))
        return
    yield Line(name, _label(part, name), "", in_words(part, name, value, titles))


def in_words(part: str, name: str, value, titles: Mapping[str, str]) -> str:
    """One value as the public reads it."""
    if value in ("", None, [], {}):
        return ""
    vocabulary = VOCABULARIES.get((part, name))
    if vocabulary:
        return str(vocabulary(value).label)
    if name in DATES:
        return date_in_words(value)
    if name in ("place", "to_place"):
        return public_words.place(value)
    if name == "countries":
        return pgettext("between list items", ", ").join(countries.name(code) or code for code in value)
    if name in ("source", "derived_from"):
        return titles.get(value, value)
    if name == "basis":
        return BASES[value]()
    if name in ("addressees", "responder"):
        parties = value if isinstance(value, list) else [value]
        return "; ".join(public_words.localized(party["name"]) for party in parties)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


#: Where a working count comes from.
BASES = {
    "chosen": lambda: _("chosen by the editors"),
    "figures": lambda: _("lowest to highest of the reported counts"),
    "events": lambda: _("from the events"),
}


def date_in_words(text: str) -> str:
    return date_words.words(text, get_language()) if text else ""


def has_number(row: Mapping) -> bool:
    return row["low"] is not None or row["high"] is not None or bool(row.get("qualifier"))


def _label_in(language: str, part: str, name: str, row: Mapping) -> str:
    """As the form of the record says it, for example “summary (English)”."""
    column = f"{name}_{language.replace('-', '_')}"
    model = MODELS.get(part) if part else subjects.model_of(row["kind"])
    found = [field for field in model._meta.concrete_fields if field.name == column] if model else []
    if found:
        return str(found[0].verbose_name)
    return _("%(field)s (%(language)s)") % {
        "field": _label(part, name),
        "language": Language(language).label,
    }


def _label(part: str, name: str) -> str:
    return str(
        LABELS_IN.get((part, name))
        or (LABELS.get(name) if part else None)
        or history.FIELDS.get(name)
        or LABELS.get(name)
        or name
    )
