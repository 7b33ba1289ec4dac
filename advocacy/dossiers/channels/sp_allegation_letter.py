"""Special Procedures: an allegation letter about what is past, to one or more mandates.

Fields of the common submission form; those of single mandates (injuries and medical evidence for torture) are optional.
"""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, mandates, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

LANGUAGES = (DossierLanguage.EN, DossierLanguage.FR, DossierLanguage.ES)

MANDATES = Section(
    Label("Mandates", "Mandats", "Mandatos"),
    (
        must(
            "mandates",
            Label("Mandates addressed", "Mandats saisis", "Mandatos a los que se dirige"),
            hint=_("One or more of: torture, dprk, trafficking, migrants."),
            shown=mandates.titles,
        ),
    ),
)
VICTIM = Section(
    Label("Alleged victim", "Victime présumée", "Presunta víctima"),
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
            Label("Birth date or age", "Date de naissance ou âge", "Fecha de nacimiento o edad"),
            facts.BIRTH,
        ),
        must("nationalities", Label("Nationality", "Nationalité", "Nacionalidad"), facts.NATIONALITIES),
        may("ethnicity", Label("Ethnic background", "Origine ethnique", "Origen étnico")),
        may(
            "profession",
            Label("Occupation and affiliations", "Profession et affiliations", "Ocupación y afiliaciones"),
        ),
        may(
            "vulnerability",
            Label("Special vulnerability", "Vulnérabilité particulière", "Vulnerabilidad especial"),
            facts.VULNERABILITY,
        ),
        may("last_reported", Label("Last reported", "Dernier signalement", "Última noticia"), facts.FATE),
    ),
)
ACTORS = Section(
    Label("Alleged perpetrators", "Auteurs présumés", "Presuntos autores"),
    (
        must("states", Label("States concerned", "États concernés", "Estados interesados"), facts.STATES),
        must(
            "forces",
            Label(
                "Agencies, by full name",
                "Services, par leur nom complet",
                "Organismos, por su nombre completo",
            ),
            facts.ALL_FORCES,
        ),
        may(
            "other_actors",
            Label(
                "Other actors, also non-State",
                "Autres acteurs, y compris non étatiques",
                "Otros actores, también no estatales",
            ),
        ),
    ),
)
FACTS = Section(
    Label("Facts", "Faits", "Hechos"),
    (
        must("date", Label("Date", "Date", "Fecha"), facts.ARREST_DATE),
        must("place", Label("Place", "Lieu", "Lugar"), facts.ARREST_PLACE),
        must(
            "narrative",
            Label(
                "Detailed description of the facts",
                "Description détaillée des faits",
                "Descripción detallada de los hechos",
            ),
            hint=_("Who, what, when, where, how. Thin detail is refused."),
        ),
        may("chronology", Label("Chronology", "Chronologie", "Cronología"), facts.CHRONOLOGY),
        may(
            "treatment",
            Label("Ill-treatment reported", "Mauvais traitements signalés", "Malos tratos denunciados"),
            facts.TREATMENT,
        ),
        may(
            "medical_evidence",
            Label(
                "Injuries and medical evidence", "Lésions et preuves médicales", "Lesiones y pruebas médicas"
            ),
        ),
        may("returns", Label("Forced return", "Renvoi forcé", "Devolución forzada"), facts.RETURNS),
    ),
)
STEPS = Section(
    Label("Steps taken", "Démarches entreprises", "Gestiones realizadas"),
    (sections.REMEDIES, sections.EARLIER_ACTIONS, sections.OTHER_BODIES),
)
CONSENT = Section(
    Label("Consent", "Consentement", "Consentimiento"),
    (
        sections.AGREEMENT,
        must(
            "knows_government",
            Label(
                "Does the person or family know that the letter goes to the government?",
                "La personne ou la famille sait-elle que la lettre sera transmise au gouvernement ?",
                "¿Sabe la persona o la familia que la carta se enviará al gobierno?",
            ),
        ),
        must(
            "knows_report",
            Label(
                "Does the person or family know that it may appear in a public report?",
                "La personne ou la famille sait-elle qu’elle pourra figurer dans un rapport public ?",
                "¿Sabe la persona o la familia que puede aparecer en un informe público?",
            ),
        ),
        must(
            "name_or_initials",
            Label(
                "Full name or initials in public?",
                "Nom complet ou initiales en public ?",
                "¿Nombre completo o iniciales en público?",
            ),
            hint=_("Initials identify Koreans."),
        ),
    ),
)
SUBMITTER = sections.submitter(
    Label("Person submitting", "Auteur de la communication", "Persona que presenta la comunicación")
)

FORM = ChannelForm(
    code=Channel.SP_ALLEGATION_LETTER,
    title=Label(
        "Special Procedures: allegation letter",
        "Procédures spéciales : lettre d’allégation",
        "Procedimientos especiales: carta de denuncia",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(
        MANDATES,
        VICTIM,
        ACTORS,
        SUBMITTER,
        FACTS,
        STEPS,
        Section(Label("Request", "Demande", "Solicitud"), (sections.REQUEST,)),
        CONSENT,
    ),
    event_kinds=facts.ARREST,
    rules=(rules.not_only_media, rules.mandates, rules.told_the_government),
)
