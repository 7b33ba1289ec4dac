"""What the authorities say about one case, to stand beside what is reported of it; pure.

Responses come from whoever was asked; those that say something of the account stand here, each under the name of who
says it. Reasons and legal grounds given for a step of the case are theirs too. Silence is said as silence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import dates
from cases.choices import ResponseKind
from cases.published.citations import Citations, Mark

#: Responses that speak of the account: deny it, admit it, justify it, or decline to speak of it. The others report what
#: was done: a release, an order of a court, silence.
ON_THE_ACCOUNT = frozenset(
    {
        ResponseKind.DENIED,
        ResponseKind.DISPUTED,
        ResponseKind.JUSTIFIED,
        ResponseKind.REJECTED,
        ResponseKind.REFUSED,
        ResponseKind.ACKNOWLEDGED_DETENTION,
        ResponseKind.ACKNOWLEDGED_RETURN,
        ResponseKind.REGRETTED,
        ResponseKind.ASSURANCE,
        ResponseKind.NOTED,
        ResponseKind.NO_INFORMATION,
        ResponseKind.NO_COMMENT,
    }
)


@dataclass(frozen=True)
class Answer:
    """One response on a page of a case or action. `later`: how long after the action, in words ("" if unknown)."""

    response: Mapping
    marks: list[Mark]
    later: str


@dataclass(frozen=True)
class Ground:
    """Why an authority says it took one step: the reason or the legal basis it gave."""

    number: int
    event: Mapping
    marks: list[Mark]


@dataclass(frozen=True)
class Position:
    """What the authorities say of a case. `actions` were taken for it; `silent` of them have no recorded answer."""

    answers: list[Answer]
    grounds: list[Ground]
    actions: int
    silent: int

    @property
    def is_silence(self) -> bool:
        """Actions were taken, and none has an answer on record."""
        return self.actions > 0 and self.silent == self.actions


@dataclass(frozen=True)
class AskedFor:
    """One action for a case with the answers to it that speak of this case or of no single one."""

    action: Mapping
    marks: list[Mark]
    answers: list[Answer]

    @property
    def is_answered(self) -> bool:
        return is_answered(self.action["date"], (answer.response for answer in self.answers))


def is_answered(asked: str, responses: Iterable[Mapping]) -> bool:
    """Whether one of the responses answers an action of that date ("" without one): silence is no answer, and what
    was certainly said before the action does not answer it."""
    return any(
        response["response_kind"] != ResponseKind.NO_REPLY and not is_earlier(asked, response["date"])
        for response in responses
    )


def asked_for(action: Mapping, case: str, citations: Citations) -> AskedFor:
    """The action as the page of a case shows it."""
    about = [response for response in action["responses"] if response["case"] in ("", case)]
    return AskedFor(action, citations.of(action["reference"]), answers(about, action["date"], citations))


def answers(responses: Iterable[Mapping], asked: str, citations: Citations) -> list[Answer]:
    """The responses with their marks; `asked` is the date of the action, "" without one."""
    return [
        Answer(
            response,
            citations.of(response["reference"]),
            # Silence is noted at some day; it does not come after so many.
            "" if response["response_kind"] == ResponseKind.NO_REPLY else later(asked, response["date"]),
        )
        for response in responses
    ]


def position(
    events: Iterable[Mapping], actions: list[AskedFor], alone: Iterable[Answer], citations: Citations
) -> Position:
    """The authorities' version of one case. `alone` are answers to no recorded action."""
    found = [answer for asked in actions for answer in asked.answers] + list(alone)
    said = [answer for answer in found if answer.response["response_kind"] in ON_THE_ACCOUNT]
    grounds = [
        Ground(number, event, citations.of(event["reference"]))
        for number, event in enumerate(events, start=1)
        if event["stated_reason"] or event["legal_basis"]
    ]
    silent = sum(not asked.is_answered for asked in actions)
    return Position(sorted(said, key=_date), grounds, len(actions), silent)


def elapsed(asked: str, answered: str) -> tuple[int, int] | None:
    """Fewest and most days from one EDTF date to another; None where they are open or lie the other way round."""
    if not asked or not answered:
        return None
    (first, last), (earliest, latest) = dates.bounds(asked), dates.bounds(answered)
    if None in (first, last, earliest, latest) or latest < first:
        return None
    return max(0, (earliest - last).days), (latest - first).days


def is_earlier(asked: str, answered: str) -> bool:
    """Whether a response certainly came before the action under which it stands."""
    if not asked or not answered:
        return False
    first, latest = dates.bounds(asked)[0], dates.bounds(answered)[1]
    return first is not None and latest is not None and latest < first


def later(asked: str, answered: str) -> str:
    """ "3 days later", "0 to 30 days later", "on the same day", "before the action"; "" where the dates do not say."""
    if is_earlier(asked, answered):
        return _("before the action")
    found = elapsed(asked, answered)
    if found is None:
        return ""
    fewest, most = found
    if most == 0:
        return _("on the same day")
    if fewest == most:
        return ngettext("%(days)s day later", "%(days)s days later", most) % {"days": f"{most:,}"}
    return _("%(fewest)s to %(most)s days later") % {"fewest": f"{fewest:,}", "most": f"{most:,}"}


def _date(answer: Answer) -> tuple:
    return dates.sort_key(answer.response["date"])
