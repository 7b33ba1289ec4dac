"""The demonstration: staff of every role and an office of two, the cited data set published, and a fictional training case.

Everything goes through the code that staff use by hand: the contributor imports and submits, the
editor approves, the publisher publishes, all in one edition. Running it again changes nothing that is
there. Real cases never get fictional persons: those live in the training case alone, which stays
unpublished.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from advocacy import importing
from advocacy.accounts import make_account, random_password
from advocacy.models import Action, Response
from advocacy.roles import PRESETS, ROLES
from cases import editing, workflow
from cases.choices import (
    ConsentForm,
    ConsentPurpose,
    EventKind,
    Outcome,
    PersonKind,
    ReviewState,
    RiskLevel,
    Role,
    Sex,
    SourceKind,
)
from cases.models import (
    Case,
    Citation,
    Consent,
    Edition,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    RiskReview,
    Source,
    Statement,
)
from cases.publication.publish import publish
from cases.published import projection
from cases.published.models import PublishedCase

TRAINING_CASE = "training-case"
#: The two people of the office of two: each has the whole set of roles.
OFFICE_OF_TWO = ("first", "second")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NotHere(Exception):
    """This installation is reachable from elsewhere: it must not get staff with demonstration passwords."""


def prepare(password: str | None, say: Callable[[str], None]) -> dict[str, str]:
    """Bring the installation to the state of the demonstration; the new users with their passwords.

    Raises NotHere unless SITE_URL names this machine itself.
    """
    if urlsplit(settings.SITE_URL).hostname not in LOOPBACK:
        raise NotHere(
            "The demonstration is for SITE_URL on 127.0.0.1 or localhost only: its passwords are weak."
        )
    created = make_staff(password)
    staff = {user.username: user for user in User.objects.filter(username__in=map(username, ROLES))}
    if not Case.objects.exclude(reference=TRAINING_CASE).exists():
        say("Importing the data set as the contributor")
        import_sample_data(staff["contributor"])
    if not Edition.objects.exists():
        say("Publishing it as the publisher, in one edition")
        publish_everything(staff, say)
    if has_other_address():
        say("Writing the addresses of the published files anew: SITE_URL has changed")
        projection.rebuild()
    if not Case.objects.filter(reference=TRAINING_CASE).exists():
        say("Adding the training case (fictional, unpublished)")
        make_training_case(staff["contributor"], staff["editor"])
    return created


def has_other_address() -> bool:
    """Whether the stored lines carry permalinks of another SITE_URL, as after `make demo PORT=…`."""
    line = PublishedCase.objects.values_list("csv_line", flat=True).first()
    return line is not None and f",{settings.SITE_URL}/" not in line


def username(role: str) -> str:
    return role.replace(" ", "-")


def make_staff(password: str | None) -> dict[str, str]:
    """A user for each role, and two of an office of two, who do not exist yet, with `password` or random ones.

    The new ones by name.
    """
    wanted = {username(role): (role,) for role in ROLES} | dict.fromkeys(
        OFFICE_OF_TWO, PRESETS["office-of-two"]
    )
    created = {}
    for name, roles in wanted.items():
        if not User.objects.filter(username=name).exists():
            created[name] = password or random_password()
            make_account(name, roles, created[name])
    return created


def import_sample_data(by: User) -> None:
    """Import the data set of cases/sample_data as user `by`. Raises ImportRefused if it has faults."""
    preview = importing.check(importing.read_bundle(importing.SAMPLE_DATA))
    importing.commit(preview, by=by)


def publishable() -> list:
    """Every subject of the record that is published as a document of its own."""
    return [
        *Source.objects.filter(is_confidential=False),
        *Case.objects.exclude(reference=TRAINING_CASE),
        *Figure.objects.filter(case=None),
        *Statement.objects.all(),
        *Action.objects.all(),
        *Response.objects.filter(action=None),
    ]


def publish_everything(staff: dict[str, User], say: Callable[[str], None]) -> None:
    """Submit, approve and publish the whole record, each step by the role whose work it is."""
    drafts = [subject for subject in publishable() if subject.review_state == ReviewState.DRAFT]
    say(f"  {len(drafts)} records submitted by the contributor")
    workflow.submit(drafts, by=staff["contributor"])
    waiting = [subject for subject in publishable() if subject.review_state == ReviewState.IN_REVIEW]
    say(f"  {len(waiting)} records approved by the editor")
    workflow.approve(waiting, by=staff["editor"])
    edition = publish(
        publishable(),
        by=staff["publisher"],
        public_note="First edition: publicly reported cases, 1999–2025.",
        internal_reason="demonstration",
    )
    say(f"  edition {edition.serial} made by the publisher")


@transaction.atomic
def make_training_case(by: User, reviewer: User) -> Case:
    """A case of obviously fictional people to try the admin on: consent, risk and naming included."""

    def keep(row, author=by):
        editing.save_record(row, by=author, reason="training material")
        return row

    today = timezone.localdate()
    place = keep(
        Place(
            reference="training-town",
            name_en="Training Town (fictional)",
            kind="city",
            province_en="Training Province",
            countries=["CN"],
        )
    )
    source = keep(
        Source(
            reference="training-source",
            title="Training article (fictional)",
            publisher="Training Gazette",
            kind=SourceKind.MEDIA,
            language="en",
            published_edtf="2020-01-15",
        )
    )
    case = keep(
        Case(
            reference=TRAINING_CASE,
            title_en="Training case (fictional)",
            summary_en="A made-up case to practise on. Nothing in it happened. Two example persons are held.",
            date_edtf="2020-01",
            detaining_countries=["CN"],
            place=place,
            affected_low=2,
            affected_high=2,
            person_kind=PersonKind.REFUGEES,
            last_reported_outcome=Outcome.DETAINED,
            outcome_as_of_edtf="2020-02",
            assigned_to=by,
            note="Fictional. For training only; never publish.",
        )
    )
    event = keep(
        Event(
            reference=f"{TRAINING_CASE}--e01",
            case=case,
            kind=EventKind.APPREHENDED,
            date_edtf="2020-01~",
            count_low=2,
            count_high=2,
            place=place,
            summary_en="Two example persons are apprehended.",
        )
    )
    for number, cited in enumerate(({"case": case}, {"event": event}), start=1):
        keep(Citation(reference=f"training-citation-{number}", source=source, **cited))
    for number, sex, age in ((1, Sex.FEMALE, 34), (2, Sex.MALE, 9)):
        words = {1: "One", 2: "Two"}[number]
        person = keep(
            Person(
                reference=f"training-person-{number}",
                legal_name=f"Example Person {words}",
                contact="training@example.org",
                sex=sex,
            )
        )
        keep(
            Involvement(
                reference=f"{TRAINING_CASE}--p{number:02d}",
                case=case,
                person=person,
                role=Role.AFFECTED_PERSON,
                age_at_event=age,
                fate=Outcome.DETAINED,
                fate_as_of_edtf="2020-02",
                shown=number == 1,
            )
        )
        keep(
            Consent(
                reference=f"training-consent-{number}",
                person=person,
                purpose=ConsentPurpose.INTERNAL,
                given_on=today,
                form=ConsentForm.ORAL,
            )
        )
    levels = dict.fromkeys(
        ("detainee", "family", "companions", "helpers", "route", "negotiations"), RiskLevel.LOW
    )
    keep(
        RiskReview(case=case, reviewed_on=today, review_again_on=today + timedelta(days=90), **levels),
        reviewer,
    )
    return case
