"""A briefing for members of a parliament: it becomes public, so it says of people what may be published and no more."""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

FORM = ChannelForm(
    code=Channel.PARLIAMENTARY_BRIEFING,
    title=Label("Parliamentary briefing"),
    purpose=ConsentPurpose.PUBLICATION,
    is_for_one=False,
    languages=(DossierLanguage.EN,),
    sections=(
        Section(
            Label("In short"),
            (
                must("subject", Label("Subject")),
                must("key_points", Label("Key points"), hint=_("Three to five lines.")),
                must("case", Label("The case"), facts.CASE_TITLE),
                must("summary", Label("Summary"), facts.SUMMARY),
            ),
        ),
        Section(
            Label("What was reported"),
            (
                must("chronology", Label("Chronology"), facts.CHRONOLOGY),
                may("counts", Label("Numbers as reported"), facts.COUNTS),
                may("affected", Label("People affected"), facts.AFFECTED),
                may("people", Label("People who agreed to be spoken of"), facts.PEOPLE),
                may("others", Label("Other people of the case"), facts.OTHERS),
            ),
        ),
        Section(
            Label("What was done"),
            (
                sections.EARLIER_ACTIONS,
                may("position", Label("Position of the authorities")),
            ),
        ),
        Section(
            Label("What you can do"),
            (
                sections.REQUEST,
                may("questions", Label("Questions to put to the government")),
            ),
        ),
        Section(
            Label("Contact"),
            (
                must("organisation", Label("Organisation"), facts.ORGANISATION),
                must("contact", Label("Whom to ask"), hint=_("Name and e-mail of somebody in the office.")),
            ),
        ),
    ),
    event_kinds=facts.ARREST,
    rules=(rules.reviewed_for_public,),
)
