"""Every vocabulary of Sur Place: the only place where a code is spelled.

Codes are what the import bundle, the CSV files and the JSON documents carry; they never change once
published. Labels are what people read, in three languages. The words follow the HURIDOCS Events
Standard Formats and UN practice (see docs/terms.md). Pure: importable by the public surface.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Language(TextChoices):
    """Languages in which the record keeps texts; the codes are those of the public addresses."""

    EN = "en", _("English")
    KO = "ko", _("Korean")
    ZH_HANS = "zh-hans", _("Simplified Chinese")


# --- the record -----------------------------------------------------------------------------------


class PersonKind(TextChoices):
    """Who the affected people of a case are. Helpers are counted apart from refugees."""

    REFUGEES = "refugees", _("Refugees")
    ASYLUM_SEEKERS = "asylum_seekers", _("Asylum seekers")
    MIGRANTS = "migrants", _("Migrants")
    WORKERS = "workers", _("Workers sent abroad")
    FORMER_POW_OR_RELATIVE = "former_pow_or_relative", _("Former prisoner of war or relative")
    RESIDENTS = "residents", _("Residents")
    ACTIVIST = "activist", _("Activist")
    AID_WORKER = "aid_worker", _("Aid worker")
    REFUGEE_HELPER = "refugee_helper", _("Refugee helper")
    JOURNALIST = "journalist", _("Journalist")
    OTHER = "other", _("Other")


#: Kinds of people counted as helpers: apart from refugees in every total.
HELPER_KINDS = frozenset(
    {PersonKind.ACTIVIST, PersonKind.AID_WORKER, PersonKind.REFUGEE_HELPER, PersonKind.JOURNALIST}
)


class SexOrAge(TextChoices):
    """Whom a case may count apart among the people affected; the codes are the fields of its counts."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    CHILDREN = "children", _("Children")
    INFANTS = "infants", _("Infants")
    ELDERLY = "elderly", _("Older people")


class Outcome(TextChoices):
    """What was last reported of most of the group; always shown with its as-of date."""

    FORCIBLY_RETURNED = "forcibly_returned", _("Forcibly returned")
    DETAINED = "detained", _("Held")
    AT_RISK = "at_risk", _("At risk of return")
    SENTENCED = "sentenced", _("Sentenced")
    DEPARTED_THIRD_COUNTRY = "departed_third_country", _("Left for a third country")
    RELEASED = "released", _("Released")
    RELEASED_DEPORTED = "released_deported", _("Released and expelled")
    RELEASED_ACQUITTED = "released_acquitted", _("Acquitted and released")
    MIXED = "mixed", _("Different fates")
    DIED = "died", _("Died")
    DISAPPEARED = "disappeared", _("Disappeared")
    UNKNOWN = "unknown", _("Nothing later reported")


class Verification(TextChoices):
    """How well the incident is established. Neither publication state nor outcome."""

    CONFIRMED_BY_UN = "confirmed_by_un", _("Confirmed by the UN")
    CONFIRMED_BY_GOVERNMENT = "confirmed_by_government", _("Confirmed by a government")
    COURT_FINDING = "court_finding", _("Found by a court")
    FAMILY_TESTIMONY = "family_testimony", _("Testimony of the family")
    REPORTED = "reported", _("Reported by several sources")
    SINGLE_SOURCE = "single_source", _("Reported by a single source")


class VerifiedThing(TextChoices):
    """What the verification of a case speaks about."""

    INCIDENT = "incident", _("the incident as a whole")
    DETENTION = "detention", _("the detention")
    RETURN = "return", _("the return")


class EventVerification(TextChoices):
    """How well one step is established."""

    CONFIRMED = "confirmed", _("Confirmed by a government or the UN")
    REPORTED = "reported", _("Reported")
    UNVERIFIED = "unverified", _("Unverified")
    ALLEGED = "alleged", _("Alleged")
    DISPUTED = "disputed", _("Disputed")


class EventKind(TextChoices):
    """One dated step of a case (an "act" of the HURIDOCS formats)."""

    CROSSED_BORDER = "crossed_border", _("Crossed a border")
    SOUGHT_REFUGE = "sought_refuge", _("Sought refuge")
    SHELTERED = "sheltered", _("Sheltered")
    STATUS_RECOGNISED = "status_recognised", _("Recognised as refugees")
    TURNED_AWAY = "turned_away", _("Turned away")
    APPREHENDED = "apprehended", _("Apprehended")
    DETAINED = "detained", _("Held")
    INTERROGATED = "interrogated", _("Interrogated")
    ILL_TREATED = "ill_treated", _("Ill-treated")
    CHARGED = "charged", _("Charged")
    TRIED = "tried", _("Tried")
    COURT_RULING = "court_ruling", _("Court ruling")
    SENTENCED = "sentenced", _("Sentenced")
    TRANSFERRED = "transferred", _("Transferred")
    RETURN_SUSPENDED = "return_suspended", _("Return suspended")
    FORCIBLY_RETURNED = "forcibly_returned", _("Forcibly returned")
    EXPELLED = "expelled", _("Expelled to a third country")
    ABDUCTED = "abducted", _("Abducted")
    DISAPPEARED = "disappeared", _("Disappeared")
    LAST_CONTACT = "last_contact", _("Last contact")
    SIGHTED = "sighted", _("Sighted")
    VISITED = "visited", _("Visited")
    PROTESTED = "protested", _("Protested")
    ESCAPED = "escaped", _("Escaped")
    RELEASED = "released", _("Released")
    DEPARTED_THIRD_COUNTRY = "departed_third_country", _("Left for a third country")
    ARRIVED_SAFE_COUNTRY = "arrived_safe_country", _("Arrived in a safe country")
    DIED = "died", _("Died")
    OTHER = "other", _("Other step")


class CountRole(TextChoices):
    """Use the parts or the total of one kind of step, never both."""

    PART = "part", _("Part")
    TOTAL = "total", _("Total")


class Qualifier(TextChoices):
    """How a count was worded by whoever reported it."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    RANGE = "range", _("between")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    UP_TO = "up_to", _("up to")
    NEARLY = "nearly", _("nearly")
    DERIVED = "derived", _("worked out from other numbers")
    NOT_COUNTED = "not_counted", _("not counted")
    HUNDREDS = "hundreds", _("hundreds")
    THOUSANDS = "thousands", _("thousands")
    MANY_TENS_OF_THOUSANDS = "many_tens_of_thousands", _("many tens of thousands")
    HUNDREDS_OF_THOUSANDS = "hundreds_of_thousands", _("hundreds of thousands")
    HUNDREDS_OF_THOUSANDS_OR_MILLIONS = (
        "hundreds_of_thousands_or_millions",
        _("hundreds of thousands or millions"),
    )


class Measure(TextChoices):
    """What a figure counts."""

    AFFECTED = "affected", _("Affected")
    APPREHENDED = "apprehended", _("Apprehended")
    FORCIBLY_RETURNED = "forcibly_returned", _("Forcibly returned")
    IN_CUSTODY = "in_custody", _("In custody")
    SOUGHT_REFUGE = "sought_refuge", _("Sought refuge")
    ENTERED_DIPLOMATIC_PREMISES = "entered_diplomatic_premises", _("Entered diplomatic premises")
    HELPERS_ARRESTED = "helpers_arrested", _("Helpers arrested")
    ABDUCTED = "abducted", _("Abducted")
    DISAPPEARED = "disappeared", _("Disappeared")
    MISSING = "missing", _("Missing")
    EXPELLED = "expelled", _("Expelled")
    ESCAPED = "escaped", _("Escaped")
    EXECUTED = "executed", _("Executed")
    SENTENCED = "sentenced", _("Sentenced")
    ARRIVED_SAFE_COUNTRY = "arrived_safe_country", _("Arrived in a safe country")
    RECOGNISED_REFUGEES = "recognised_refugees", _("Recognised as refugees")
    OTHER = "other", _("Other")


class Unit(TextChoices):
    """What the number of a figure is a number of. Only people enter totals."""

    PEOPLE = "people", pgettext_lazy("unit", "people")
    PEOPLE_PER_WEEK = "people_per_week", _("people a week")
    PEOPLE_PER_YEAR = "people_per_year", _("people a year")
    PERCENT = "percent", _("per cent")
    CASES = "cases", pgettext_lazy("unit", "cases")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")
    TIMES = "times", _("times")
    MILES = "miles", _("miles")
    USD = "usd", _("US dollars")
    EUR = "eur", _("euros")
    YEAR = "year", _("a year of the calendar")
    NONE = "none", _("no unit")


class StatementTopic(TextChoices):
    """What a statement that is neither event nor count speaks about."""

    ROUTE = "route", _("Routes")
    LAW = "law", _("Law")
    ACCESS = "access", _("Access")
    TREATMENT_ON_RETURN = "treatment_on_return", _("Treatment on return")
    EXPLOITATION = "exploitation", _("Exploitation")
    CHILDREN = "children", _("Children")
    BORDER_CONTROL = "border_control", _("Border control")
    STATE_POSITION = "state_position", _("Position of the authorities")
    RECOMMENDATION = "recommendation", _("Recommendations")


class SourceKind(TextChoices):
    """What kind of document reports."""

    MEDIA = "media", _("Media")
    NGO = "ngo", _("NGO")
    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("Parliament")
    UN = "un", _("United Nations")
    COURT = "court", _("Court")
    TESTIMONY = "testimony", _("Testimony")
    REFERENCE = "reference", _("Reference work")
    ANALYSIS = "analysis", _("Analysis")
    OP_ED = "op_ed", _("Opinion")
    BLOG = "blog", _("Blog")


class Reliability(TextChoices):
    """Reliability of a source by the Admiralty code. F is "cannot be judged", not "worst". Private."""

    A = "A", _("A – completely reliable")
    B = "B", _("B – usually reliable")
    C = "C", _("C – fairly reliable")
    D = "D", _("D – not usually reliable")
    E = "E", _("E – unreliable")
    F = "F", _("F – reliability cannot be judged")


class Credibility(IntegerChoices):
    """Credibility of one piece of information by the Admiralty code. 6 is "cannot be judged"."""

    CONFIRMED = 1, _("1 – confirmed by other sources")
    PROBABLY_TRUE = 2, _("2 – probably true")
    POSSIBLY_TRUE = 3, _("3 – possibly true")
    DOUBTFUL = 4, _("4 – doubtful")
    IMPROBABLE = 5, _("5 – improbable")
    CANNOT_BE_JUDGED = 6, _("6 – truth cannot be judged")


class Stance(TextChoices):
    """Whether a source supports or disputes the thing it is cited for."""

    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")


class RelationKind(TextChoices):
    """How one case or figure relates to another."""

    PART_OF = "part_of", _("is part of")
    COUNTED_IN = "counted_in", _("is counted in")
    SUM_OF = "sum_of", _("is the sum of")
    SAME_AS = "same_as", _("is the same as")
    SAME_INCIDENT = "same_incident", _("belongs to the same incident as")
    OVERLAPS = "overlaps", _("overlaps with")
    SHARES_PERSON = "shares_person", _("shares a person with")
    DISTINCT_FROM = "distinct_from", _("is distinct from")
    POSSIBLE_DUPLICATE = "possible_duplicate", _("is possibly the same as")
    RELATED_TO = "related_to", _("is related to")


class Confidence(TextChoices):
    """How sure a relation is: stated by a source, or judged by staff."""

    STATED = "stated", _("stated by a source")
    PROBABLE = "probable", _("probable")
    INFERRED = "inferred", _("inferred")
    DOUBTFUL = "doubtful", _("doubtful")


class PlaceKind(TextChoices):
    """How large a place is. Nothing smaller than a town is published with coordinates."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region or province")
    CITY = "city", _("city")
    COUNTY_OR_DISTRICT = "county_or_district", _("county or district")
    TOWN = "town", _("town")
    SITE = "site", _("site")


# --- people ---------------------------------------------------------------------------------------


class Sex(TextChoices):
    """Sex as reported."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")


class Role(TextChoices):
    """The part a person has in one case."""

    AFFECTED_PERSON = "affected_person", _("affected person")
    HELPER = "helper", _("helper")
    ACTIVIST = "activist", _("activist")
    AID_WORKER = "aid_worker", _("aid worker")
    JOURNALIST = "journalist", _("journalist")
    RELATIVE = "relative", _("relative")
    WITNESS = "witness", _("witness")


class AgeBand(TextChoices):
    """The only form in which an age is published."""

    UNDER_12 = "0-11", _("under 12")
    TEENS = "12-17", _("12 to 17")
    YOUNG = "18-29", _("18 to 29")
    THIRTIES = "30-44", _("30 to 44")
    MIDDLE = "45-59", _("45 to 59")
    OLDER = "60+", _("60 or older")


class Vulnerability(TextChoices):
    """A special vulnerability of a person at the time of the case."""

    UNACCOMPANIED_CHILD = "unaccompanied_child", _("child without family")
    PREGNANT = "pregnant", _("pregnant")
    WITH_INFANT = "with_infant", _("with an infant")
    ILL = "ill", _("ill or disabled")
    OLDER_PERSON = "older_person", _("older person")
    TRAFFICKING_SURVIVOR = "trafficking_survivor", _("survivor of trafficking")
    RETURNED_BEFORE = "returned_before", _("forcibly returned before")


class Naming(TextChoices):
    """How a person appears in public. Initials identify Koreans and are not offered."""

    ANONYMOUS = "anonymous", _("as “Person A”")
    NAMED = "named", _("by the public name")


class NamingGrounds(TextChoices):
    """Why a person may be named. Being in the press is not a ground by itself."""

    CONSENT = "consent", _("consent for publication is recorded")
    PUBLIC_CAMPAIGN = "public_campaign", _("the person or family campaigns publicly under the name")


class ConsentPurpose(TextChoices):
    """What a person allowed; each purpose is a decision of its own."""

    INTERNAL = "internal", _("keeping in the office")
    UN = "un", _("use with United Nations bodies")
    GOVERNMENT = "government", _("use with governments")
    PUBLICATION = "publication", _("publication")


class ConsentForm(TextChoices):
    """In which form consent was given."""

    WRITTEN = "written", _("written")
    ORAL = "oral", _("oral")
    RECORDED = "recorded", _("recorded")


class ConsentGiver(TextChoices):
    """Who gave the consent."""

    SELF = "self", _("the person")
    FAMILY = "family", _("a relative")
    GUARDIAN = "guardian", _("a guardian or lawyer")


class RiskLevel(TextChoices):
    """Risk that publication adds for a group of people."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    UNKNOWN = "unknown", _("not known")


# --- work and publication -------------------------------------------------------------------------


class ReviewState(TextChoices):
    """Where a subject stands in the office. Neither verification nor publication."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned with comments")
    APPROVED = "approved", _("Approved")


class PublicationState(TextChoices):
    """Whether the public sees a subject now."""

    UNPUBLISHED = "unpublished", _("Never published")
    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken_down", _("Taken down")


class DatePrecision(TextChoices):
    """The finest form in which the dates of a case are published."""

    DAY = "day", _("the day")
    MONTH = "month", _("the month")
    YEAR = "year", _("the year")


class PlacePrecision(TextChoices):
    """The finest form in which the places of a case are published."""

    CITY = "city", _("the city or county")
    PROVINCE = "province", _("the province")
    COUNTRY = "country", _("the country")


class SubjectKind(TextChoices):
    """What an entry of an edition is about."""

    CASE = "case", _("Case")
    SOURCE = "source", _("Source")
    FIGURE = "figure", _("Figure reported by others")
    STATEMENT = "statement", _("Statement")
    ACTION = "action", _("Action")
    RESPONSE = "response", _("Response")


class CorrectionOutcome(TextChoices):
    """What became of a request for correction."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class ImportState(TextChoices):
    """How far an import is. Nothing of it is in the record before it was imported, or after it was undone."""

    UPLOADED = "uploaded", _("Uploaded, not yet checked")
    CHECKED = "checked", _("Checked, not yet imported")
    COMMITTED = "committed", _("Imported")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class ImportTask(TextChoices):
    """What is being done with an import outside the request that asked for it."""

    CHECK = "check", _("Being checked")
    COMMIT = "commit", _("Being imported")
    UNDO = "undo", _("Being undone")


class ExportFormat(TextChoices):
    """What kind of file a list is exported as, for the office's own use."""

    CSV = "csv", _("CSV (text, opens in every spreadsheet)")
    XLSX = "xlsx", _("XLSX (Excel, LibreOffice)")


class Act(TextChoices):
    """What an edition did to a subject."""

    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Changed")
    RETRACTED = "retracted", _("Retracted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RESTORED = "restored", _("Restored")


class TakedownReason(TextChoices):
    """The general reason a tombstone gives. Never says anything about a person."""

    ERROR = "error", _("The record contained a material error.")
    DUPLICATE = "duplicate", _("The record repeated another record.")
    UNDER_REVIEW = "under_review", _("The record is under review.")
    WITHDRAWN = "withdrawn", _("The record was withdrawn by the editors.")


class Wait(TextChoices):
    """How long a case took from the first reported detention to the first reported forced return."""

    WITHIN_WEEK = "within_week", _("Within 7 days")
    WITHIN_MONTH = "within_month", _("8 to 31 days")
    WITHIN_YEAR = "within_year", _("32 to 365 days")
    LONGER = "longer", _("More than 365 days")
    UNCERTAIN = "uncertain", _("The dates allow more than one of these")
    NOT_STATED = "not_stated", _("Not stated")


# --- advocacy -------------------------------------------------------------------------------------


class ActionKind(TextChoices):
    """What kind of advocacy intervention an action is."""

    DEMARCHE = "demarche", _("Demarche")
    PUBLIC_STATEMENT = "public_statement", _("Public statement")
    UN_STATEMENT = "un_statement", _("UN statement")
    UN_COMMUNICATION = "un_communication", _("UN communication")
    UN_APPEAL = "un_appeal", _("UN appeal")
    UN_RESOLUTION = "un_resolution", _("UN resolution")
    UPR = "upr", _("Universal Periodic Review")
    URGENT_ACTION = "urgent_action", _("Urgent action")
    URGENT_APPEAL = "urgent_appeal", _("Urgent appeal")
    PARLIAMENTARY = "parliamentary", _("Parliamentary action")
    LEGISLATION = "legislation", _("Legislation")
    PETITION = "petition", _("Petition")
    LETTER_CAMPAIGN = "letter_campaign", _("Letter campaign")
    NGO_LETTER = "ngo_letter", _("Letter by an NGO")
    NGO_REQUEST = "ngo_request", _("Request by an NGO")
    PROTEST = "protest", _("Protest")
    HUNGER_STRIKE = "hunger_strike", _("Hunger strike")
    PUBLICITY = "publicity", _("Publicity")
    PRESS_CONFERENCE = "press_conference", _("Press conference")
    LOBBYING_TOUR = "lobbying_tour", _("Lobbying tour")
    REPORT = "report", _("Report")
    LEGAL_ACTION = "legal_action", _("Legal action")
    LEGAL_AID = "legal_aid", _("Legal aid")
    FAMILY_APPEAL = "family_appeal", _("Appeal by the family")
    CONSULAR = "consular", _("Consular step")
    PRISONER_SUPPORT = "prisoner_support", _("Support for prisoners")


class ActorKind(TextChoices):
    """Who acts."""

    GOVERNMENT = "government", _("Government")
    PARLIAMENT = "parliament", _("Parliament")
    UN = "un", _("United Nations")
    NGO = "ngo", _("NGO")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    MEDIA = "media", _("Media")
    FAMILY = "family", _("Family")
    AFFECTED_PEOPLE = "affected_people", _("Affected people")
    AFFECTED_PERSON = "affected_person", _("Affected person")


class AddresseeKind(TextChoices):
    """Whom an action asks."""

    STATE = "state", _("State")
    MINISTRY = "ministry", _("Ministry or authority")
    UN_MANDATE = "un_mandate", _("UN body or mandate")
    PARLIAMENT = "parliament", _("Parliament")
    COURT = "court", _("Court")
    OFFICE_HOLDER = "office_holder", _("Person in office")
    PUBLIC = "public", _("Public or media")
    OTHER = "other", _("Other")


class ResponseKind(TextChoices):
    """The answer that came back, or the effect reported after the action."""

    AGREED_DEPARTURE = "agreed_departure", _("Agreed to departure")
    RELEASED = "released", _("Release reported")
    GRANTED = "granted", _("Granted")
    PARTLY_GRANTED = "partly_granted", _("Partly granted")
    ASSURANCE = "assurance", _("Gave an assurance")
    ACKNOWLEDGED_DETENTION = "acknowledged_detention", _("Acknowledged the detention")
    ACKNOWLEDGED_RETURN = "acknowledged_return", _("Acknowledged the return")
    JUSTIFIED = "justified", _("Justified itself")
    REGRETTED = "regretted", _("Expressed regret")
    DENIED = "denied", _("Denied")
    DISPUTED = "disputed", _("Disputed the account")
    REJECTED = "rejected", _("Rejected")
    REFUSED = "refused", _("Refused")
    NOTED = "noted", _("Took note")
    NO_INFORMATION = "no_information", _("Said it had no information")
    NO_COMMENT = "no_comment", _("Declined to comment")
    NO_REPLY = "no_reply", _("No reply reported")
    INTERIM_MEASURE = "interim_measure", _("Ordered an interim measure")
    URGENT_NOTICE = "urgent_notice", _("Sent an urgent notice")


class Attitude(TextChoices):
    """How an answer stands to what was reported or asked: the kinds of response in groups."""

    DENIED = "denied", _("Denied or disputed")
    JUSTIFIED = "justified", _("Justified")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged or regretted")
    REFUSED = "refused", _("Refused or rejected")
    EVADED = "evaded", _("Took note, or gave no information")
    SILENT = "silent", _("No reply reported")
    AGREED = "agreed", _("Agreed, promised or released")
    ORDERED = "ordered", _("Interim measures and urgent notices")


class Publicity(TextChoices):
    """Whether an action may be shown at all. Publishing still takes an edition."""

    INTERNAL = "internal", _("Internal")
    CONFIDENTIAL = "confidential", _("Confidential to the addressee")
    EMBARGOED = "embargoed", _("Embargoed until a date")
    PUBLIC = "public", _("Public")


class Channel(TextChoices):
    """Where a dossier goes, and so which form it has (advocacy/dossiers/channels/)."""

    WGAD_QUESTIONNAIRE = "wgad_questionnaire", _("Working Group on Arbitrary Detention: questionnaire")
    WGAD_URGENT_APPEAL = "wgad_urgent_appeal", _("Working Group on Arbitrary Detention: urgent appeal")
    WGEID_STANDARD = "wgeid_standard", _("Working Group on Enforced Disappearances: standard procedure")
    WGEID_URGENT = "wgeid_urgent", _("Working Group on Enforced Disappearances: urgent procedure")
    SP_URGENT_APPEAL = "sp_urgent_appeal", _("Special Procedures: urgent appeal")
    SP_ALLEGATION_LETTER = "sp_allegation_letter", _("Special Procedures: allegation letter")
    UNHCR_REFERRAL = "unhcr_referral", _("Referral to UNHCR")
    LETTER_TO_GOVERNMENT = "letter_to_government", _("Letter to a government")
    PARLIAMENTARY_BRIEFING = "parliamentary_briefing", _("Parliamentary briefing")


class DossierLanguage(TextChoices):
    """Languages in which the labels of a dossier are written; the texts are the author's."""

    EN = "en", _("English")
    FR = "fr", _("French")
    ES = "es", _("Spanish")


class DossierFormat(TextChoices):
    """What kind of file a dossier is made as."""

    DOCX = "docx", _("DOCX (Word, LibreOffice), to edit")
    PDF = "pdf", _("PDF, to send")


class DeadlineStart(TextChoices):
    """What a deadline counts from."""

    EVENT = "event", _("the event itself")
    SENDING = "sending", _("our sending it")
    TRANSMISSION = "transmission", _("its transmission to the government")
    REPLY = "reply", _("the government’s reply")
    OPINION = "opinion", _("the opinion")


class DeadlineUnit(TextChoices):
    """In what the length of a deadline is counted."""

    DAYS = "days", _("days")
    MONTHS = "months", pgettext_lazy("deadline", "months")


class Timing(TextChoices):
    """How a day stands to a deadline that counts from an uncertain date."""

    IN_TIME = "in_time", _("In time")
    AT_RISK = "at_risk", _("In time only if it happened late enough")
    OUT_OF_TIME = "out_of_time", _("Out of time")
    NOT_KNOWN = "not_known", _("Not known, because the date is not")
