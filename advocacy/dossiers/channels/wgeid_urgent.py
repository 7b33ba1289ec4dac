"""Working Group on Enforced or Involuntary Disappearances: the urgent procedure, within three months of the event.

The months are a rule of the office's own table, because the body may change them.
"""

from advocacy.dossiers import facts, rules
from advocacy.dossiers.channels.wgeid_standard import COMPULSORY, LANGUAGES, OPTIONAL
from advocacy.dossiers.form import ChannelForm, Label
from cases.choices import Channel, ConsentPurpose

FORM = ChannelForm(
    code=Channel.WGEID_URGENT,
    title=Label(
        "Working Group on Enforced or Involuntary Disappearances: urgent procedure",
        "Groupe de travail sur les disparitions forcées ou involontaires : procédure d’urgence",
        "Grupo de Trabajo sobre las Desapariciones Forzadas o Involuntarias: procedimiento urgente",
    ),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=LANGUAGES,
    sections=(*COMPULSORY, OPTIONAL),
    event_kinds=facts.LAST_SEEN,
    rules=(rules.date_to_the_month, rules.limit_is_known, rules.told_the_government),
)
