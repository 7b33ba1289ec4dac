"""What forms ask and the record knows: pure functions of the material, each with where it is entered."""

from advocacy.dossiers import targets
from advocacy.dossiers.form import Fact, Label, Table
from advocacy.dossiers.material import Agreed, Material, Spot, Step
from advocacy.dossiers.wording import Wording
from cases.choices import (
    ActionKind,
    AgeBand,
    ConsentForm,
    ConsentGiver,
    EventKind,
    Measure,
    Outcome,
    ResponseKind,
    Sex,
    Vulnerability,
)

ARREST = (EventKind.APPREHENDED, EventKind.ABDUCTED, EventKind.DETAINED)
HELD = (
    EventKind.APPREHENDED,
    EventKind.ABDUCTED,
    EventKind.DETAINED,
    EventKind.INTERROGATED,
    EventKind.TRANSFERRED,
)
PROCEEDINGS = (EventKind.CHARGED, EventKind.TRIED, EventKind.COURT_RULING, EventKind.SENTENCED)
RETURN = (EventKind.FORCIBLY_RETURNED, EventKind.EXPELLED)
LAST_SEEN = (
    EventKind.DISAPPEARED,
    EventKind.ABDUCTED,
    EventKind.LAST_CONTACT,
    EventKind.APPREHENDED,
    EventKind.DETAINED,
    EventKind.FORCIBLY_RETURNED,
)
ILL_TREATMENT = (EventKind.ILL_TREATED,)
REFUGE = (EventKind.SOUGHT_REFUGE, EventKind.SHELTERED, EventKind.STATUS_RECOGNISED, EventKind.TURNED_AWAY)

_DATE = Label("Date", "Date", "Fecha")
_STEP = Label("What was reported", "Ce qui a été signalé", "Qué se informó")
_PLACE = Label("Place", "Lieu", "Lugar")
_BY = Label("Carried out by", "Par qui", "Quién lo hizo")
_SOURCES = Label("Sources", "Sources", "Fuentes")
_WHOM = Label("Addressed to", "Adressé à", "Dirigido a")
_DONE = Label("Step taken", "Démarche", "Gestión")
_ANSWER = Label("Result", "Résultat", "Resultado")
_MEASURE = Label("What is counted", "Ce qui est compté", "Qué se cuenta")
_NUMBER = Label("Number", "Nombre", "Número")
_PERSON = Label("Person", "Personne", "Persona")
_SEX = Label("Sex", "Sexe", "Sexo")
_BIRTH = Label("Birth or age", "Naissance ou âge", "Nacimiento o edad")
_FATE = Label("Last reported", "Dernier signalement", "Última noticia")
_AT_THE_TIME = Label("{} at the time", "{} ans à l’époque", "{} años en ese momento")
_TO = Label("{} → {}", "{} → {}", "{} → {}")
_AT_LEAST = Label("at least {}", "au moins {}", "al menos {}")
_UP_TO = Label("up to {}", "jusqu’à {}", "hasta {}")


# --- words ----------------------------------------------------------------------------------------


def spot(place: Spot | None, words: Wording) -> str:
    """A place from small to large."""
    if place is None:
        return ""
    return ", ".join([*place.names, " / ".join(map(words.country, place.countries))])


def span(low: int | None, high: int | None, words: Wording) -> str:
    """A number as reported: 5, 5–8, at least 5, up to 8."""
    if low is None and high is None:
        return ""
    if high is None:
        return _AT_LEAST.in_language(words.language).format(low)
    if low is None:
        return _UP_TO.in_language(words.language).format(high)
    return str(low) if low == high else f"{low}–{high}"


def marks(material: Material, references) -> str:
    """The numbers of sources in the annex: [1] [3]."""
    return " ".join(f"[{number}]" for number in sorted(map(material.number, references)))


def age_words(person: Agreed, words: Wording) -> str:
    """Date of birth and exact age where they may be said, else the band."""
    age = _AT_THE_TIME.in_language(words.language).format(person.age) if person.age is not None else ""
    if person.birth_date or age:
        return "; ".join(part for part in (person.birth_date, age) if part)
    return words.code(AgeBand(person.age_band)) if person.age_band else ""


def _row(step: Step, material: Material, words: Wording) -> tuple[str, ...]:
    here, there = spot(step.place, words), spot(step.to_place, words)
    return (
        words.date(step.date),
        ". ".join(part for part in (words.code(EventKind(step.kind)), step.summary) if part),
        _TO.in_language(words.language).format(here, there) if here and there else here or there,
        step.carried_out_by,
        marks(material, step.sources),
    )


def _chronology(material: Material, words: Wording, steps: list[Step]) -> Table:
    headings = tuple(label.in_language(words.language) for label in (_DATE, _STEP, _PLACE, _BY, _SOURCES))
    return Table(headings, tuple(_row(step, material, words) for step in steps), (16, 35, 22, 16, 11))


# --- the person -----------------------------------------------------------------------------------


def _of_person(read, where) -> Fact:
    """A fact of the one person of the form; empty while nobody who agreed is chosen."""
    return Fact(lambda material, words: read(material.person, words) if material.person else "", where, True)


FULL_NAME = _of_person(lambda person, words: person.name, targets.of_person("legal_name"))
NATIVE_NAME = _of_person(lambda person, words: person.native_name, targets.of_person("native_name"))
OTHER_NAMES = _of_person(lambda person, words: person.other_names, targets.of_person("aliases"))
SEX = _of_person(
    lambda person, words: words.code(Sex(person.sex)) if person.sex else "", targets.of_person("sex")
)
BIRTH = _of_person(age_words, targets.of_person("birth_date"))
NATIONALITIES = _of_person(
    lambda person, words: ", ".join(map(words.country, person.nationalities)),
    targets.of_person("nationalities"),
)
IDENTITY = _of_person(
    lambda person, words: person.identity_documents, targets.of_person("identity_documents")
)
VULNERABILITY = _of_person(
    lambda person, words: words.code(Vulnerability(person.vulnerability)) if person.vulnerability else "",
    targets.of_involvement("vulnerability"),
)


def _fate(person: Agreed, words: Wording) -> str:
    if person.fate == Outcome.UNKNOWN and not person.fate_as_of:
        return ""
    when = words.date(person.fate_as_of)
    return words.code(Outcome(person.fate)) + (f" ({when})" if when else "")


FATE = _of_person(_fate, targets.of_involvement("fate"))


def _consent(person: Agreed, words: Wording) -> str:
    given = person.agreement
    parts = (
        words.code(ConsentGiver(given.given_by)),
        words.code(ConsentForm(given.form)),
        words.date(given.given_on.isoformat()),
    )
    return ", ".join(parts)


CONSENT = _of_person(_consent, targets.new_consent)


def _people(material: Material, words: Wording) -> Table:
    """Those who agreed, one a row; "Person 1" where the name is not said."""
    headings = tuple(label.in_language(words.language) for label in (_PERSON, _SEX, _BIRTH, _FATE))
    rows = []
    for number, person in enumerate(material.people, start=1):
        name = " ".join(part for part in (person.name, person.native_name) if part)
        rows.append(
            (
                name or f"{_PERSON.in_language(words.language)} {number}",
                words.code(Sex(person.sex)) if person.sex else "",
                age_words(person, words),
                _fate(person, words),
            )
        )
    return Table(headings, tuple(rows), (34, 14, 26, 26))


PEOPLE = Fact(_people, targets.of_case("involvements"), True)


def _others(material: Material, words: Wording) -> str:
    """How many people of the case are not described, in words that describe none of them."""
    if not material.others:
        return ""
    one = Label("One person, not described", "Une personne, non décrite", "Una persona, no descrita")
    many = Label("{} people, not described", "{} personnes, non décrites", "{} personas, no descritas")
    if material.others == 1:
        return one.in_language(words.language)
    return many.in_language(words.language).format(material.others)


OTHERS = Fact(_others, targets.of_case("involvements"))


# --- the case -------------------------------------------------------------------------------------


def _of_step(kinds, read, field: str) -> Fact:
    """A fact of the first step of these kinds."""

    def value(material: Material, words: Wording) -> str:
        step = material.first(kinds)
        return read(step, words) if step else ""

    return Fact(value, targets.of_step(kinds, field))


def _joined(kinds, column: str) -> Fact:
    """What the steps of these kinds say in one column, each once."""
    return Fact(
        lambda material, words: "\n".join(
            dict.fromkeys(text for step in material.of(kinds) if (text := getattr(step, column)))
        ),
        targets.of_step(kinds, f"{column}_en"),
    )


CASE_TITLE = Fact(lambda material, words: material.title, targets.of_case("title_en"))
CASE_REFERENCE = Fact(lambda material, words: material.case_reference, targets.of_case("reference"))
SUMMARY = Fact(lambda material, words: material.summary, targets.of_case("summary_en"))
STATES = Fact(
    lambda material, words: ", ".join(map(words.country, material.countries)),
    targets.of_case("detaining_countries"),
)
ARREST_DATE = Fact(
    lambda material, words: words.date(_date_of(material, ARREST)), targets.of_step(ARREST, "date_edtf")
)
ARREST_PLACE = Fact(
    lambda material, words: spot(_place_of(material, ARREST), words), targets.of_step(ARREST, "place")
)
ARREST_FORCES = _of_step(ARREST, lambda step, words: step.carried_out_by, "carried_out_by_en")
ARREST_REASON = _of_step(ARREST, lambda step, words: step.stated_reason, "stated_reason_en")
ARREST_LAW = _of_step(ARREST, lambda step, words: step.legal_basis, "legal_basis_en")
LAST_SEEN_DATE = Fact(
    lambda material, words: words.date(_date_of(material, LAST_SEEN)), targets.of_step(LAST_SEEN, "date_edtf")
)
LAST_SEEN_PLACE = Fact(
    lambda material, words: spot(_place_of(material, LAST_SEEN), words), targets.of_step(LAST_SEEN, "place")
)
LAST_SEEN_FORCES = _of_step(LAST_SEEN, lambda step, words: step.carried_out_by, "carried_out_by_en")
DETENTION_FORCES = _joined(HELD, "carried_out_by")
DETENTION_REASON = _joined((*HELD, *PROCEEDINGS), "stated_reason")
DETENTION_LAW = _joined((*HELD, *PROCEEDINGS), "legal_basis")
ALL_FORCES = _joined(tuple(EventKind), "carried_out_by")


def _date_of(material: Material, kinds) -> str:
    step = material.first(kinds)
    return step.date if step and step.date else material.date


def _place_of(material: Material, kinds) -> Spot | None:
    step = material.first(kinds)
    return step.place if step and step.place else material.place


def _steps_of(kinds) -> Fact:
    return Fact(
        lambda material, words: _chronology(material, words, material.of(kinds)),
        targets.of_step(kinds, "summary_en"),
    )


CHRONOLOGY = _steps_of(tuple(EventKind))
DETENTION_PLACES = _steps_of(HELD)
PROCEEDINGS_HELD = _steps_of(PROCEEDINGS)
TREATMENT = _steps_of(ILL_TREATMENT)
RETURNS = _steps_of((*RETURN, EventKind.RETURN_SUSPENDED))
SEARCH_FOR_REFUGE = _steps_of(REFUGE)


def _counts(material: Material, words: Wording) -> Table:
    headings = tuple(label.in_language(words.language) for label in (_MEASURE, _NUMBER, _SOURCES))
    rows = tuple(
        (
            words.code(Measure(count.measure)),
            span(count.low, count.high, words),
            marks(material, count.sources),
        )
        for count in material.counts
    )
    return Table(headings, rows, (50, 30, 20))


COUNTS = Fact(_counts, targets.of_case("figures"))
AFFECTED = Fact(lambda material, words: span(*material.affected, words), targets.of_case("affected_low"))


def _actions(material: Material, words: Wording) -> Table:
    headings = tuple(label.in_language(words.language) for label in (_DATE, _DONE, _WHOM, _ANSWER))
    rows = []
    for action in material.actions:
        answers = (
            ": ".join(
                part for part in (words.date(day), who, words.code(ResponseKind(kind)), summary) if part
            )
            for day, who, kind, summary in action.answers
        )
        rows.append(
            (
                words.date(action.date),
                ". ".join((words.code(ActionKind(action.kind)), f"{action.actor}: {action.summary}")),
                "\n".join(action.addressees),
                "\n".join(answers),
            )
        )
    return Table(headings, tuple(rows), (16, 36, 20, 28))


EARLIER_ACTIONS = Fact(_actions, targets.of_case("actions"))
ORGANISATION = Fact(lambda material, words: material.organisation, targets.of_case("reference"))
