"""Special Procedures: an urgent appeal about what is under way or imminent, above all forced return.

The Special Rapporteur on torture takes imminent return to a place where torture is likely, incommunicado custody and
denied treatment.
"""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.channels.sp_allegation_letter import (
    ACTORS,
    CONSENT,
    FACTS,
    LANGUAGES,
    MANDATES,
    STEPS,
    SUBMITTER,
    VICTIM,
)
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose

FORM = ChannelForm(
    code=Channel.SP_URGENT_APPEAL,
    title=Label(
        "Special Procedures: urgent appeal",
        "Procédures spéciales : appel urgent",
        "Procedimientos especiales: llamamiento urgente",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(
        MANDATES,
        Section(
            Label("Why it is urgent", "Motifs d’urgence", "Por qué es urgente"),
            (
                must(
                    "danger",
                    Label(
                        "What is under way or imminent",
                        "Ce qui est en cours ou imminent",
                        "Qué está ocurriendo o es inminente",
                    ),
                    hint=_(
                        "Return to a place where torture is likely, incommunicado custody, denied treatment …"
                    ),
                ),
                may(
                    "risk_on_return",
                    Label(
                        "What is feared on return",
                        "Ce qui est à craindre en cas de renvoi",
                        "Qué se teme en caso de devolución",
                    ),
                ),
                sections.REQUEST,
            ),
        ),
        VICTIM,
        ACTORS,
        SUBMITTER,
        FACTS,
        STEPS,
        CONSENT,
    ),
    event_kinds=facts.ARREST,
    rules=(rules.not_only_media, rules.mandates, rules.under_way, rules.told_the_government),
)
