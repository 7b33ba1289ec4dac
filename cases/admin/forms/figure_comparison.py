"""What sources say about one measure of a case, side by side, with the count that the public reads."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import counts
from cases.admin import visibility
from cases.choices import Measure, Qualifier, Unit
from cases.counts import Count
from cases.models import Case, Citation, Figure, WorkingCount
from cases.publication import policy
from cases.publication.working_counts import as_reported, derived_count

#: Wordings that a range in words has in it: “at least 21”, “500–600”.
SAID_BY_THE_NUMBER = (Qualifier.EXACT, Qualifier.RANGE, Qualifier.AT_LEAST, Qualifier.UP_TO)


@dataclass(frozen=True)
class Number:
    """One figure with its count in words. `narrows`: it counts less than the case as a whole, and enters no derived
    count."""

    figure: Figure
    words: str
    narrows: bool

    @property
    def is_confidential(self) -> bool:
        """Whether its source is: such a number never goes out."""
        return self.figure.source.is_confidential


@dataclass(frozen=True)
class Comparison:
    """One measure of a case. `derived` is the range in words, "" where no number is given; `basis` what it is made
    of: "figures" or "events". `chosen`: the working count, None where nobody chose one the user may know of."""

    measure: str
    label: str
    numbers: list[Number]
    derived: str
    basis: str
    chosen: WorkingCount | None

    @property
    def is_disputed(self) -> bool:
        """Whether figures of the whole case give different numbers."""
        whole = {(item.figure.count_low, item.figure.count_high) for item in self.numbers if not item.narrows}
        return len(whole) > 1

    @property
    def chosen_words(self) -> str:
        return words(self.chosen.figure) if self.chosen else ""


def comparisons(user, case: Case) -> list[Comparison]:
    """One comparison for each measure that the case has a figure of, in the order of the measures. About seven
    queries. Only figures and choices that `user` may know of; the derived range is that of the public page."""
    case = (
        Case._base_manager.filter(pk=case.pk)
        .prefetch_related(
            Prefetch("figures", Figure.objects.select_related("source", "event", "place")),
            Prefetch("events__citations", Citation.objects.select_related("source")),
        )
        .get()
    )
    seen = set(case.figures.filter(visibility.visible_to(user, Figure)).values_list("pk", flat=True))
    reported = [as_reported(figure) for figure in policy.public_figures(case)]
    events = policy.public_events(case)
    chosen = {
        choice.measure: choice
        for choice in case.working_counts.filter(visibility.visible_to(user, WorkingCount)).select_related(
            "figure__source"
        )
    }
    found = []
    for measure, label in Measure.choices:
        figures = [
            figure
            for figure in policy.by_reference(case.figures.all())
            if figure.measure == measure and figure.pk in seen
        ]
        if not figures:
            continue
        count, basis = derived_count(measure, events, reported)
        found.append(
            Comparison(
                measure=measure,
                label=str(label),
                numbers=[Number(figure, words(figure), narrows(figure)) for figure in figures],
                derived=counts.words(count, get_language()) if count.known else "",
                basis=basis,
                chosen=chosen.get(measure),
            )
        )
    return found


def words(figure: Figure) -> str:
    """The count of a figure, with the wording of its source where the number does not say it already."""
    count = counts.words(
        Count(figure.count_low, figure.count_high), get_language(), people=figure.unit == Unit.PEOPLE
    )
    if figure.qualifier in SAID_BY_THE_NUMBER:
        return count
    return _("%(count)s (%(wording)s)") % {"count": count, "wording": figure.get_qualifier_display()}


def narrows(figure: Figure) -> bool:
    return bool(
        figure.subgroup_en
        or figure.label_en
        or figure.place_id
        or figure.event_id
        or figure.unit != Unit.PEOPLE
    )
