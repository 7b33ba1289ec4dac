"""Every named constraint: refused by the database behind every check, and by `full_clean` in words."""

from datetime import date, time

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from django.utils import timezone

from advocacy.models import (
    Action,
    ActionAddressee,
    ActionCase,
    AdvocacyCitation,
    DeadlineRule,
    Response,
    SentDossier,
    SentDossierPerson,
)
from cases.models import (
    Case,
    Citation,
    Consent,
    ContactNote,
    CorrectionRequest,
    Distinction,
    Edition,
    EditionEntry,
    Embargo,
    Erasure,
    Event,
    Figure,
    ImportedRow,
    ImportedRowBefore,
    ImportMapping,
    ImportRun,
    Involvement,
    KeptForm,
    Merge,
    Place,
    PrivateExport,
    RecordSearch,
    Relation,
    RiskReview,
    Source,
    StartedRecord,
    Statement,
    WorkingCount,
)
from tests import builders as b
from tests.advocacy.dossiers import training

pytestmark = pytest.mark.django_db

RANGE = "The lowest number is above the highest number."
DAYS = "The earliest day is after the latest day."
CITED = "This source is already cited here at the same place."


def edition():
    user = User.objects.create_user("example-publisher")
    return Edition.objects.create(serial=1, made_at=timezone.now(), made_by=user)


def import_run():
    user = User.objects.create_user("example-importer")
    return ImportRun.objects.create(name="example", made_at=timezone.now(), made_by=user)


def before_twice():
    run = import_run()
    return vars_of(
        ImportedRowBefore.objects.create(run=run, previous=run, table="cases", reference="example")
    )


def somebody():
    return User.objects.create_user("example-editor")


def started_twice():
    note = b.make_contact_note()
    return vars_of(StartedRecord.objects.create(contact_note=note, kind="case", record_pk=1))


def distinction(**values) -> dict:
    return {"kind": "case", "low": 1, "high": 2, "decided_by": somebody()} | values


def merged(**values) -> dict:
    """A merge that is stored, and of another duplicate the values of a second one."""
    first = {"kind": "case", "reference": "example", "removed_pk": 1, "kept_pk": 2, "reason": "The same."}
    first |= {"merged_by": somebody(), "merged_at": timezone.now()}
    Merge.objects.create(**first)
    return first | {"reference": "example-other", "removed_pk": 3} | values


def embargo() -> dict:
    now = timezone.now()
    return {
        "kind": "case",
        "subject_pk": 1,
        "until": now,
        "reason": "Until then.",
        "set_by": somebody(),
        "set_at": now,
    }


def erasure() -> dict:
    return {
        "person": b.make_person(),
        "reason": "Asked for.",
        "asked_by": somebody(),
        "asked_at": timezone.now(),
    }


def correction_request(**values) -> dict:
    good = b.make_correction_request()
    return vars_of(good) | values


def backwards(of: str) -> dict:
    """Bounds of a date in the wrong order; they are derived on saving, so only past it."""
    return {f"{of}_earliest": date(2013, 2, 1), f"{of}_latest": date(2013, 1, 1)}


def cited_twice(thing: str, make, citation=b.make_citation):
    first = citation(**{thing: make()}, locator="p. 1")
    return {thing: getattr(first, thing), "source": first.source, "locator": "p. 1"}


def of_case_to_itself():
    case = b.make_case()
    return {"from_case": case, "to_case": case}


def of_figure_to_itself():
    figure = b.make_figure()
    return {"from_figure": figure, "to_figure": figure}


def related_twice():
    first = b.make_relation()
    return {"from_case": first.from_case, "to_case": first.to_case, "kind": first.kind}


def derived_from_itself():
    source = b.make_source()
    return {"pk": source.pk, "derived_from": source}


def row(model, **values):
    """A row of the builders' defaults that is not saved, with these values instead."""
    good = {
        Case: b.make_case,
        WorkingCount: b.make_working_count,
        RiskReview: b.make_risk_review,
        Citation: b.make_citation,
        Event: b.make_event,
        Figure: b.make_figure,
        Involvement: b.make_involvement,
        Consent: b.make_consent,
        Place: b.make_place,
        Relation: b.make_relation,
        Source: b.make_source,
        Statement: b.make_statement,
        Action: b.make_action,
        Response: b.make_response,
        AdvocacyCitation: b.make_advocacy_citation,
    }.get(model)
    if good is None:
        return model(**values)
    made = good()
    made.pk, made._state.adding = None, True
    if hasattr(made, "reference"):
        made.reference += "-copy"
    for name, value in values.items():
        setattr(made, name, value)
    return made


#: Name of the constraint: (model, message, function that gives the values that break it).
BROKEN = {
    "case_affected_range": (Case, RANGE, lambda: {"affected_low": 9, "affected_high": 5}),
    "case_date_order": (Case, DAYS, lambda: backwards("date")),
    "case_affected_not_zero": (Case, "0 is never recorded", lambda: {"affected_low": 0, "affected_high": 0}),
    "working_count_one_per_measure": (
        WorkingCount,
        "This case already has a working count for this measure.",
        lambda: {"case": b.make_working_count(measure="missing").case, "measure": "missing"},
    ),
    "risk_review_again_later": (
        RiskReview,
        "must lie after",
        lambda: {"reviewed_on": date(2024, 1, 1), "review_again_on": date(2024, 1, 1)},
    ),
    "citation_cites_one_thing": (
        Citation,
        "A citation cites exactly one case, event, figure or involvement.",
        lambda: {"event": b.make_event()},
    ),
    "citation_case_once": (Citation, CITED, lambda: cited_twice("case", b.make_case)),
    "citation_event_once": (Citation, CITED, lambda: {"case": None, **cited_twice("event", b.make_event)}),
    "citation_figure_once": (Citation, CITED, lambda: {"case": None, **cited_twice("figure", b.make_figure)}),
    "citation_involvement_once": (
        Citation,
        CITED,
        lambda: {"case": None, **cited_twice("involvement", b.make_involvement)},
    ),
    "entry_once_per_edition": (
        EditionEntry,
        "Entry of an edition with this Edition, Kind and Reference already exists.",
        lambda: vars_of(
            EditionEntry.objects.create(
                edition=edition(), kind="case", reference="example", act="published", document={}
            )
        ),
    ),
    "entry_document_unless_taken_down": (
        EditionEntry,
        "entry_document_unless_taken_down",
        lambda: {
            "edition": edition(),
            "kind": "case",
            "reference": "example",
            "act": "withdrawn",
            "document": {"a": 1},
        },
    ),
    "event_count_range": (Event, RANGE, lambda: {"count_low": 9, "count_high": 5}),
    "event_date_order": (Event, DAYS, lambda: backwards("date")),
    "figure_count_range": (Figure, RANGE, lambda: {"count_low": 9, "count_high": 5}),
    "figure_period_order": (Figure, DAYS, lambda: backwards("period")),
    "figure_event_needs_case": (
        Figure,
        "A figure of an event also names the case.",
        lambda: {"event": b.make_event()},
    ),
    "import_has_its_time": (
        ImportRun,
        "What was imported has the time when it was.",
        lambda: {
            "name": "example",
            "made_by": User.objects.create_user("example-importer"),
            "state": "committed",
        },
    ),
    "import_undone_by_somebody": (
        ImportRun,
        "What was undone says when and by whom.",
        lambda: vars_of(import_run()) | {"state": "undone"},
    ),
    "import_mapping_once": (
        ImportMapping,
        "The columns of this sender are recorded already.",
        lambda: vars_of(ImportMapping.objects.create(sender="example", table="cases", layout="{}")),
    ),
    "imported_row_before_once": (
        ImportedRowBefore,
        "What stood here before this import is recorded already.",
        lambda: before_twice(),
    ),
    "imported_row_once": (
        ImportedRow,
        "Imported row with this Table and Reference already exists.",
        lambda: vars_of(ImportedRow.objects.create(table="cases", reference="example", run=import_run())),
    ),
    "involvement_once_per_case": (
        Involvement,
        "This person is already recorded in this case.",
        lambda: twice_in_case(),
    ),
    "involvement_naming_needs_grounds": (
        Involvement,
        "Naming a person needs grounds",
        lambda: {"naming": "named", "case": b.make_case()},
    ),
    "consent_withdrawn_after_given": (
        Consent,
        "Consent cannot be withdrawn before it was given.",
        lambda: {"given_on": date(2024, 1, 2), "withdrawn_on": date(2024, 1, 1)},
    ),
    "contact_note_time_needs_day": (
        ContactNote,
        "Give the day of the next step too",
        lambda: vars_of(b.make_contact_note()) | {"next_step_on": None, "next_step_at": time(14, 30)},
    ),
    "started_record_once": (
        StartedRecord,
        "This record is already listed with the note.",
        started_twice,
    ),
    "correction_request_names_a_subject": (
        CorrectionRequest,
        "Give both the kind and the reference",
        lambda: correction_request(kind="case", subject_reference=""),
    ),
    "correction_request_answered": (
        CorrectionRequest,
        "An open request has no day of answer",
        lambda: correction_request(outcome="accepted", answered_on=None),
    ),
    "correction_request_in_order": (
        CorrectionRequest,
        "It cannot be due or answered before it was received.",
        lambda: correction_request(received_on=date(2024, 1, 2), due_on=date(2024, 1, 1)),
    ),
    "distinction_once": (
        Distinction,
        "Distinction with this Kind, One record and The other already exists.",
        lambda: vars_of(Distinction.objects.create(**distinction())),
    ),
    "distinction_low_first": (
        Distinction,
        "Name the record that was entered first first.",
        lambda: distinction(low=2, high=1),
    ),
    "distinction_of_cases_or_sources": (
        Distinction,
        "Only cases and sources are told apart.",
        lambda: distinction(kind="action"),
    ),
    "embargo_once": (
        Embargo,
        "This record is under an embargo already.",
        lambda: vars_of(Embargo.objects.create(**embargo())),
    ),
    "embargo_confirmed_by_somebody": (
        Embargo,
        "embargo_confirmed_by_somebody",
        lambda: embargo() | {"confirmed_at": timezone.now()},
    ),
    "erasure_asked_once": (
        Erasure,
        "The erasure of this person has been asked for already.",
        lambda: vars_of(Erasure.objects.create(**erasure())),
    ),
    "erasure_done_wholly": (
        Erasure,
        "An erasure is carried out wholly or not at all.",
        lambda: erasure() | {"done_at": timezone.now()},
    ),
    "merge_reference_once": (
        Merge,
        "Merge with this Kind and Reference already exists.",
        lambda: merged(reference="example"),
    ),
    "merge_removed_once": (
        Merge,
        "Merge with this Kind and Removed pk already exists.",
        lambda: merged(removed_pk=1),
    ),
    "merge_into_another": (Merge, "merge_into_another", lambda: merged(kept_pk=3)),
    "kept_form_one_a_sheet": (
        KeptForm,
        "Kept form with this User and Sheet already exists.",
        lambda: vars_of(
            KeptForm.objects.create(user=somebody(), page="/example/", sheet="a", kept_at=timezone.now())
        ),
    ),
    "record_search_one_per_row": (
        RecordSearch,
        "Record search with this Kind and Object id already exists.",
        lambda: vars_of(RecordSearch.objects.create(kind="cases.case", object_id=1, terms="example")),
    ),
    "private_export_format": (
        PrivateExport,
        "Value 'pdf' is not a valid choice.",
        lambda: {
            "user": somebody(),
            "kind": "cases.case",
            "columns": ["reference"],
            "format": "pdf",
            "made_at": timezone.now(),
        },
    ),
    "place_coordinates": (Place, "together, or neither", lambda: {"latitude": 91, "longitude": 0}),
    "place_site_without_coordinates": (
        Place,
        "A site is recorded without coordinates",
        lambda: {"kind": "site", "latitude": 1, "longitude": 1},
    ),
    "relation_from_one_thing": (
        Relation,
        "A relation starts at exactly one case or figure.",
        lambda: {"from_figure": b.make_figure()},
    ),
    "relation_to_one_thing": (
        Relation,
        "A relation ends at exactly one case or figure.",
        lambda: {"to_case": None},
    ),
    "relation_not_to_itself": (Relation, "Nothing is related to itself.", of_case_to_itself),
    "relation_cases_once": (Relation, "is already recorded", related_twice),
    "source_published_order": (Source, DAYS, lambda: backwards("published")),
    "source_not_derived_from_itself": (Source, "A source cannot derive from itself.", derived_from_itself),
    "source_confidential_has_no_open_identity": (
        Source,
        "A confidential source has no publisher, author or address",
        lambda: {"is_confidential": True},
    ),
    "statement_period_order": (Statement, DAYS, lambda: backwards("period")),
    "action_date_order": (Action, DAYS, lambda: backwards("date")),
    "action_embargo_has_date": (
        Action,
        "An embargoed action needs the date",
        lambda: {"publicity": "embargoed"},
    ),
    "action_addressee_once": (
        ActionAddressee,
        "This addressee is already named in this action.",
        lambda: vars_of(b.make_action(addressees=[b.make_addressee()]).addressee_links.get()),
    ),
    "action_case_once": (
        ActionCase,
        "This case is already linked to this action.",
        lambda: vars_of(b.make_action(cases=[b.make_case()]).case_links.get()),
    ),
    "advocacy_citation_cites_one_thing": (
        AdvocacyCitation,
        "A citation cites exactly one action or response.",
        lambda: {"action": None},
    ),
    "advocacy_citation_action_once": (
        AdvocacyCitation,
        CITED,
        lambda: cited_twice("action", b.make_action, b.make_advocacy_citation),
    ),
    "advocacy_citation_response_once": (
        AdvocacyCitation,
        CITED,
        lambda: {"action": None, **cited_twice("response", b.make_response, b.make_advocacy_citation)},
    ),
    "response_date_order": (Response, DAYS, lambda: backwards("date")),
    "deadline_rule_length": (
        DeadlineRule,
        "A deadline has at least one day or month.",
        lambda: rule(length=0),
    ),
    "deadline_rule_limit_counts_from_event": (
        DeadlineRule,
        "Only what counts from the event can be refused afterwards.",
        lambda: rule(counts_from="sending", is_limit=True),
    ),
    "sent_dossier_person_once": (
        SentDossierPerson,
        "This file names this person already.",
        lambda: told_twice(),
    ),
    "sent_dossier_format": (SentDossier, "Value 'txt' is not a valid choice.", lambda: sent(format="txt")),
}


def rule(**values) -> dict:
    return vars_of(b.make_deadline_rule()) | {"code": "example-other-rule"} | values


def sent(**values) -> dict:
    return vars_of(training.sent()) | values


def told_twice() -> dict:
    return vars_of(SentDossierPerson.objects.create(sent=training.sent(), involvement=b.make_involvement()))


def twice_in_case() -> dict:
    first = b.make_involvement()
    return {"case": first.case, "person": first.person}


def vars_of(saved) -> dict:
    """The columns of a saved row without its key: for a second row like it."""
    return {
        field.name: getattr(saved, field.name)
        for field in saved._meta.concrete_fields
        if not field.primary_key
    }


def test_every_named_constraint_is_tested_here():
    declared = {
        constraint.name: model
        for app in ("cases", "advocacy")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }
    assert declared == {name: model for name, (model, _message, _values) in BROKEN.items()}


@pytest.mark.parametrize("name", BROKEN)
def test_the_form_is_told_in_words(name):
    model, message, values = BROKEN[name]
    given = values()
    broken = row(model, **given)
    broken._state.adding = "pk" not in given
    with pytest.raises(ValidationError) as refused:
        broken.full_clean()
    assert message in " ".join(refused.value.messages)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_it_behind_every_check(name):
    model, _message, values = BROKEN[name]
    constraint = next(found for found in model._meta.constraints if found.name == name)
    given = values()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write(model, given)
    if isinstance(constraint, CheckConstraint):
        assert name in str(refused.value)


def write(model, given: dict) -> None:
    """Past every check of the application. Bounds are derived when a row is written, so they are set later."""
    if "pk" in given or any(column.endswith("_earliest") for column in given):
        saved = model.objects.filter(pk=given.pop("pk", None)).first() or row(model)
        saved.save()
        model.objects.filter(pk=saved.pk).update(**given)
    else:
        model.objects.bulk_create([row(model, **given)])


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Place, {"latitude": 1, "longitude": None}),
        (Place, {"latitude": None, "longitude": 1}),
        (Place, {"latitude": 0, "longitude": -181}),
        (Relation, {"to_case": None, "to_figure": None}),
        (Citation, {"case": None}),
        (Source, {"is_confidential": True, "publisher": "", "url": "", "author": "Example"}),
    ],
)
def test_other_ways_to_break_them(model, values):
    broken = row(model, **values)
    with pytest.raises(ValidationError):
        broken.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create([broken])


def test_a_figure_is_not_related_to_itself():
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.bulk_create([Relation(reference="example", kind="part_of", **of_figure_to_itself())])


def test_ranges_may_be_open_on_either_side():
    b.make_case(affected_low=5, affected_high=None)
    b.make_case(affected_low=None, affected_high=5)
    b.make_place(latitude=-90, longitude=180)
    assert Case.objects.count() == 2
