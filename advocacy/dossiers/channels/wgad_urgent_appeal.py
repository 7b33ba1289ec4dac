"""Working Group on Arbitrary Detention: an urgent appeal for one person whose health or life is in danger.

It prejudges nothing; the questionnaire can follow.
"""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.channels.wgad_questionnaire import ARREST, DETENTION, IDENTITY, LANGUAGES, NARRATIVE
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose

FORM = ChannelForm(
    code=Channel.WGAD_URGENT_APPEAL,
    title=Label(
        "Working Group on Arbitrary Detention: urgent appeal",
        "Groupe de travail sur la détention arbitraire : appel urgent",
        "Grupo de Trabajo sobre la Detención Arbitraria: llamamiento urgente",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(
        Section(
            Label("Why it is urgent", "Motifs d’urgence", "Por qué es urgente"),
            (
                must(
                    "danger",
                    Label(
                        "Danger to health, physical or mental integrity, or life",
                        "Danger pour la santé, l’intégrité physique ou psychique, ou la vie",
                        "Peligro para la salud, la integridad física o psíquica, o la vida",
                    ),
                    hint=_("Why going on holding the person is a serious danger."),
                ),
                may(
                    "vulnerability",
                    Label("Special vulnerability", "Vulnérabilité particulière", "Vulnerabilidad especial"),
                    facts.VULNERABILITY,
                ),
                sections.REQUEST,
            ),
        ),
        IDENTITY,
        ARREST,
        DETENTION,
        NARRATIVE,
        sections.submitter(
            Label(
                "V. Person submitting the information",
                "V. Auteur de la communication",
                "V. Persona que presenta la información",
            )
        ),
        Section(Label("Consent", "Consentement", "Consentimiento"), (sections.AGREEMENT,)),
    ),
    event_kinds=facts.ARREST,
    rules=(rules.still_held, rules.told_the_government),
)
