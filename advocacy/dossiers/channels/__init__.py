"""The channels, one module each: what a body asks for, in its own order."""

from advocacy.dossiers.channels import (
    letter_to_government,
    parliamentary_briefing,
    sp_allegation_letter,
    sp_urgent_appeal,
    unhcr_referral,
    wgad_questionnaire,
    wgad_urgent_appeal,
    wgeid_standard,
    wgeid_urgent,
)
from advocacy.dossiers.form import ChannelForm
from cases.choices import Channel

#: By code, in the order of the vocabulary.
FORMS: dict[Channel, ChannelForm] = {
    form.code: form
    for form in (
        wgad_questionnaire.FORM,
        wgad_urgent_appeal.FORM,
        wgeid_standard.FORM,
        wgeid_urgent.FORM,
        sp_urgent_appeal.FORM,
        sp_allegation_letter.FORM,
        unhcr_referral.FORM,
        letter_to_government.FORM,
        parliamentary_briefing.FORM,
    )
}
