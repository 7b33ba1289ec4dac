"""Three training cases: a complete one, one whose person did not agree, one with media sources and a month alone.

All fictional. Names are in three scripts, to see every letter in the files.
"""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from advocacy.dossiers.channels import FORMS
from advocacy.models import SentDossier
from cases.choices import ConsentPurpose, EventKind, Naming, NamingGrounds, Outcome, Sex, SourceKind
from cases.models import Case, Involvement
from tests import builders as b

#: The day of these tests; the complete case happened some weeks before.
TODAY = date(2026, 3, 20)
#: The Chinese one in simplified characters.
CHINESE, KOREAN = "简体们", "김예시"


def complete(purposes=tuple(ConsentPurpose), **values) -> Involvement:
    """A case with everything the forms read, whose one person agreed to `purposes`."""
    town = b.make_place(
        name_en="Example Detention Centre",
        kind="site",
        city_en="Example Town",
        province_en="Jilin",
        countries=["CN"],
    )
    border = b.make_place(name_en="Example Border Town", province_en="Jilin", countries=["CN"])
    case = b.make_case(
        title_en="Example woman held and at risk of return",
        summary_en="Reported: an example woman was apprehended and held, and may be returned.",
        date_edtf="2026-02-10",
        place=town,
        affected_low=1,
        affected_high=1,
        last_reported_outcome=Outcome.DETAINED,
        outcome_as_of_edtf="2026-03",
    )
    reports = [
        b.make_source(
            title="Example report 예시 보고서 例子报告",
            kind=SourceKind.NGO,
            archived_url="https://web.archive.org/web/2026/https://example.org/a-rather-long-address/of-a-report",
        ),
        b.make_source(title="Example article", published_edtf="2026-02-12"),
    ]
    steps = (
        (EventKind.APPREHENDED, "2026-02-10", border, "An example woman was apprehended."),
        (EventKind.DETAINED, "2026-02-11", town, "She was held."),
        (EventKind.ILL_TREATED, "2026-02-20~", town, "She was reported denied medicine."),
    )
    for number, (kind, day, place, summary) in enumerate(steps, start=1):
        event = b.make_event(
            case=case,
            kind=kind,
            sequence=number,
            date_edtf=day,
            place=place,
            summary_en=summary,
            carried_out_by_en="Example Public Security Bureau",
            stated_reason_en="Illegal stay, the authorities said",
            legal_basis_en="Example Exit and Entry Law, article 1",
        )
        b.make_citation(event=event, source=reports[number % 2])
    b.make_citation(case=case, source=reports[0])
    b.make_figure(case=case, source=reports[0], measure="in_custody", count_low=1, count_high=1)
    b.make_action(cases=[case], addressees=[b.make_addressee()])
    involvement = b.make_involvement(
        case=case,
        person=person(),
        age_at_event=34,
        vulnerability="ill",
        fate=Outcome.DETAINED,
        fate_as_of_edtf="2026-03",
        shown=True,
        naming=Naming.NAMED,
        naming_grounds=NamingGrounds.CONSENT,
        **values,
    )
    for purpose in purposes:
        b.make_consent(person=involvement.person, purpose=purpose, given_on="2026-03-01")
    return involvement


def person(**values):
    return b.make_person(
        legal_name="Example Person One",
        native_name=f"{KOREAN} {CHINESE}",
        aliases="Example Alias One",
        public_name="Example Public One",
        contact="Example secret contact",
        identity_documents="Example passport, number 000",
        birth_date="1991-05",
        sex=Sex.FEMALE,
        **values,
    )


def lacking_consent() -> Involvement:
    """The complete case, but what the person agreed to is keeping it in the office."""
    return complete(purposes=[ConsentPurpose.INTERNAL])


def media_only() -> Involvement:
    """Everything agreed, but two articles alone report it, and they know the month alone."""
    case = b.make_case(date_edtf="2025-12", last_reported_outcome=Outcome.DETAINED)
    article = b.make_source()
    event = b.make_event(case=case, date_edtf="2025-12")
    b.make_citation(event=event, source=article)
    b.make_citation(case=case, source=b.make_source())
    involvement = b.make_involvement(case=case, person=person(), fate=Outcome.DETAINED)
    for purpose in ConsentPurpose:
        b.make_consent(person=involvement.person, purpose=purpose, given_on="2026-01-05")
    return involvement


def companion(case: Case, **values) -> Involvement:
    """Another person of the case, who agreed to nothing."""
    stranger = b.make_person(
        legal_name="Zqcompanion Example", native_name="나동행", aliases="Zqalias Example"
    )
    return b.make_involvement(case=case, person=stranger, **values)


def sent(**given) -> SentDossier:
    """A file that was sent by somebody to somebody, unless given."""
    n = next(b.numbers)
    values = {
        "dossier": b.make_dossier,
        "format": "docx",
        "language": "en",
        "content": b"example",
        "sha256": "0" * 64,
        "made_at": timezone.now,
        "made_by": lambda: User.objects.create_user(f"example-sender-{n}"),
        "sent_on": "2024-03-01",
        "addressee": b.make_addressee,
    } | given
    return SentDossier.objects.create(
        **{name: value() if callable(value) else value for name, value in values.items()}
    )


def answers(channel) -> dict[str, str]:
    """A text for everything the channel asks the author."""
    given = {field.name: f"Example answer: {field.label.en}" for field in FORMS[channel].answers}
    special = {
        "categories": "IV, V",
        "mandates": "torture, dprk",
        "family_name": "Example",
        "given_name": "One",
    }
    return given | {name: text for name, text in special.items() if name in given}


def later(days: int) -> date:
    return TODAY + timedelta(days=days)
