"""The people of a dossier: those who agreed, asked for by their consent; of the others a number."""

from datetime import date

from advocacy.dossiers import consents
from advocacy.dossiers.material import Agreed, Agreement, Chosen, Unsaid
from cases.choices import ConsentPurpose
from cases.models import Case, Consent, Involvement
from cases.publication.naming import may_be_named
from cases.publication.policy import age_band
from cases.publication.scan import names_of, names_to_keep


def agreements(
    case: Case, purpose: ConsentPurpose, today: date
) -> tuple[dict[int, Consent], dict[int, list]]:
    """The consent in force for each person of the case who has one, and all consents by person. Two queries."""
    person_pks = list(Involvement.objects.filter(case=case).values_list("person_id", flat=True))
    given = consents.by_person(person_pks)
    held = {pk: consents.valid(given[pk], purpose, today) for pk in person_pks}
    return {pk: consent for pk, consent in held.items() if consent}, given


def agreed_people(
    case: Case, purpose: ConsentPurpose, held: dict[int, Consent], only: int | None
) -> tuple[Agreed, ...]:
    """The people of `held`, and nobody else: their rows alone are read. `only` is one involvement. Two queries.

    For publication, of these only those whom the public page may show.
    """
    rows = Involvement.objects.filter(case=case, person__in=list(held)).order_by("reference")
    if purpose == ConsentPurpose.PUBLICATION:
        rows = rows.filter(shown=True)
    if only is not None:
        rows = rows.filter(pk=only)
    rows = rows.select_related("person").prefetch_related("person__consents")
    return tuple(_agreed(row, held[row.person_id], purpose) for row in rows)


def _agreed(row: Involvement, consent: Consent, purpose: ConsentPurpose) -> Agreed:
    if consent.person_id != row.person_id or consent.purpose != purpose:
        raise ValueError("A person enters a dossier by their own consent for its purpose only.")
    person = row.person
    is_public = purpose == ConsentPurpose.PUBLICATION
    name = (person.public_name if may_be_named(row) else "") if is_public else person.legal_name
    return Agreed(
        involvement_pk=row.pk,
        person_pk=person.pk,
        agreement=Agreement(
            consent.pk, consent.given_on, consent.form, consent.given_by, consent.expires_on, consent.scope
        ),
        name=name,
        native_name="" if is_public else person.native_name,
        other_names="" if is_public else ", ".join(person.aliases.split("\n")),
        identity_documents="" if is_public else person.identity_documents,
        birth_date="" if is_public else person.birth_date,
        sex=person.sex,
        nationalities=tuple(country.code for country in person.nationalities),
        age=None if is_public else row.age_at_event,
        age_band=age_band(row.age_at_event),
        role=row.role,
        vulnerability=row.vulnerability,
        fate=row.fate,
        fate_as_of=row.fate_as_of_edtf,
    )


def unsaid_names(case: Case, purpose: ConsentPurpose, held: dict[int, Consent]) -> Unsaid:
    """The names that no text of the dossier may hold: those of whoever did not agree, and for publication of whoever is
    not named publicly. Two queries."""
    rows = list(
        Involvement.objects.filter(case=case).select_related("person").prefetch_related("person__consents")
    )
    if purpose == ConsentPurpose.PUBLICATION:
        named = [row for row in rows if row.person_id in held and may_be_named(row)]
        return Unsaid(names_to_keep(rows, named))
    return Unsaid(name for row in rows if row.person_id not in held for name in names_of(row.person))


def chosen_one(
    case: Case, involvement: Involvement | None, purpose: ConsentPurpose, today: date, given: dict
) -> Chosen | None:
    """The involvement a dossier is asked for, and why its person's consent is not in force. No query."""
    if involvement is None:
        return None
    if involvement.case_id != case.pk:
        return Chosen(involvement.pk, involvement.person_id, is_of_case=False, refusal=consents.NONE)
    refusal, since, others = consents.why_not(given[involvement.person_id], purpose, today)
    return Chosen(involvement.pk, involvement.person_id, True, refusal, since, others)
