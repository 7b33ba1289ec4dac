"""Canaries: a recognisable word in every private place, so that a leak anywhere is found by its name.

Each canary is "zq" + number + "canary"; `PLACES` tells where it was put. Public fields hold ordinary
words. Which fields are public is spelled out here by hand, on purpose a second time: a policy that
starts to publish another field is found by its canary, and a new field is private until named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from advocacy.models import DeadlineRule, Dossier, SentDossier
from cases import workflow
from cases.choices import Publicity, TakedownReason
from cases.models import (
    Case,
    Distinction,
    Embargo,
    Erasure,
    Event,
    Figure,
    ImportedRow,
    ImportedRowBefore,
    ImportMapping,
    ImportRun,
    KeptForm,
    Merge,
    PrivateExport,
    SavedFilter,
    Source,
    Statement,
)
from cases.publication.publish import publish
from tests import builders as b

#: Text fields of each model that a published document may show, as the policy stands today.
PUBLIC_TEXTS = {
    "case": {
        "reference",
        "title_en",
        "title_ko",
        "title_zh_hans",
        "summary_en",
        "summary_ko",
        "summary_zh_hans",
    },
    "event": {
        "reference",
        *(
            f"{name}_{language}"
            for name in ("summary", "carried_out_by", "stated_reason", "legal_basis")
            for language in ("en", "ko", "zh_hans")
        ),
    },
    "figure": {
        "reference",
        "attributed_to",
        *(f"{name}_{language}" for name in ("label", "subgroup") for language in ("en", "ko", "zh_hans")),
    },
    "workingcount": {"reason"},
    "statement": {"reference", "text_en", "text_ko", "text_zh_hans"},
    "source": {
        "reference",
        "title",
        "publisher",
        "original_publisher",
        "author",
        "url",
        "archived_url",
        "language",
    },
    "citation": {"reference", "locator"},
    "relation": {"reference"},
    "place": {
        "reference",
        *(
            f"{name}_{language}"
            for name in ("name", "city", "province")
            for language in ("en", "ko", "zh_hans")
        ),
    },
    "involvement": {"reference"},
    "person": set(),
    "consent": set(),
    "contactnote": set(),
    "riskreview": set(),
    "correctionrequest": set(),
    "action": {
        "reference",
        *(f"{name}_{language}" for name in ("actor", "summary") for language in ("en", "ko", "zh_hans")),
    },
    "actionaddressee": set(),
    "actioncase": set(),
    "addressee": {"reference", "name_en", "name_ko", "name_zh_hans"},
    "response": {"reference", "summary_en", "summary_ko", "summary_zh_hans"},
    "advocacycitation": {"reference", "locator"},
    "deadlinerule": set(),
    "dossier": set(),
    "sentdossier": set(),
}


@dataclass
class Canaries:
    """The canaries planted so far, and where each sits."""

    places: dict[str, str] = field(default_factory=dict)

    def new(self, place: str) -> str:
        word = f"zq{len(self.places) + 1:04d}canary"
        self.places[word] = place
        return word

    def fill(self, row: models.Model, private_only: bool) -> models.Model:
        """Put a canary into every free text of a row; into the private ones only where it will be published."""
        name = row._meta.model_name
        for column in row._meta.concrete_fields:
            if not isinstance(column, (models.CharField, models.TextField)) or column.choices:
                continue
            if "edtf" in column.name or column.name in (
                "countries",
                "detaining_countries",
                "nationalities",
                "country",
            ):
                continue
            if private_only and column.name in PUBLIC_TEXTS[name]:
                continue
            word = self.new(f"{name}.{column.name}")
            if column.name in ("url", "archived_url"):
                word = f"https://example.org/{word}"
            setattr(row, column.name, word[: column.max_length] if column.name != "language" else "en")
        row.save()
        return row


@dataclass
class Scene:
    """A site with one of everything published, and private rows of every kind beside it."""

    canaries: Canaries
    published: dict[str, str]
    hidden: dict[str, str]


def plant(contributor: User, editor: User, publisher: User) -> Scene:
    """Fill a site: published subjects whose private fields are canaries, and unpublished rows full of them."""
    canaries = Canaries()
    for user in (contributor, editor, publisher):
        for name in ("username", "first_name", "last_name", "email"):
            setattr(user, name, canaries.new(f"user.{name}"))
        user.save()

    # What is published names a draft: its reference must lead nowhere.
    draft = b.make_publishable_case(reference=canaries.new("reference of a hidden case"))
    case, action, figure, statement = published_rows(draft)
    for row in rows_around(case, action, figure, statement):
        canaries.fill(row, private_only=True)
    retracted = b.make_publishable_case(reference="taken-down-case", title_en=canaries.new("retracted title"))
    b.written_by(contributor)
    subjects = [case, action, figure, statement, retracted]
    workflow.submit(subjects, by=contributor)
    workflow.approve(subjects, by=editor)
    publish(
        subjects,
        by=publisher,
        public_note="A first edition.",
        internal_reason=canaries.new("internal reason"),
    )
    workflow.retract(
        retracted,
        by=publisher,
        takedown_reason=TakedownReason.ERROR,
        internal_reason=canaries.new("internal reason of a retraction"),
    )
    hidden = hidden_rows(canaries, case, draft)
    for row in desk_rows(case, editor):
        canaries.fill(row, private_only=False)
    # Edits after publication: what the public sees is the edition, not the record.
    for row in (case, action, figure, statement):
        row.refresh_from_db()
        reference = row.reference
        canaries.fill(row, private_only=False)
        row.reference = reference
        row.save()
    return Scene(
        canaries,
        {
            "case": "open-case",
            "action": "open-action",
            "figure": "open-figure",
            "statement": "open-statement",
            "source": case.events.get().citations.get().source.reference,
            "event": case.events.get().reference,
            "citation": case.events.get().citations.get().reference,
            "relation": case.relations_from.get(to_figure=figure).reference,
            "response": action.responses.get(case=case).reference,
        },
        hidden,
    )


def published_rows(draft: Case) -> tuple:
    case = b.make_publishable_case(
        reference="open-case", place=b.make_place(), affected_low=40, affected_high=60
    )
    person = b.make_person(sex="female")
    b.make_involvement(case=case, person=person, shown=True, reference="open-case--p01")
    b.make_involvement(case=case, shown=False, reference="open-case--p02")
    b.make_consent(person=person)
    b.make_risk_review(case=case)
    b.make_working_count(case=case, figure=case.figures.get())
    confidential = b.make_confidential_source()
    b.make_citation(case=case, source=confidential)
    b.make_figure(case=case, source=confidential, reference="figure-of-a-confidential-source")
    addressee = b.make_addressee()
    action = b.make_action(reference="open-action", addressees=[addressee], cases=[case, draft])
    response = b.make_response(action=action, responder=addressee, case=case)
    b.make_response(action=action, responder=addressee, case=draft)
    source = b.make_source()
    for cited in ({"action": action}, {"response": response}):
        b.make_advocacy_citation(source=source, **cited)
    figure = b.make_figure(reference="open-figure")
    statement = b.make_statement(reference="open-statement")
    b.make_relation(from_case=case, to_figure=figure, kind="counted_in")
    b.make_relation(from_case=case, to_case=draft)
    return case, action, figure, statement


def rows_around(case, action, figure, statement) -> list[models.Model]:
    """Everything that hangs on the published subjects."""
    involvements = list(case.involvements.all())
    return [
        case,
        action,
        figure,
        statement,
        case.place,
        *case.events.all(),
        *case.figures.all(),
        *case.working_counts.all(),
        *case.risk_reviews.all(),
        *involvements,
        *(involvement.person for involvement in involvements),
        *(consent for involvement in involvements for consent in involvement.person.consents.all()),
        *case.citations.all(),
        *case.relations_from.all(),
        *action.addressee_links.all(),
        *(link.addressee for link in action.addressee_links.all()),
        *action.case_links.all(),
        *action.responses.all(),
        *action.citations.all(),
        *Source.objects.all(),
    ]


def desk_rows(case: Case, user: User) -> Iterator[models.Model]:
    """What staff leave beside the record: kept texts, decisions, imports, exports. Without the texts."""
    now = timezone.now()
    yield KeptForm(user=user, kept_at=now)
    yield SavedFilter(user=user)
    yield PrivateExport(user=user, columns=["reference"], format="csv", made_at=now)
    yield Distinction(kind="case", low=case.pk, high=case.pk + 1000, decided_by=user)
    yield Merge(kind="case", removed_pk=case.pk + 2000, kept_pk=case.pk, merged_by=user, merged_at=now)
    until = now + timedelta(days=1)
    embargo = {"set_by": user, "set_at": now, "confirmed_by": user, "confirmed_at": now}
    yield Embargo(kind="case", subject_pk=case.pk, until=until, **embargo)
    asked = {"asked_by": user, "asked_at": now, "done_by": user, "done_at": now}
    yield Erasure(person=b.make_person(), **asked)
    yield DeadlineRule(channel="wgad_questionnaire", counts_from="sending", length=1)
    dossier = Dossier(channel="wgad_questionnaire", case=case)
    yield dossier
    sent = {"made_by": user, "made_at": now, "sent_on": now.date()}
    sent |= {"format": "docx", "language": "en", "content": b"example"}
    yield SentDossier(dossier=dossier, addressee=b.make_addressee(), **sent)
    run = ImportRun(made_by=user, made_at=now)
    yield run
    yield ImportMapping()
    yield ImportedRow(run=run)
    yield ImportedRowBefore(run=run, previous=run)


def hidden_rows(canaries: Canaries, case: Case, draft: Case) -> dict[str, str]:
    """Rows nobody may know of: drafts of every kind, a confidential source, an internal action, a contact note."""
    hidden = {
        "case": draft,
        "source": b.make_source(),
        "figure": b.make_figure(),
        "statement": b.make_statement(),
        "action": b.make_action(publicity=Publicity.INTERNAL, cases=[case]),
        "response": b.make_response(case=case),
    }
    b.make_contact_note(case=case)
    asked = b.make_correction_request(
        kind="case", subject_reference=case.reference, answer="An example answer."
    )
    b.make_relation(from_case=hidden["case"], to_case=case)
    b.make_citation(case=case, source=hidden["source"])
    rows = [*hidden.values(), *Event.objects.filter(case=hidden["case"]), *case.contact_notes.all(), asked]
    for row in rows:
        canaries.fill(row, private_only=False)
        if hasattr(row, "reference"):
            row.reference = canaries.new(f"reference of a hidden {row._meta.model_name}")
            row.save()
    assert Figure.objects.filter(reference__contains="canary").exists()
    assert Statement.objects.filter(reference__contains="canary").exists()
    return {kind: row.reference for kind, row in hidden.items()}
