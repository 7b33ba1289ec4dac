"""The finished dossier as parts of a page, the same for every format: headings, fields, tables, the annex of sources.

A dossier is composed from an assessment without blockers, and by nothing else.
"""

from dataclasses import dataclass

from advocacy.dossiers.assessing import Assessment
from advocacy.dossiers.form import Label, Table, Value
from advocacy.dossiers.material import Document, Material
from advocacy.dossiers.wording import Wording
from cases.choices import SourceKind

_ANNEX = Label("Annex: sources", "Annexe : sources", "Anexo: fuentes")
_NO_SOURCES = Label("No source is cited.", "Aucune source n’est citée.", "No se cita ninguna fuente.")
_HEADINGS = (
    Label("No.", "Nº", "N.º"),
    Label("Source", "Source", "Fuente"),
    Label("Kind and date", "Nature et date", "Tipo y fecha"),
    Label("Archived copy and its SHA-256", "Copie archivée et son SHA-256", "Copia archivada y su SHA-256"),
)
_NO_COPY = Label("no archived copy on file", "aucune copie archivée", "sin copia archivada")
_NO_HASH = Label("no hash on file", "aucune empreinte enregistrée", "sin huella registrada")
_CONFIDENTIAL = Label(
    "confidential: not to be passed on",
    "confidentiel : ne pas transmettre",
    "confidencial: no debe transmitirse",
)
_NOT_STATED = Label("[not stated]", "[non précisé]", "[no consta]")
_PAGE = Label("Page", "Page", "Página")
_OMITTED = Label("Not stated above", "Non précisé ci-dessus", "No consta arriba")


class Refused(Exception):
    """The dossier is not made; `assessment.blockers` say why."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment
        super().__init__("\n".join(found.message for found in assessment.blockers))


@dataclass(frozen=True)
class Part:
    """A field of the finished dossier: its label, and a text or a table."""

    label: str
    value: Value


@dataclass(frozen=True)
class Chapter:
    """A section of the finished dossier."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Composition:
    """The finished dossier. `people` are the involvements of those it tells of."""

    title: str
    language: str
    page_word: str
    organisation: str
    chapters: tuple[Chapter, ...]
    people: tuple[int, ...]


def compose(assessment: Assessment, material: Material, language: str) -> Composition:
    """The dossier that the assessment allows. Raises Refused when anything blocks it.

    An obligatory field without a value stays, marked as not stated. Of a form, optional ones are listed by name at the
    end of their section, so that the body knows what was left out; a letter does not say what it leaves out.
    """
    if assessment.blockers:
        raise Refused(assessment)
    words = Wording(language)
    chapters = []
    for section in assessment.form.sections:
        of_section = [one for one in assessment.filled if one.section is section]
        parts = [
            Part(one.label(language), one.value or _NOT_STATED.in_language(language))
            for one in of_section
            if one.value or one.field.is_obligatory
        ]
        omitted = [one.label(language) for one in of_section if not one.value and not one.field.is_obligatory]
        if omitted and assessment.form.is_for_one:
            parts.append(Part(_OMITTED.in_language(language), "; ".join(omitted)))
        chapters.append(Chapter(section.title.in_language(language), tuple(parts)))
    chapters.append(annex(material, words))
    return Composition(
        title=assessment.form.title.in_language(language),
        language=language,
        page_word=_PAGE.in_language(language),
        organisation=material.organisation,
        chapters=tuple(chapters),
        people=tuple(person.involvement_pk for person in material.people),
    )


def annex(material: Material, words: Wording) -> Chapter:
    """The sources by number, each with its archived copy and the hash of that copy."""
    title = _ANNEX.in_language(words.language)
    if not material.documents:
        return Chapter(title, (Part("", _NO_SOURCES.in_language(words.language)),))
    headings = tuple(label.in_language(words.language) for label in _HEADINGS)
    rows = tuple(
        (f"[{number}]", source_words(one), kind_words(one, words), copy_words(one, words))
        for number, one in enumerate(material.documents, start=1)
    )
    return Chapter(title, (Part("", Table(headings, rows, (7, 41, 20, 32))),))


def source_words(document: Document) -> str:
    return "\n".join(
        part for part in (document.title, document.author, document.publisher, document.url) if part
    )


def kind_words(document: Document, words: Wording) -> str:
    kind, day = words.code(SourceKind(document.kind)), words.date(document.published)
    return ", ".join(part for part in (kind, day) if part)


def copy_words(document: Document, words: Wording) -> str:
    if document.is_confidential:
        return _CONFIDENTIAL.in_language(words.language)
    copy = document.archived_url or _NO_COPY.in_language(words.language)
    return f"{copy}\n{document.sha256 or _NO_HASH.in_language(words.language)}"
