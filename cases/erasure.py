"""Erasing a person: from the rows about them, from every other text that names them, and from all history.

What is left: the row of the person and its involvements, emptied, under a new reference, so that the cases keep
their counts; a stub that says who asked, who did it and why (cases/models/erasure.py); and a keyed mark of the
old reference, by which an old file that would bring the person back is refused. What the public sees of the
person is taken down first, in the same transaction.

The one place that changes history, on purpose and without a trace of what stood there. A name that other
people share is found with them too: whoever carries it out says which records speak of somebody else. Names
inside references are not replaced (they stand in addresses and citations): `names_in_references` tells.
"""

import hmac
from collections import Counter
from collections.abc import Callable, Collection
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries.fields import CountryField

from cases.choices import PublicationState
from cases.editing import WORKFLOW_REASON, random_reference, save_record
from cases.importing import uploaded
from cases.models import (
    Consent,
    ContactNote,
    Erasure,
    ImportedRow,
    ImportedRowBefore,
    ImportRun,
    Involvement,
    KeptForm,
    Person,
)
from cases.models.record import Record
from cases.name_search import (
    NameSearch,
    Place,
    is_history,
    places_of,
    references_with,
    searched_models,
)
from cases.publication.publish import NotAllowed, allow, lock_state
from cases.publication.scan import names_of
from cases.publication.subjects import model_of
from cases.publication.traces import public_traces
from cases.published.models import PublishedDocument
from cases.published.search import index as published_index
from cases.record_search import index as record_index
from cases.text import names_in
from cases.workflow import hide

PERMISSION = "cases.erase_person"

#: What rows about the person keep: enough that a case still says how many people it befell and what became of
#: them. Every other column, one that is added later too, is emptied.
KEPT: dict[type[Record], tuple[str, ...]] = {
    Person: ("reference",),
    Involvement: (
        "reference",
        "case",
        "person",
        "role",
        "fate",
        "fate_as_of_edtf",
        "fate_as_of_earliest",
        "fate_as_of_latest",
    ),
    Consent: ("reference", "person", "purpose", "given_on", "form", "given_by", "expires_on", "withdrawn_on"),
    ContactNote: ("held_on", "case", "person", "owner"),
}
#: Columns of every record that say nothing of its content.
OF_EVERY_RECORD = ("id", "row_version", "created_at", "updated_at")
#: What the other wing keeps of a person, erased in the same transaction: called with the person, who carries it out,
#: the reason for the history, and the counts.
FORGETTING: list[Callable[[Person, AbstractBaseUser, str, Counter], None]] = []
#: The tables of the import format that hold rows about a person, by model.
TABLES = {Person: "people", Involvement: "involvements", Consent: "consents"}


# --- asking and carrying out ----------------------------------------------------------------------


@transaction.atomic
def ask(person: Person, *, by, reason: str) -> Erasure:
    """Ask that a person be erased. Changes nothing yet. Raises NotAllowed.

    The reason is kept for good and so must not name the person.
    """
    allow(by, PERMISSION)
    if not reason.strip():
        raise NotAllowed(_("Write why the person is to be erased: the office must be able to answer for it."))
    if names_in(reason, [*all_names(person), person.reference]):
        raise NotAllowed(
            _("The reason is kept for good: write it without the name and without the person id.")
        )
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erasures.exists():
        raise NotAllowed(_("The erasure of this person has been asked for already."))
    return Erasure.objects.create(person=person, reason=reason, asked_by=by, asked_at=timezone.now())


@transaction.atomic
def take_back(erasure: Erasure, *, by) -> None:
    """Withdraw what was asked and not yet done; nothing of it stays. Raises NotAllowed."""
    allow(by, PERMISSION)
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.done_at:
        raise NotAllowed(_("This person is erased already."))
    erasure.delete()


@transaction.atomic
def carry_out(erasure: Erasure, *, by, spare: Collection[str] = ()) -> Erasure:
    """Erase the person, wholly or not at all. Raises NotAllowed.

    `spare` are keys of records (`Place.key`) whose texts speak of somebody else of the same name. Reads every
    text of the record and its history once: some seconds for every hundred thousand rows.
    """
    allow(by, PERMISSION)
    # First, as every edition does.
    lock_state()
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.done_at:
        raise NotAllowed(_("This person is erased already."))
    if settings.FOUR_EYES and erasure.asked_by_id == by.pk:
        raise NotAllowed(_("You asked for it: somebody else must carry it out."))
    person = Person.objects.select_for_update().get(pk=erasure.person_id)
    search = search_for(person)

    def places(tables) -> list[Place]:
        return [place for place in places_of(search, tables) if place.key not in spare]

    old_reference, change_reason = person.reference, f"erasure {erasure.pk}"
    counts: Counter = Counter()
    take_down_traces(person, places([PublishedDocument]), by)
    forget_imports(person, counts)
    forget_uploads(counts)
    for forget in FORGETTING:
        forget(person, by, change_reason, counts)
    present = [model for model in searched_models() if not is_history(model)]
    forget_kept_forms(person, places([KeptForm]), counts)
    empty_rows(person, by, change_reason, counts)
    for place in places(present):
        cut_out(place, search, by, change_reason, counts)
    # Last, because taking down and editing left versions with the name.
    for place in places([model for model in searched_models() if is_history(model)]):
        cut_out(place, search, by, change_reason, counts)
    # A word that was removed stays in the pages of an index until these are merged.
    record_index.settle()
    published_index.settle()
    erasure.done_by, erasure.done_at = by, timezone.now()
    erasure.reference_mark = marks(old_reference)[0]
    erasure.new_reference = Person.objects.values_list("reference", flat=True).get(pk=person.pk)
    erasure.counts = dict(counts)
    erasure.save()
    transaction.on_commit(overwrite_log)
    return erasure


# --- what is looked for ---------------------------------------------------------------------------


def all_names(person: Person) -> list[str]:
    """Every name and spelling the person has or had in the record."""
    rows = [person, *(row.instance for row in Person.history.filter(id=person.pk))]
    return list(dict.fromkeys(name for row in rows for name in names_of(row)))


def search_for(person: Person) -> NameSearch:
    """The search for what names a person: all their names, and the person id."""
    return NameSearch([*all_names(person), person.reference])


def names_in_references(person: Person) -> list[str]:
    """The references of records that contain a name of the person; erasing leaves them."""
    return references_with(NameSearch(all_names(person)))


# --- steps ----------------------------------------------------------------------------------------


def take_down_traces(person: Person, places: list[Place], by) -> None:
    """Withdraw every published subject that shows or names the person."""
    found = {(type(subject), subject.pk): subject for subject in public_traces(person)}
    for place in places:
        if place.model is PublishedDocument:
            row = PublishedDocument.objects.get(pk=place.pk)
            published = model_of(row.kind)._base_manager.filter(
                reference=row.reference, publication_state=PublicationState.PUBLISHED
            )
            found |= {(type(subject), subject.pk): subject for subject in published}
    if found:
        hide(found.values(), by=by, internal_reason="a person was erased")


def rows_about(person: Person) -> list[tuple[type[Record], models.Q, models.Q]]:
    """The tables with rows about a person, with the conditions on their rows and on their history."""
    parts = [
        (model, models.Q(person=person), models.Q(person_id=person.pk))
        for model in KEPT
        if model is not Person
    ]
    return [*parts, (Person, models.Q(pk=person.pk), models.Q(id=person.pk))]


def emptied(model: type[Record]) -> dict[str, object]:
    """The value that each column which is not kept has afterwards."""
    kept = {*KEPT[model], *OF_EVERY_RECORD}
    return {
        column.attname: neutral(column) for column in model._meta.concrete_fields if column.name not in kept
    }


def neutral(column: models.Field):
    """The value of a column that says nothing."""
    if column.null:
        return None
    if column.has_default():
        return column.get_default()
    if isinstance(column, models.CharField | models.TextField | CountryField):
        return ""
    raise TypeError(f"{column} has no value that says nothing: keep it, or give it a default.")


def empty_rows(person: Person, by, reason: str, counts: Counter) -> None:
    """Empty the rows about the person and all their history; the person gets a new reference."""
    new_reference = random_reference("person-")
    for model, rows, history in rows_about(person):
        blank = emptied(model)
        for row in model._base_manager.filter(rows):
            for column, value in blank.items():
                setattr(row, column, value)
            if isinstance(row, Consent) and not row.withdrawn_on:
                row.withdrawn_on = max(timezone.localdate(), row.given_on)
            if isinstance(row, Person):
                row.reference = new_reference
            save_record(row, by=by, reason=reason)
            counts[model._meta.label_lower] += 1
        old = model.history.filter(history)
        if model is Person:
            blank = blank | {"reference": new_reference}
        counts[model._meta.label_lower + " history"] += old.update(**blank)
        for version in old.exclude(history_change_reason=reason):
            if not (version.history_change_reason or "").startswith(WORKFLOW_REASON):
                write(version, {"history_change_reason": ""})


def write(row: models.Model, values: dict[str, object]) -> None:
    """Write columns of a row that is no record of the present.

    Never `update()` here: all history tables share one field object for the reason of a change, and Django would
    write it into the table that was declared last.
    """
    for column, value in values.items():
        setattr(row, column, value)
    row.save(update_fields=list(values))


def forget_kept_forms(person: Person, places: list[Place], counts: Counter) -> None:
    """Delete what was typed into forms of rows about the person, or names them."""
    pages = [
        f"/{model._meta.app_label}/{model._meta.model_name}/{pk}/"
        for model, _rows, history in rows_about(person)
        for pk in set(model.history.filter(history).order_by().values_list("id", flat=True))
    ]
    named = [place.pk for place in places if place.model is KeptForm]
    of_rows = [
        pk for pk, page in KeptForm.objects.values_list("pk", "page") if any(part in page for part in pages)
    ]
    _count, by_model = KeptForm.objects.filter(pk__in=[*named, *of_rows]).delete()
    counts.update({label.lower(): count for label, count in by_model.items()})


def forget_imports(person: Person, counts: Counter) -> None:
    """Delete the fingerprints that imports keep of rows about the person."""
    for model, _rows, history in rows_about(person):
        if model not in TABLES:
            continue
        references = set(model.history.filter(history).order_by().values_list("reference", flat=True))
        for memory in (ImportedRow, ImportedRowBefore):
            _count, by_model = memory.objects.filter(table=TABLES[model], reference__in=references).delete()
            counts.update({label.lower(): count for label, count in by_model.items()})


def forget_uploads(counts: Counter) -> None:
    """Discard every upload that waits, and remove the files of all: nobody knows what a file says before it is read.

    Raises NotAllowed while a process is at work on one, which could bring the person back under another id. The files
    go after the commit, so that an erasure that fails leaves them.
    """
    runs = list(ImportRun.objects.exclude(folder=""))
    if any(map(uploaded.is_alive, runs)):
        raise NotAllowed(
            _(
                "An import is being checked, written or undone. Wait until it is done, then erase: its file may name them."
            )
        )
    waiting = [run for run in runs if run.state in uploaded.WAITING]
    for run in waiting:
        uploaded.forget(run)
    counts["discarded uploads"] = len(waiting)
    transaction.on_commit(uploaded.remove_all)


def cut_out(place: Place, search: NameSearch, by, reason: str, counts: Counter) -> None:
    """Take the names out of one row, by an edit where it is a record as it stands now."""
    row = place.model._base_manager.get(pk=place.pk)
    cut = search.cut(row, place.columns)
    counts[place.model._meta.label_lower] += 1
    if isinstance(row, Record):
        for column, value in cut.items():
            setattr(row, column, value)
        save_record(row, by=by, reason=reason)
    else:
        write(row, cut)


def overwrite_log() -> None:
    """On SQLite, empty the log of writes beside the file, which still has the pages as they were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# --- who was erased -------------------------------------------------------------------------------


def marks(reference: str) -> list[str]:
    """The keyed hashes of a reference, by every key of this installation; the first is stored.

    Without the keys nobody finds out from a mark which reference it was.
    """
    text = f"erased person {reference}".encode()
    return [hmac.new(key.encode(), text, sha256).hexdigest() for key in settings.FIELD_ENCRYPTION_KEYS]


def erased_among(references: Collection[str]) -> set[str]:
    """Those of the person ids that were erased. One query for every few hundred."""
    by_mark = {mark: reference for reference in references for mark in marks(reference)}
    wanted, found = list(by_mark), set()
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        found |= set(
            Erasure.objects.filter(reference_mark__in=chunk).values_list("reference_mark", flat=True)
        )
    return {by_mark[mark] for mark in found}
