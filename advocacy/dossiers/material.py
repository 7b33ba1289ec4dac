"""What may enter a dossier: read once from the record, for one purpose, and nothing about whoever did not agree to it.

The rule stands in how people are loaded (`agreed_people`): the rows of a person are asked for by the consent that is in
force for the purpose. Of everybody else a number is known, and the names that no text may contain. Contacts,
testimony, notes and what a confidential source said are never read at all.
"""

from dataclasses import dataclass, field
from datetime import date

from cases import dates
from cases import text as texts
from cases.choices import ConsentPurpose, DeadlineStart

# ---- parts ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """Where staff enter what is missing: a field of a page of the admin; `pk` is None for a page that adds a row."""

    model: str
    pk: int | None
    field: str


@dataclass(frozen=True)
class Agreement:
    """The consent under which a person enters: who gave it, how and when. `conditions` are for staff, never for the
    file."""

    pk: int
    given_on: date
    form: str
    given_by: str
    expires_on: date | None
    conditions: str = field(repr=False)


@dataclass(frozen=True, repr=False)
class Agreed:
    """A person who agreed to the purpose, in one case. For publication `names` is the public name or empty, and what
    would single the person out (documents, birth, exact age) is empty."""

    involvement_pk: int
    person_pk: int
    agreement: Agreement
    name: str
    native_name: str
    other_names: str
    identity_documents: str
    birth_date: str
    sex: str
    nationalities: tuple[str, ...]
    age: int | None
    age_band: str
    role: str
    vulnerability: str
    fate: str
    fate_as_of: str


@dataclass(frozen=True)
class Spot:
    """A place from small to large, no finer than this dossier may say, and its countries as codes."""

    names: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One event of the case. Dates and places are as coarse as the material is."""

    pk: int
    kind: str
    date: str
    place: Spot | None
    to_place: Spot | None
    summary: str
    carried_out_by: str
    stated_reason: str
    legal_basis: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A source, for the annex; `sha256` is that of the archived copy, "" while none is on file."""

    pk: int
    reference: str
    title: str
    publisher: str
    author: str
    published: str
    kind: str
    url: str
    archived_url: str
    is_confidential: bool
    sha256: str = ""


@dataclass(frozen=True)
class EarlierAction:
    """An action of the ledger on this case that is not withheld, with what came back."""

    pk: int
    date: str
    kind: str
    actor: str
    addressees: tuple[str, ...]
    summary: str
    answers: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Count:
    """A number as one source reports it."""

    measure: str
    low: int | None
    high: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A deadline rule of the office, as far as a clock needs it."""

    code: str
    title: str
    channel: str
    counts_from: str
    length: int
    unit: str
    is_limit: bool
    is_verified: bool
    checked_on: date | None

    @property
    def is_of_event(self) -> bool:
        return self.counts_from == DeadlineStart.EVENT


class Unsaid:
    """The names that no text of this dossier may contain. Tells whether one is there, never which."""

    def __init__(self, names):
        self._names = tuple(names)

    def __len__(self):
        return len(self._names)

    def __repr__(self):
        return f"<{len(self)} names>"

    def stands_in(self, words: str) -> bool:
        return bool(self._names) and bool(texts.names_in(words, self._names))


@dataclass(frozen=True)
class Chosen:
    """The person the dossier was asked for, as far as everybody who works on it may know: keys and why consent fails.

    `refusal` is "" while consent is in force; else one of the codes of `consents.why_not`, with the day it speaks of.
    """

    involvement_pk: int
    person_pk: int
    is_of_case: bool
    refusal: str = ""
    refused_since: date | None = None
    other_purposes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """Everything a channel may draw on. `others` counts people of the case who did not agree; `is_coarse` says that dates
    and places are those the public would see."""

    case_pk: int
    case_reference: str
    title: str
    summary: str
    date: str
    place: Spot | None
    countries: tuple[str, ...]
    affected: tuple[int | None, int | None]
    outcome: str
    outcome_as_of: str
    purpose: ConsentPurpose
    is_coarse: bool
    chosen: Chosen | None
    people: tuple[Agreed, ...]
    others: int
    unsaid: Unsaid
    steps: tuple[Step, ...]
    counts: tuple[Count, ...]
    documents: tuple[Document, ...]
    actions: tuple[EarlierAction, ...]
    rules: tuple[Rule, ...]
    public_words: frozenset[str]
    agrees_to_government: bool
    organisation: str

    @property
    def person(self) -> Agreed | None:
        """The one person of a form for one; None while nobody who agreed was chosen."""
        chosen = self.chosen
        if chosen is None:
            return None
        return next((one for one in self.people if one.involvement_pk == chosen.involvement_pk), None)

    @property
    def states(self) -> frozenset[str]:
        """Every country that the facts name, with the nationalities of those who agreed."""
        spots = [self.place, *(spot for step in self.steps for spot in (step.place, step.to_place))]
        found = {code for spot in spots if spot for code in spot.countries}
        return frozenset(
            found | {*self.countries} | {code for one in self.people for code in one.nationalities}
        )

    def first(self, kinds) -> Step | None:
        """The first step in time of the first of these kinds that the case has."""
        for kind in kinds:
            for step in self.steps:
                if step.kind == kind:
                    return step
        return None

    def of(self, kinds) -> list[Step]:
        """The steps of any of these kinds, in time."""
        return [step for step in self.steps if step.kind in kinds]

    def number(self, reference: str) -> int:
        """The number of a source in the annex."""
        return [document.reference for document in self.documents].index(reference) + 1


def finest(edtf: str) -> str:
    """The precision of a date: day, month, year …; "" for none."""
    return dates.parse(edtf).precision if edtf.strip() else ""
