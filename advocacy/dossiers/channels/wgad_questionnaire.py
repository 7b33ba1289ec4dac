"""Working Group on Arbitrary Detention: the questionnaire for one person (E/CN.4/1992/20, annex; Fact Sheet 26).

Sections I and II were seen filled in; III to VII are background knowledge and to be compared with the form in use
before sending (docs/dossiers.md).
"""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

LANGUAGES = (DossierLanguage.EN, DossierLanguage.FR, DossierLanguage.ES)

IDENTITY = Section(
    Label("I. Identity", "I. Identité", "I. Identidad"),
    (
        sections.FAMILY_NAME,
        sections.GIVEN_NAME,
        must(
            "full_name",
            Label("Name as on file", "Nom tel qu’enregistré", "Nombre según consta"),
            facts.FULL_NAME,
        ),
        *sections.NAMES,
        must("sex", Label("Sex", "Sexe", "Sexo"), facts.SEX),
        must(
            "birth",
            Label(
                "Birth date or age at the time of detention",
                "Date de naissance ou âge au moment de la détention",
                "Fecha de nacimiento o edad en el momento de la detención",
            ),
            facts.BIRTH,
        ),
        must("nationalities", Label("Nationality", "Nationalité", "Nacionalidad"), facts.NATIONALITIES),
        may(
            "identity_documents",
            Label(
                "Identity document: kind, issuer, date, number",
                "Document d’identité : nature, autorité, date, numéro",
                "Documento de identidad: tipo, expedidor, fecha, número",
            ),
            facts.IDENTITY,
        ),
        may(
            "profession",
            Label(
                "Profession or activity, if it bears on the detention",
                "Profession ou activité, si elle est en rapport avec la détention",
                "Profesión o actividad, si guarda relación con la detención",
            ),
        ),
        may("usual_address", Label("Usual address", "Adresse habituelle", "Domicilio habitual")),
    ),
)
ARREST = Section(
    Label("II. Arrest", "II. Arrestation", "II. Arresto"),
    (
        must(
            "arrest_date",
            Label("Date of arrest", "Date de l’arrestation", "Fecha del arresto"),
            facts.ARREST_DATE,
        ),
        must(
            "arrest_place",
            Label("Place of arrest", "Lieu de l’arrestation", "Lugar del arresto"),
            facts.ARREST_PLACE,
        ),
        must(
            "arrest_forces",
            Label(
                "Forces that carried it out, or are thought to have",
                "Forces qui y ont procédé ou sont présumées l’avoir fait",
                "Fuerzas que lo realizaron o se presume que lo hicieron",
            ),
            facts.ARREST_FORCES,
        ),
        must(
            "warrant",
            Label(
                "Was a warrant or other decision shown?",
                "Un mandat ou une autre décision a-t-il été présenté ?",
                "¿Se mostró una orden u otra decisión?",
            ),
            hint=_("Yes, no, or not known."),
        ),
        may(
            "warrant_authority",
            Label(
                "Authority that issued it",
                "Autorité qui l’a délivré",
                "Autoridad que la expidió",
            ),
        ),
        must(
            "arrest_reason",
            Label(
                "Reasons given by the authorities",
                "Motifs invoqués par les autorités",
                "Motivos aducidos por las autoridades",
            ),
            facts.ARREST_REASON,
        ),
        may(
            "arrest_law",
            Label("Law applied", "Législation appliquée", "Legislación aplicada"),
            facts.ARREST_LAW,
        ),
    ),
)
DETENTION = Section(
    Label("III. Detention", "III. Détention", "III. Detención"),
    (
        must(
            "detention_date",
            Label("Date of detention", "Date de la détention", "Fecha de la detención"),
            facts.ARREST_DATE,
        ),
        must(
            "detention_length",
            Label(
                "Length of detention (likely length, if not known)",
                "Durée de la détention (durée probable si elle n’est pas connue)",
                "Duración de la detención (probable, si no se conoce)",
            ),
        ),
        must(
            "detention_forces",
            Label(
                "Forces holding the person",
                "Forces détenant la personne",
                "Fuerzas que mantienen detenida a la persona",
            ),
            facts.DETENTION_FORCES,
        ),
        must(
            "detention_places",
            Label(
                "Places of detention, with transfers and present place",
                "Lieux de détention, avec transferts et lieu actuel",
                "Lugares de detención, con traslados y lugar actual",
            ),
            facts.DETENTION_PLACES,
        ),
        may(
            "detention_authority",
            Label(
                "Authority that ordered the detention",
                "Autorité qui a ordonné la détention",
                "Autoridad que ordenó la detención",
            ),
        ),
        must(
            "detention_reason",
            Label(
                "Reasons given by the authorities",
                "Motifs invoqués par les autorités",
                "Motivos aducidos por las autoridades",
            ),
            facts.DETENTION_REASON,
        ),
        may(
            "detention_law",
            Label("Law applied", "Législation appliquée", "Legislación aplicada"),
            facts.DETENTION_LAW,
        ),
        may("last_reported", Label("Last reported", "Dernier signalement", "Última noticia"), facts.FATE),
    ),
)
NARRATIVE = Section(
    Label(
        "IV. Circumstances of the arrest and detention",
        "IV. Circonstances de l’arrestation et de la détention",
        "IV. Circunstancias del arresto y de la detención",
    ),
    (
        must(
            "narrative",
            Label("Account", "Récit", "Relato"),
            hint=_("What happened, in the order of time. Names of others only if they agreed."),
        ),
        may("chronology", Label("Chronology", "Chronologie", "Cronología"), facts.CHRONOLOGY),
    ),
)

FORM = ChannelForm(
    code=Channel.WGAD_QUESTIONNAIRE,
    title=Label(
        "Working Group on Arbitrary Detention: questionnaire",
        "Groupe de travail sur la détention arbitraire : questionnaire",
        "Grupo de Trabajo sobre la Detención Arbitraria: cuestionario",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(
        IDENTITY,
        ARREST,
        DETENTION,
        NARRATIVE,
        Section(
            Label(
                "V. Why the detention is arbitrary",
                "V. Raisons pour lesquelles la détention est arbitraire",
                "V. Por qué la detención es arbitraria",
            ),
            (
                must(
                    "categories",
                    Label("Categories", "Catégories", "Categorías"),
                    hint=_(
                        "One or more of I, II, III, IV, V. For North Koreans in China IV, V and I are likely: "
                        "your judgement."
                    ),
                ),
                must("arbitrary", Label("Reasons", "Raisons", "Razones")),
            ),
        ),
        Section(
            Label("VI. Internal steps", "VI. Démarches internes", "VI. Gestiones internas"),
            (sections.REMEDIES, sections.EARLIER_ACTIONS, sections.OTHER_BODIES),
        ),
        sections.submitter(
            Label(
                "VII. Person submitting the information",
                "VII. Auteur de la communication",
                "VII. Persona que presenta la información",
            )
        ),
        Section(Label("Consent", "Consentement", "Consentimiento"), (sections.AGREEMENT,)),
    ),
    event_kinds=facts.ARREST,
    rules=(rules.categories, rules.told_the_government),
)
