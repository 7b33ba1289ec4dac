"""Working Group on Enforced or Involuntary Disappearances: the standard procedure, one person a form.

Items 1 to 6 are compulsory; what follows is optional. Names and sources are not published by the body.
"""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

LANGUAGES = (DossierLanguage.EN, DossierLanguage.FR, DossierLanguage.ES)

COMPULSORY = (
    Section(
        Label(
            "1. Identity of the disappeared person",
            "1. Identité de la personne disparue",
            "1. Identidad de la persona desaparecida",
        ),
        (
            sections.FAMILY_NAME,
            sections.GIVEN_NAME,
            must(
                "full_name",
                Label("Name as on file", "Nom tel qu’enregistré", "Nombre según consta"),
                facts.FULL_NAME,
            ),
            *sections.NAMES,
        ),
    ),
    Section(
        Label("2. Date of the disappearance", "2. Date de la disparition", "2. Fecha de la desaparición"),
        (
            must(
                "date",
                Label(
                    "Date, at least month and year",
                    "Date, au moins le mois et l’année",
                    "Fecha, al menos mes y año",
                ),
                facts.LAST_SEEN_DATE,
            ),
        ),
    ),
    Section(
        Label("3. Place", "3. Lieu", "3. Lugar"),
        (
            must(
                "place",
                Label(
                    "Place of arrest or abduction, or where last seen",
                    "Lieu de l’arrestation ou de l’enlèvement, ou dernier lieu connu",
                    "Lugar del arresto o secuestro, o donde se vio por última vez",
                ),
                facts.LAST_SEEN_PLACE,
            ),
        ),
    ),
    Section(
        Label("4. Forces responsible", "4. Forces responsables", "4. Fuerzas responsables"),
        (
            must(
                "forces",
                Label(
                    "State forces, or forces supported by the State, thought to be responsible",
                    "Forces de l’État, ou soutenues par lui, présumées responsables",
                    "Fuerzas del Estado, o apoyadas por él, presuntamente responsables",
                ),
                facts.LAST_SEEN_FORCES,
            ),
            must(
                "responsible_state",
                Label("State concerned", "État concerné", "Estado interesado"),
                facts.STATES,
            ),
        ),
    ),
    Section(
        Label("5. Search for the person", "5. Recherches", "5. Búsqueda"),
        (
            must(
                "search",
                Label(
                    "What relatives or others did to find the person, or why nothing could be done",
                    "Démarches des proches ou d’autres pour retrouver la personne, ou raisons de leur absence",
                    "Gestiones de familiares u otros para encontrar a la persona, o por qué no fue posible",
                ),
                hint=_("Authorities asked by their full names, dates, answers."),
            ),
            sections.EARLIER_ACTIONS,
        ),
    ),
    sections.submitter(
        Label(
            "6. Person submitting the case",
            "6. Auteur de la communication",
            "6. Persona que presenta el caso",
        )
    ),
    Section(
        Label("Family", "Famille", "Familia"),
        (
            sections.AGREEMENT,
            must(
                "follow_up",
                Label(
                    "How contact with the family is kept in both directions",
                    "Comment le contact avec la famille est maintenu dans les deux sens",
                    "Cómo se mantiene el contacto con la familia en ambos sentidos",
                ),
                hint=_("An organisation must be able to pass on questions and answers."),
            ),
        ),
    ),
)
OPTIONAL = Section(
    Label("Further details", "Renseignements complémentaires", "Información adicional"),
    (
        may("sex", Label("Sex", "Sexe", "Sexo"), facts.SEX),
        may(
            "birth",
            Label("Birth date or age", "Date de naissance ou âge", "Fecha de nacimiento o edad"),
            facts.BIRTH,
        ),
        may("nationalities", Label("Nationality", "Nationalité", "Nacionalidad"), facts.NATIONALITIES),
        may(
            "identity_documents",
            Label("Identity document", "Document d’identité", "Documento de identidad"),
            facts.IDENTITY,
        ),
        may("profession", Label("Occupation", "Profession", "Ocupación")),
        may("usual_address", Label("Address", "Adresse", "Dirección")),
        may(
            "witnesses",
            Label("Witnesses", "Témoins", "Testigos"),
            hint=_("Only those who agreed to be named."),
        ),
        may("chronology", Label("Chronology", "Chronologie", "Cronología"), facts.CHRONOLOGY),
        may("last_reported", Label("Last reported", "Dernier signalement", "Última noticia"), facts.FATE),
    ),
)

FORM = ChannelForm(
    code=Channel.WGEID_STANDARD,
    title=Label(
        "Working Group on Enforced or Involuntary Disappearances: standard procedure",
        "Groupe de travail sur les disparitions forcées ou involontaires : procédure ordinaire",
        "Grupo de Trabajo sobre las Desapariciones Forzadas o Involuntarias: procedimiento ordinario",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(*COMPULSORY, OPTIONAL),
    event_kinds=facts.LAST_SEEN,
    rules=(rules.date_to_the_month, rules.urgent_is_open, rules.told_the_government),
)
