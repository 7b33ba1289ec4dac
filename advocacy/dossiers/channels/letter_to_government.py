"""A letter to a government about a case: those who agreed by name, everybody else as a number."""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

FORM = ChannelForm(
    code=Channel.LETTER_TO_GOVERNMENT,
    title=Label("Letter to a government"),
    purpose=ConsentPurpose.GOVERNMENT,
    is_for_one=False,
    languages=(DossierLanguage.EN,),
    sections=(
        Section(
            Label("Letter"),
            (
                must(
                    "addressee",
                    Label("To"),
                    hint=_("Office and institution by their full names, with address."),
                ),
                must("subject", Label("Subject")),
                may("salutation", Label("Salutation")),
                must("opening", Label("Why we write")),
            ),
        ),
        Section(
            Label("What was reported"),
            (
                must("summary", Label("Summary"), facts.SUMMARY),
                must("chronology", Label("Chronology"), facts.CHRONOLOGY),
                may("counts", Label("Numbers as reported"), facts.COUNTS),
            ),
        ),
        Section(
            Label("The people"),
            (
                may("people", Label("People who agreed to be named to you"), facts.PEOPLE),
                may("others", Label("Other people of the case"), facts.OTHERS),
            ),
        ),
        Section(
            Label("What we ask"),
            (
                may("law", Label("Obligations under international law")),
                sections.REQUEST,
                may("reply_by", Label("Reply asked for by")),
                sections.EARLIER_ACTIONS,
            ),
        ),
        Section(
            Label("Signed"),
            (
                must("organisation", Label("Organisation"), facts.ORGANISATION),
                must("signatory", Label("Name and function")),
                may("co_signers", Label("Co-signed by")),
                may("copies", Label("Copies to")),
            ),
        ),
    ),
    event_kinds=facts.ARREST,
    rules=(rules.reviewed_for_public,),
)
