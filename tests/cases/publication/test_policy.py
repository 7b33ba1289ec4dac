"""Field by field: what each column of the record does to the published documents.

Every column of every noun is in one of four lists, spelled out here a second time on purpose:

* public: changing it changes a document,
* controls: it steers what goes out (precision, naming …) and never goes out itself,
* links: it says which row belongs to which,
* everything else is private: changing it changes no document.

A new column that is in no list is private here, and the test fails as soon as a policy publishes it.
"""

import json
from datetime import date, time
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django_countries.fields import CountryField

import advocacy.models as ledger
import cases.models as record
from cases.choices import CorrectionOutcome, Naming, NamingGrounds, PlaceKind, PublicationState, ReviewState
from cases.models.edtf import EDTFField
from cases.models.record import Record
from cases.publication.subjects import document
from tests import builders

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "ko", "zh_hans")


def in_languages(*names: str) -> set[str]:
    return {f"{name}_{language}" for name in names for language in LANGUAGES}


PUBLIC = {
    "Case": {
        "reference",
        *in_languages("title", "summary"),
        "date_edtf",
        "reported_edtf",
        "last_checked_on",
        "detaining_countries",
        "place",
        "affected_low",
        "affected_high",
        "affected_qualifier",
        "women",
        "men",
        "children",
        "infants",
        "elderly",
        "person_kind",
        "last_reported_outcome",
        "outcome_as_of_edtf",
        "verification",
        "verification_of",
    },
    "Event": {
        "reference",
        "kind",
        "date_edtf",
        "count_low",
        "count_high",
        "count_qualifier",
        "count_role",
        "place",
        "to_place",
        "verification",
        *in_languages("summary", "carried_out_by", "stated_reason", "legal_basis"),
    },
    "Figure": {
        "reference",
        "event",
        "measure",
        *in_languages("label", "subgroup"),
        "unit",
        "count_low",
        "count_high",
        "qualifier",
        "period_edtf",
        "place",
        "source",
        "attributed_to",
    },
    "WorkingCount": {"measure", "reason"},
    "Involvement": {
        "reference",
        "role",
        "age_at_event",
        "vulnerability",
        "fate",
        "fate_as_of_edtf",
    },
    "Person": {"public_name", "sex"},
    "Place": {
        "reference",
        *in_languages("name", "city", "province"),
        "kind",
        "countries",
        "latitude",
        "longitude",
    },
    "Source": {
        "reference",
        "title",
        "publisher",
        "original_publisher",
        "derived_from",
        "author",
        "url",
        "archived_url",
        "published_edtf",
        "kind",
        "language",
        "last_checked_on",
    },
    "Statement": {"reference", "topic", *in_languages("text"), "source", "period_edtf", "countries"},
    "Citation": {"reference", "source", "stance", "credibility", "locator"},
    "Relation": {"reference", "kind", "confidence"},
    "Action": {
        "reference",
        "kind",
        *in_languages("actor", "summary"),
        "actor_kind",
        "date_edtf",
    },
    "Addressee": {"reference", *in_languages("name"), "kind", "country"},
    "ActionAddressee": {"addressee"},
    "ActionCase": {"case"},
    "AdvocacyCitation": {"reference", "source", "stance", "credibility", "locator"},
    "Response": {"reference", "case", "responder", "kind", "date_edtf", *in_languages("summary")},
}
CONTROLS = {
    "Case": {"publish_dates_as", "publish_places_as"},
    "Event": {"sequence"},
    "Involvement": {"shown", "naming"},
    "Source": {"is_confidential"},
    "ActionAddressee": {"position"},
}
LINKS = {
    "Event": {"case"},
    "Figure": {"case"},
    "WorkingCount": {"case", "figure"},
    "Involvement": {"case", "person"},
    "Citation": {"case", "event", "figure", "involvement"},
    "Relation": {"from_case", "from_figure", "to_case", "to_figure"},
    "ActionAddressee": {"action"},
    "ActionCase": {"action"},
    "AdvocacyCitation": {"action", "response"},
    "Response": {"action"},
}
NOUNS = [
    model
    for app in ("cases", "advocacy")
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Record)
]


class Scene:
    """One published row of every noun, each field filled; and a second row to point to instead."""

    def __init__(self):
        b = builders
        user = User.objects.create_user("canary-user")
        place = b.make_place(
            **dict.fromkeys(in_languages("city", "province"), "Example"), latitude=10, longitude=20
        )
        case = b.make_case(
            place=place,
            publish_dates_as="day",
            publish_places_as="city",
            reported_edtf="2013-06",
            outcome_as_of_edtf="2013-07",
            affected_low=5,
            affected_high=9,
            mosaic_answer="example answer",
            assigned_to=user,
            submitted_by=user,
            approved_by=user,
        )
        event = b.make_event(case=case, place=place, to_place=place, count_low=5, count_high=9)
        origin = b.make_source()
        source = b.make_source(derived_from=origin, archived_url="https://example.org/kept")
        figure = b.make_figure(
            case=case, event=event, place=place, source=source, period_edtf="2013", count_low=5, count_high=9
        )
        person = b.make_person(public_name="Example Public Name", sex="female")
        involvement = b.make_involvement(
            case=case,
            person=person,
            shown=True,
            naming=Naming.NAMED,
            naming_grounds=NamingGrounds.PUBLIC_CAMPAIGN,
            fate_as_of_edtf="2013-08",
        )
        self.figure = b.make_figure(source=source, place=place)
        self.statement = b.make_statement(source=source, period_edtf="2012")
        addressee = b.make_addressee()
        self.action = b.make_action(
            addressees=[addressee, b.make_addressee()], cases=[case], assigned_to=user
        )
        response = b.make_response(action=self.action, responder=addressee, case=case)
        self.alone = b.make_response(responder=addressee, case=case)
        rows = [
            *(place, case, event, source, figure, person, involvement, self.statement, addressee),
            *(self.action, response, self.action.addressee_links.first(), self.action.case_links.get()),
            b.make_working_count(case=case, figure=figure),
            b.make_citation(involvement=involvement, source=source),
            b.make_relation(from_case=case),
            b.make_advocacy_citation(action=self.action, source=source),
            b.make_consent(person=person),
            b.make_contact_note(case=case, person=person, next_step_on="2024-03-01"),
            b.make_correction_request(
                kind="case", subject_reference="example-case", outcome="accepted", answered_on="2024-03-01"
            ),
            b.make_risk_review(case=case),
            b.make_deadline_rule(counts_from="event"),
            b.make_dossier(case=case, involvement=involvement, action=self.action),
        ]
        self.rows = {type(row).__name__: row for row in rows}
        self.case, self.source, self.origin, self.user = case, source, origin, user
        self.others = {
            "Case": b.make_case(),
            "Event": b.make_event(case=case),
            "Figure": b.make_figure(case=case),
            "Person": b.make_person(),
            "Place": b.make_place(),
            "Source": b.make_source(),
            "Addressee": b.make_addressee(),
            "Involvement": b.make_involvement(case=case),
            "Action": b.make_action(),
            "User": User.objects.create_user("canary-other-user"),
        }

    def documents(self) -> str:
        subjects = (
            self.case,
            self.source,
            self.origin,
            self.figure,
            self.statement,
            self.action,
            self.alone,
        )
        return json.dumps(
            [document(type(subject).objects.get(pk=subject.pk)) for subject in subjects], ensure_ascii=False
        )

    def other_value(self, field: models.Field, row: Record):
        """A value of the field that the row does not have."""
        now = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey):
            value = self.others[field.related_model.__name__].pk
        elif field.choices and not isinstance(field, CountryField):
            value = next(
                code for code, _label in field.choices if code not in (now, "", CorrectionOutcome.OPEN)
            )
        else:
            value = next(make for kind, make in OTHER_VALUES if isinstance(field, kind))(field, now)
        assert value != now, f"{field} would not change"
        return value


def other_day(field, _now) -> date:
    """Starts move back, ends move on: their order is a constraint."""
    starts = field.name.endswith(("earliest", "reviewed_on", "given_on", "received_on"))
    return date(1999, 1, 1) if starts else date(2124, 12, 31)


def other_number(field, _now) -> int:
    return 1 if field.name.endswith("_low") else 99


#: The first that fits, so subclasses stand before their parents.
OTHER_VALUES = [
    (models.BooleanField, lambda field, now: not now),
    (CountryField, lambda field, now: "MN"),
    (models.DateTimeField, lambda field, now: timezone.now()),
    (EDTFField, lambda field, now: "1999"),
    (models.DateField, other_day),
    (models.TimeField, lambda field, now: time(9, 30)),
    (models.DecimalField, lambda field, now: Decimal("33.5")),
    (models.IntegerField, other_number),
    (models.Field, lambda field, now: f"canary {field.name}"[: field.max_length]),
]


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_column_does_to_the_documents_what_its_list_says(scene, model):
    name = model.__name__
    public = PUBLIC.get(name, set())
    untested = CONTROLS.get(name, set()) | LINKS.get(name, set()) | {"id"}
    row = scene.rows[name]
    rows = model.objects.filter(pk=row.pk)
    before = scene.documents()
    wrong = {}
    columns = {field.name: field for field in model._meta.concrete_fields}
    assert public | untested <= columns.keys()
    for column, field in columns.items():
        if column in untested:
            continue
        rows.update(**{field.attname: scene.other_value(field, row)})
        if (scene.documents() != before) != (column in public):
            wrong[column] = "is public" if column not in public else "is not public"
        rows.update(**{field.attname: getattr(row, field.attname)})

    assert wrong == {}
    assert scene.documents() == before


def test_every_noun_is_in_the_scene(scene):
    assert {model.__name__ for model in NOUNS} == scene.rows.keys()
    assert {*record.__all__, *ledger.__all__} >= scene.rows.keys()


def test_documents_hold_no_primary_key_and_no_user(scene):
    big = 987_650_000
    source = builders.make_source(pk=big + 1)
    case = builders.make_case(pk=big + 2, place=builders.make_place(pk=big + 3))
    event = builders.make_event(pk=big + 4, case=case)
    builders.make_citation(pk=big + 5, event=event, source=source)
    figure = builders.make_figure(pk=big + 6, case=case, source=source)
    builders.make_working_count(pk=big + 7, case=case, figure=figure)
    person = builders.make_person(pk=big + 8)
    builders.make_involvement(pk=big + 9, case=case, person=person, shown=True)
    builders.make_relation(pk=big + 10, from_case=case)
    action = builders.make_action(
        pk=big + 11, addressees=[builders.make_addressee(pk=big + 12)], cases=[case]
    )
    builders.make_response(pk=big + 13, action=action)
    scene.case, scene.action, scene.source = case, action, source
    for subject in (case, action, source):
        type(subject).objects.update(assigned_to=scene.user, submitted_by=scene.user, approved_by=scene.user)

    text = scene.documents()
    assert case.reference in text
    assert "98765" not in text
    assert "canary" not in text


def test_private_states_of_work_are_not_public(scene):
    """The same check for values that are words of a vocabulary, which the text of a document might hold."""
    text = scene.documents()
    for word in (*ReviewState.values, PublicationState.TAKEN_DOWN, "public_campaign"):
        assert f'"{word}"' not in text


def test_a_site_is_published_as_its_city(scene):
    site = builders.make_place(kind=PlaceKind.SITE, name_en="Example Secret Prison", city_en="Example City")
    scene.case.place = site
    scene.case.save()

    place = document(scene.case)["place"]
    assert place["name"] == {"en": "Example City"}
    assert (place["reference"], place["latitude"]) == ("", None)
    assert "Secret" not in scene.documents()
