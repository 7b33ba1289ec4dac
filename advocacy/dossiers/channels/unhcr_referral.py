"""Referral of one person to UNHCR: who and where, what is feared, what is needed. No form of UNHCR was seen."""

from django.utils.translation import gettext_lazy as _

from advocacy.dossiers import facts, rules, sections
from advocacy.dossiers.form import ChannelForm, Label, Section, may, must
from cases.choices import Channel, ConsentPurpose, DossierLanguage

FORM = ChannelForm(
    code=Channel.UNHCR_REFERRAL,
    title=Label("Referral to UNHCR"),
    purpose=ConsentPurpose.UN,
    is_for_one=True,
    languages=(DossierLanguage.EN,),
    sections=(
        Section(
            Label("Person"),
            (
                sections.FAMILY_NAME,
                sections.GIVEN_NAME,
                must("full_name", Label("Name as on file"), facts.FULL_NAME),
                *sections.NAMES,
                must("sex", Label("Sex"), facts.SEX),
                must("birth", Label("Birth date or age"), facts.BIRTH),
                must("nationalities", Label("Nationality"), facts.NATIONALITIES),
                may("identity_documents", Label("Identity documents"), facts.IDENTITY),
                may("vulnerability", Label("Special needs"), facts.VULNERABILITY),
                may("dependants", Label("Dependants and relatives with the person")),
                may("languages_spoken", Label("Languages")),
            ),
        ),
        Section(
            Label("Present situation"),
            (
                must(
                    "whereabouts",
                    Label("Where the person is, and how UNHCR can reach them"),
                    hint=_("Only what the person agreed to tell."),
                ),
                must("stage", Label("Stage of removal"), hint=_("Feared, imminent, ordered or done.")),
                may("last_reported", Label("Last reported"), facts.FATE),
                may("detention", Label("Detention"), facts.DETENTION_PLACES),
            ),
        ),
        Section(
            Label("Protection"),
            (
                must(
                    "claim",
                    Label("Asylum claim, or wish to claim"),
                    hint=_("Where, when, with what result; access to UNHCR so far."),
                ),
                must("fear", Label("What is feared on return, and why")),
                may("refuge", Label("Refuge sought so far"), facts.SEARCH_FOR_REFUGE),
                may("returns", Label("Earlier or attempted returns"), facts.RETURNS),
                may("destination", Label("Destination wished for")),
            ),
        ),
        Section(Label("Request"), (sections.REQUEST, sections.EARLIER_ACTIONS)),
        Section(Label("Consent"), (sections.AGREEMENT,)),
        sections.submitter(Label("Referring organisation")),
    ),
    event_kinds=facts.ARREST,
    rules=(rules.within_reach,),
)
