"""Valid rows of the record in one line each: `make_case()`, `make_case(title_en="…")`.

Texts are obviously artificial. Rows are written with `save()`: workflow, references and change reasons are
the business of cases/editing.py, which tests of those call themselves. What a row needs and the caller does
not give is made too (`make_event()` makes a case).
"""

from itertools import count

from django.apps import apps

from advocacy.models import (
    Action,
    ActionAddressee,
    ActionCase,
    Addressee,
    AdvocacyCitation,
    DeadlineRule,
    Dossier,
    Response,
)
from cases import record_search
from cases.choices import (
    ActionKind,
    ActorKind,
    AddresseeKind,
    Channel,
    ConsentForm,
    ConsentPurpose,
    DeadlineStart,
    EventKind,
    Measure,
    PlaceKind,
    Publicity,
    RelationKind,
    ResponseKind,
    RiskLevel,
    SourceKind,
    StatementTopic,
)
from cases.models import (
    Case,
    Citation,
    Consent,
    ContactNote,
    CorrectionRequest,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    Relation,
    RiskReview,
    Source,
    Statement,
    WorkingCount,
)

numbers = count(1)


def build(model, given, **defaults):
    """Save a row of `model` from the defaults that `given` does not replace. A default may be a function,
    called only when it is needed."""
    values = defaults | given
    made = {name: value() if callable(value) else value for name, value in values.items()}
    row = model(**made)
    row.full_clean()
    row.save()
    record_search.refresh([row])
    return row


def make_place(**given) -> Place:
    n = next(numbers)
    return build(
        Place,
        given,
        reference=f"example-city-{n}",
        name_en=f"Example City {n}",
        kind=PlaceKind.CITY,
        province_en="Example Province",
        countries=["CN"],
    )


def make_source(**given) -> Source:
    n = next(numbers)
    return build(
        Source,
        given,
        reference=f"example-source-{n}",
        title=f"Example article {n}",
        publisher="Example Daily",
        url=f"https://example.org/articles/{n}",
        published_edtf="2013-05-29",
        kind=SourceKind.MEDIA,
        language="en",
    )


def make_confidential_source(**given) -> Source:
    n = next(numbers)
    return build(
        Source,
        given,
        reference=f"example-interview-{n}",
        title=f"Interview {n}",
        kind=SourceKind.TESTIMONY,
        is_confidential=True,
        confidential_identity=f"Example Witness {n}",
    )


def make_case(**given) -> Case:
    n = next(numbers)
    return build(
        Case,
        given,
        reference=f"example-case-{n}",
        title_en=f"Example group {n} held at a border",
        summary_en="Reported: an example group was held at a border.",
        date_edtf="2013-05",
        detaining_countries=["CN"],
        affected_low=5,
        affected_high=5,
    )


def make_event(**given) -> Event:
    n = next(numbers)
    return build(
        Event,
        given,
        reference=f"example-event-{n}",
        case=make_case,
        sequence=n,
        kind=EventKind.APPREHENDED,
        date_edtf="2013-05-10",
        summary_en="The example group was reported apprehended.",
    )


def make_figure(**given) -> Figure:
    """A count that belongs to no case unless one is given: `make_figure(case=case)`."""
    n = next(numbers)
    return build(
        Figure,
        given,
        reference=f"example-figure-{n}",
        measure=Measure.FORCIBLY_RETURNED,
        count_low=5,
        count_high=5,
        source=make_source,
    )


def make_statement(**given) -> Statement:
    n = next(numbers)
    return build(
        Statement,
        given,
        reference=f"example-statement-{n}",
        topic=StatementTopic.ROUTE,
        text_en="An example source describes an example route.",
        source=make_source,
    )


def make_citation(**given) -> Citation:
    """Cites a new case unless the caller names the one thing cited: `make_citation(event=event)`."""
    n = next(numbers)
    if not {"case", "event", "figure", "involvement"} & given.keys():
        given["case"] = make_case
    return build(Citation, given, reference=f"example-citation-{n}", source=make_source)


def make_relation(**given) -> Relation:
    """Between two new cases unless the caller names the ends."""
    n = next(numbers)
    if not {"from_case", "from_figure"} & given.keys():
        given["from_case"] = make_case
    if not {"to_case", "to_figure"} & given.keys():
        given["to_case"] = make_case
    return build(Relation, given, reference=f"example-relation-{n}", kind=RelationKind.PART_OF)


def make_person(**given) -> Person:
    n = next(numbers)
    return build(
        Person,
        given,
        reference=f"person-{n}",
        legal_name=f"Example Person {n}",
        nationalities=["KP"],
    )


def make_involvement(**given) -> Involvement:
    n = next(numbers)
    return build(
        Involvement,
        given,
        reference=f"example-involvement-{n}",
        case=make_case,
        person=make_person,
        age_at_event=40,
    )


def make_consent(**given) -> Consent:
    n = next(numbers)
    return build(
        Consent,
        given,
        reference=f"example-consent-{n}",
        person=make_person,
        purpose=ConsentPurpose.PUBLICATION,
        given_on="2024-01-10",
        form=ConsentForm.WRITTEN,
    )


def make_contact_note(**given) -> ContactNote:
    return build(
        ContactNote,
        given,
        held_on="2024-02-01",
        caller="Example Relative",
        content="An example conversation.",
    )


def make_correction_request(**given) -> CorrectionRequest:
    """An open one about the site as a whole, unless the caller names the record it is about."""
    return build(
        CorrectionRequest,
        given,
        received_on="2024-02-01",
        asked_by="Example Reader",
        text="An example number is wrong.",
    )


def make_risk_review(**given) -> RiskReview:
    """A favourable review that stays valid for the lifetime of this software."""
    return build(
        RiskReview,
        given,
        case=make_case,
        reviewed_on="2024-01-10",
        review_again_on="2124-01-10",
        detainee=RiskLevel.LOW,
        family=RiskLevel.LOW,
        companions=RiskLevel.LOW,
        helpers=RiskLevel.LOW,
        route=RiskLevel.LOW,
        negotiations=RiskLevel.LOW,
        publication_acceptable=True,
    )


def make_working_count(**given) -> WorkingCount:
    case = given.setdefault("case", make_case())
    return build(
        WorkingCount,
        given,
        measure=Measure.FORCIBLY_RETURNED,
        figure=lambda: make_figure(case=case),
        reason="The only example figure.",
    )


def make_addressee(**given) -> Addressee:
    n = next(numbers)
    return build(
        Addressee,
        given,
        reference=f"example-ministry-{n}",
        name_en=f"Example Ministry {n}",
        kind=AddresseeKind.MINISTRY,
    )


def make_action(addressees=(), cases=(), **given) -> Action:
    """A public action; `addressees` and `cases` are linked in their order."""
    n = next(numbers)
    action = build(
        Action,
        given,
        reference=f"example-action-{n}",
        kind=ActionKind.NGO_LETTER,
        actor_en="Example Rights Group",
        actor_kind=ActorKind.NGO,
        date_edtf="2013-06-01",
        summary_en="An example letter asked for an example answer.",
        publicity=Publicity.PUBLIC,
    )
    for position, addressee in enumerate(addressees, start=1):
        ActionAddressee.objects.create(action=action, addressee=addressee, position=position)
    for case in cases:
        ActionCase.objects.create(action=action, case=case)
    return action


def make_response(**given) -> Response:
    """An answer to no recorded action unless one is given: `make_response(action=action)`."""
    n = next(numbers)
    return build(
        Response,
        given,
        reference=f"example-response-{n}",
        responder=make_addressee,
        kind=ResponseKind.NO_COMMENT,
        date_edtf="2013-06-10",
        summary_en="The example ministry was reported to decline comment.",
    )


def make_advocacy_citation(**given) -> AdvocacyCitation:
    """Cites a new action unless the caller names the one thing cited."""
    n = next(numbers)
    if not {"action", "response"} & given.keys():
        given["action"] = make_action
    return build(AdvocacyCitation, given, reference=f"example-advocacy-citation-{n}", source=make_source)


def make_deadline_rule(**given) -> DeadlineRule:
    n = next(numbers)
    return build(
        DeadlineRule,
        given,
        code=f"example-rule-{n}",
        title=f"Example deadline {n}",
        channel=Channel.WGAD_QUESTIONNAIRE,
        counts_from=DeadlineStart.TRANSMISSION,
        length=60,
        source="Example page.",
    )


def make_dossier(**given) -> Dossier:
    return build(Dossier, given, channel=Channel.LETTER_TO_GOVERNMENT, case=make_case)


def make_publishable_case(**given) -> Case:
    """A case without people, with one dated event, one figure and public sources for each."""
    case = make_case(**given)
    source = make_source()
    make_citation(case=case, source=source)
    make_citation(event=make_event(case=case), source=source)
    make_figure(case=case, source=source)
    return case


def written_by(user) -> None:
    """Make `user` the author of everything built so far: builders save without one, which the four-eyes
    rule would take for an edit by nobody known."""
    for model in (*apps.get_app_config("cases").get_models(), *apps.get_app_config("advocacy").get_models()):
        if model.__name__.startswith("Historical"):
            model.objects.filter(history_user=None).update(history_user=user)
