"""What forbids a dossier, or asks to be weighed: one named function for each rule of a body or of the office. Pure.

A rule reads the form, the material, the author's answers and the day, and yields findings. The first three hold for
every channel; the others are named by the channels that have them.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from advocacy.deadlines import Window, window
from advocacy.dossiers import consents, facts, targets
from advocacy.dossiers.finding import Finding, blocker, warning
from advocacy.dossiers.form import ChannelForm
from advocacy.dossiers.mandates import MANDATES, asked_for, words_of
from advocacy.dossiers.material import Material, Rule, Target, finest
from cases.choices import AgeBand, Channel, ConsentGiver, ConsentPurpose, Outcome, SourceKind, Timing

#: What Special Procedures mean by information "exclusively based on reports disseminated by mass media".
MEDIA = frozenset({SourceKind.MEDIA, SourceKind.OP_ED, SourceKind.BLOG})
#: Fates of people whom nobody holds any longer.
FREE = frozenset(
    {
        Outcome.RELEASED,
        Outcome.RELEASED_DEPORTED,
        Outcome.RELEASED_ACQUITTED,
        Outcome.DEPARTED_THIRD_COUNTRY,
    }
)
#: Ages at which somebody else consents too.
CHILDHOOD = frozenset({AgeBand.UNDER_12, AgeBand.TEENS})
#: Categories of arbitrary detention of the Working Group.
CATEGORIES = ("I", "II", "III", "IV", "V")


# --- of every channel -----------------------------------------------------------------------------


def consent(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """Nobody enters without consent for the purpose; the conditions of those who enter are shown to staff."""
    purpose = form.purpose.label
    chosen = material.chosen
    if chosen is not None and not chosen.is_of_case:
        yield blocker(
            "other_case",
            _("The person has no part in this case: choose one of its people."),
            targets.of_case("involvements")(material),
        )
    elif chosen is not None and chosen.refusal:
        yield blocker(
            f"consent_{chosen.refusal}",
            _no_consent(chosen, purpose),
            Target("cases.consent", None, "purpose"),
        )
    for person in material.people:
        if person.agreement.conditions:
            yield warning(
                "conditions",
                _("The person agreed on a condition. Read it before you send anything: “%s”")
                % person.agreement.conditions,
                Target("cases.consent", person.agreement.pk, "scope"),
            )
        if person.age_band in CHILDHOOD and person.agreement.given_by == ConsentGiver.SELF:
            yield warning(
                "child",
                _("The person was a child: is the consent of a parent or guardian needed?"),
                Target("cases.consent", person.agreement.pk, "given_by"),
            )


def _no_consent(chosen, purpose) -> str:
    day = chosen.refused_since
    words = {
        consents.NONE: _("No consent for “%(purpose)s” is recorded."),
        consents.WITHDRAWN: _("The consent for “%(purpose)s” was withdrawn on %(day)s."),
        consents.EXPIRED: _("The consent for “%(purpose)s” expired on %(day)s."),
        consents.NOT_YET: _("The consent for “%(purpose)s” begins on %(day)s only."),
    }[chosen.refusal] % {"purpose": purpose, "day": day}
    if chosen.other_purposes:
        given = ", ".join(str(ConsentPurpose(other).label) for other in chosen.other_purposes)
        words += " " + _("What was agreed to is another purpose: %s.") % given
    return words


def one_person(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """A form for one person is made for one person."""
    if form.is_for_one and material.chosen is None:
        yield blocker(
            "one_person",
            _("This form takes one person: choose which. Make one dossier for each of several people."),
            targets.of_case("involvements")(material),
        )


def in_time(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """Out of time is refused; in time only if it happened late enough is said."""
    for rule in limits(form, material):
        edtf = event_date(form, material)
        timing = window(rule, edtf).timing(today)
        where = targets.of_step(form.event_kinds, "date_edtf")(material)
        if timing == Timing.OUT_OF_TIME:
            message = _("Out of time since %(day)s: %(title)s.") % {
                "day": window(rule, edtf).hard,
                "title": rule.title,
            }
            yield blocker("out_of_time", message, where)
        elif timing == Timing.AT_RISK:
            yield warning("at_risk", _at_risk(window(rule, edtf), rule), where)
        elif timing == Timing.NOT_KNOWN:
            yield warning("time_not_known", _("Nobody can say whether this is in time: no date."), where)


def _at_risk(found: Window, rule: Rule) -> str:
    if found.hard is None:
        return _("In time only if it happened late enough: safe until %(safe)s, its end is not known.") % {
            "safe": found.safe
        }
    return _("In time only if it happened late enough: it was safe until %(safe)s and ends on %(hard)s.") % {
        "safe": found.safe or "–",
        "hard": found.hard,
    }


def limits(form: ChannelForm, material: Material) -> list[Rule]:
    """The rules after which the channel refuses."""
    return [rule for rule in material.rules if rule.channel == form.code and rule.is_limit]


def event_date(form: ChannelForm, material: Material) -> str:
    """The date from which the time of the channel counts: of its event, else of the case."""
    step = material.first(form.event_kinds)
    return step.date if step and step.date else material.date


# --- of some --------------------------------------------------------------------------------------


def not_only_media(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """Special Procedures refuse what rests on media alone: one source that enters must be none."""
    if all(document.kind in MEDIA for document in material.documents):
        yield blocker(
            "media_only",
            _(
                "Only media report it, which this channel refuses: cite at least one source that is not media."
            ),
            targets.of_case("citations")(material),
        )


def mandates(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """The mandates asked for exist, and take the states concerned."""
    known, unknown = asked_for(answers.get("mandates", ""))
    if unknown:
        yield blocker(
            "mandate_unknown",
            _("Not a mandate: %(given)s. Write one or more of: %(known)s.")
            % {"given": ", ".join(unknown), "known": ", ".join(MANDATES)},
            Target("", None, "mandates"),
        )
    for mandate in known:
        if mandate.states and not mandate.states & material.states:
            yield blocker(
                "state_not_listed",
                _("The mandate “%s” takes other states than those of this case.") % mandate.title.en,
                Target("", None, "mandates"),
            )


def categories(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """The categories of arbitrary detention are I to V."""
    given = [word.upper() for word in words_of(answers.get("categories", ""))]
    if wrong := [category for category in given if category not in CATEGORIES]:
        yield blocker(
            "category_unknown",
            _("Not a category of the Working Group: %s. Write one or more of I, II, III, IV, V.")
            % ", ".join(wrong),
            Target("", None, "categories"),
        )


def still_held(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """An urgent appeal is about a danger that goes on."""
    if material.person and material.person.fate in FREE | {Outcome.DIED}:
        yield blocker(
            "not_held",
            _("The person is reported free or dead: an urgent appeal is about what goes on."),
            targets.of_involvement("fate")(material),
        )


def under_way(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """What is past goes into an allegation letter."""
    if material.person and material.person.fate in FREE | {Outcome.DIED}:
        yield warning(
            "past",
            _("The person is reported free or dead: an allegation letter is for what is past."),
            targets.of_involvement("fate")(material),
        )


def within_reach(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """UNHCR can reach whoever is outside their own country."""
    if material.person and material.person.fate in (Outcome.FORCIBLY_RETURNED, Outcome.DIED):
        yield warning(
            "out_of_reach",
            _("The person is reported returned or dead: UNHCR may not be able to do anything."),
            targets.of_involvement("fate")(material),
        )


def date_to_the_month(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """The Working Group on disappearances needs at least month and year."""
    precision = finest(event_date(form, material))
    if precision in ("year", "decade", "century", "season", ""):
        yield blocker(
            "date_too_coarse",
            _("The date of the disappearance is needed at least by month and year."),
            targets.of_step(form.event_kinds, "date_edtf")(material),
        )


def limit_is_known(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """A channel that has a limit says so where the office deleted its rule."""
    if not limits(form, material):
        yield warning("no_rule", _("No deadline rule is on file for this channel: check it by hand."))


def urgent_is_open(form: ChannelForm, material: Material, answers: dict, today: date) -> Iterator[Finding]:
    """Where the urgent procedure may still be open it is quicker than the standard one."""
    for rule in material.rules:
        if rule.channel == Channel.WGEID_URGENT and rule.is_limit:
            timing = window(rule, event_date(form, material)).timing(today)
            if timing in (Timing.IN_TIME, Timing.AT_RISK):
                yield warning("urgent_open", _("The urgent procedure may still be open: it is quicker."))


def told_the_government(
    form: ChannelForm, material: Material, answers: dict, today: date
) -> Iterator[Finding]:
    """UN bodies hand the case to the government: has the person agreed to that as well?"""
    if material.person and not material.agrees_to_government:
        yield warning(
            "government_too",
            _(
                "The body will pass this on to the government. Consent for use with governments is not recorded."
            ),
            targets.new_consent(material),
        )


def reviewed_for_public(
    form: ChannelForm, material: Material, answers: dict, today: date
) -> Iterator[Finding]:
    """Where somebody in the case did not agree, its texts say no more than the public may read."""
    if material.is_coarse and not material.public_words:
        yield warning(
            "not_published",
            _(
                "Not everybody agreed, and nobody has reviewed the texts of this case for the public: read them."
            ),
            facts.SUMMARY.where(material),
        )


ALWAYS = (consent, one_person, in_time)
