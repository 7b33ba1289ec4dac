"""Sections that several forms share word for word."""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts
from advocacy.dossiers.form import Label, Section, may, must

_SUBMITTER_FIELDS = (
    must("organisation", Label("Organisation", "Organisation", "Organización"), facts.ORGANISATION),
    must(
        "submitter_name",
        Label("Name of the person submitting", "Nom de l’auteur", "Nombre de quien presenta la información"),
        hint=_("Full name and function. The body knows it; governments are not told."),
    ),
    must(
        "submitter_address",
        Label("Postal address", "Adresse postale", "Dirección postal"),
        hint=_("Of the office."),
    ),
    must(
        "submitter_email",
        Label("E-mail", "Courriel", "Correo electrónico"),
        hint=_("One that the office reads every day."),
    ),
    may("submitter_phone", Label("Telephone", "Téléphone", "Teléfono")),
    must(
        "relation",
        Label("Relation to the person", "Lien avec la personne", "Relación con la persona"),
        hint=_("For example: asked by the family to act for them."),
    ),
)
CONFIDENTIAL = may(
    "confidential_parts",
    Label(
        "What is to be kept confidential",
        "Éléments à garder confidentiels",
        "Información que debe mantenerse confidencial",
    ),
    hint=_("Which of the above the body must not pass on."),
)
SIGNED = may(
    "signature",
    Label("Date and signature", "Date et signature", "Fecha y firma"),
    hint=_("Empty to sign by hand."),
)


def submitter(title: Label) -> Section:
    """Who submits, under the heading that the form gives it."""
    return Section(title, (*_SUBMITTER_FIELDS, CONFIDENTIAL, SIGNED))


AGREEMENT = must(
    "consent",
    Label(
        "Consent of the person or family",
        "Consentement de la personne ou de la famille",
        "Consentimiento de la persona o de la familia",
    ),
    facts.CONSENT,
)
FAMILY_NAME = must(
    "family_name",
    Label("Family name", "Nom de famille", "Apellidos"),
    hint=_("As in documents, for example Kim."),
)
GIVEN_NAME = must(
    "given_name", Label("Given name", "Prénom", "Nombre"), hint=_("As in documents, for example Min-su.")
)
NAMES = (
    may(
        "native_name",
        Label("Name in own script", "Nom en écriture d’origine", "Nombre en su escritura"),
        facts.NATIVE_NAME,
    ),
    may(
        "other_names",
        Label("Other names and spellings", "Autres noms et graphies", "Otros nombres y grafías"),
        facts.OTHER_NAMES,
    ),
)
REQUEST = must(
    "request",
    Label("What is asked", "Mesures demandées", "Medidas solicitadas"),
    hint=_("What the addressee should do, in one or two sentences."),
)
OTHER_BODIES = may(
    "other_bodies",
    Label(
        "Other international bodies seized",
        "Autres organismes internationaux saisis",
        "Otros organismos internacionales a los que se acudió",
    ),
    hint=_("Which, when, with what reference. Write “none” if none."),
)
EARLIER_ACTIONS = may(
    "earlier_actions",
    Label("Steps taken so far", "Démarches déjà entreprises", "Gestiones realizadas"),
    facts.EARLIER_ACTIONS,
)
REMEDIES = must(
    "remedies",
    Label(
        "Internal steps and remedies, their outcome, or why there are none",
        "Recours internes, leur issue, ou raisons de leur absence",
        "Recursos internos, su resultado, o por qué no los hay",
    ),
    hint=_("Before which body, when, with what result; or why impossible or useless."),
)
