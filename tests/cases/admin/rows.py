"""One row of every noun in the admin, by label."""

from django.contrib.auth.models import Group, User
from django.utils import timezone

from cases.models import Edition, EditionEntry, ImportRun, PrivateExport
from tests import builders


def make_edition():
    maker, _made = User.objects.get_or_create(username="example-edition-maker")
    # Far above the serials of editions that a page rehearses or a test makes.
    return Edition.objects.create(
        serial=1000 + Edition.objects.count(),
        made_at=timezone.now(),
        made_by=maker,
        public_note="Example note",
    )


def make_entry():
    edition = make_edition()
    return EditionEntry.objects.create(
        edition=edition, kind="case", reference=f"example-case-{edition.serial}", act="published", document={}
    )


def make_private_export():
    maker, _made = User.objects.get_or_create(username="example-export-maker")
    return PrivateExport.objects.create(
        user=maker, kind="cases.case", columns=["reference"], format="csv", rows=2, made_at=timezone.now()
    )


def make_staff():
    return User.objects.create_user(f"example-user-{User.objects.count()}", is_staff=True)


def make_role():
    return Group.objects.create(name=f"example role {Group.objects.count()}")


def make_import():
    maker, _made = User.objects.get_or_create(username="example-importer")
    return ImportRun.objects.create(name="example.csv", made_at=timezone.now(), made_by=maker)


ROWS = {
    "advocacy.action": builders.make_action,
    "advocacy.addressee": builders.make_addressee,
    "advocacy.advocacycitation": builders.make_advocacy_citation,
    "advocacy.response": builders.make_response,
    "auth.group": make_role,
    "auth.user": make_staff,
    "cases.case": builders.make_case,
    "cases.citation": builders.make_citation,
    "cases.consent": builders.make_consent,
    "cases.contactnote": builders.make_contact_note,
    "cases.correctionrequest": builders.make_correction_request,
    "cases.edition": make_edition,
    "cases.editionentry": make_entry,
    "cases.event": builders.make_event,
    "cases.figure": builders.make_figure,
    "cases.importrun": make_import,
    "cases.involvement": builders.make_involvement,
    "cases.person": builders.make_person,
    "cases.place": builders.make_place,
    "cases.privateexport": make_private_export,
    "cases.relation": builders.make_relation,
    "cases.riskreview": builders.make_risk_review,
    "cases.source": builders.make_source,
    "cases.statement": builders.make_statement,
    "cases.workingcount": builders.make_working_count,
}
