"""Actions by year and by kind, and whether an answer to them is recorded."""

from django.utils.translation import gettext as _

from cases.choices import ActionKind
from cases.published.charts import COLUMNS, PARTS, Chart, Measure, Row, Value
from cases.published.statistics import links
from cases.published.statistics.record import Action, Record
from cases.published.statistics.years import gaps, span


def per_year(record: Record) -> Chart:
    ends = (_("certainly"), _("possibly"))
    years = span((action.earliest, action.latest) for action in record.actions)
    rows = [
        Row(
            str(year),
            str(year),
            (_in_year(record.actions, year), _in_year(record.actions, year, answered="yes")),
        )
        for year in years
    ]
    undated = [action for action in record.actions if not (action.earliest or action.latest)]
    if record.actions:
        answered = sum(action.answered for action in undated)
        values = (
            links.of_number(len(undated), links.actions(dated="no")),
            links.of_number(answered, links.actions(answered="yes", dated="no")),
        )
        rows.append(Row("none", _("Not stated"), values, is_apart=True))
    all_answered = sum(action.answered for action in record.actions)
    return Chart(
        slug="actions-per-year",
        title=_("Actions by year"),
        description=_("How many published actions were taken for the people of these cases in each year."),
        caution=_("Actions that were never made public are not in it."),
        measures=(
            Measure("actions", _("Actions"), is_people=False, ends=ends),
            Measure("answered", _("Answered"), is_people=False, ends=ends),
        ),
        rows=tuple(rows),
        form=COLUMNS,
        rows_are=_("Year"),
        total=Row(
            "all",
            _("All years together"),
            (
                links.of_number(len(record.actions), links.actions()),
                links.of_number(all_answered, links.actions(answered="yes")),
            ),
        ),
        certain=_("certainly in that year"),
        possible=_("possibly in that year"),
        notes=gaps(years),
    )


def by_kind(record: Record) -> Chart:
    rows = []
    for kind in ActionKind:
        found = [action for action in record.actions if action.kind == kind]
        if found:
            rows.append(Row(kind.value, str(kind.label), _answers(found, kind=kind.value)))
    rows.sort(key=lambda row: (-sum(value.low for value in row.values), row.label))
    return Chart(
        slug="actions-by-kind",
        title=_("Actions by kind, and whether an answer is recorded"),
        description=_(
            "How many published actions of each kind have a recorded answer or a reported effect, and how many have "
            "none."
        ),
        caution=_("That something followed an action does not mean that the action caused it."),
        measures=(
            Measure("answered", _("Answer recorded"), is_people=False),
            Measure("unanswered", _("No answer recorded"), is_people=False),
        ),
        rows=tuple(rows),
        form=PARTS,
        rows_are=_("Kind"),
        total=Row("all", _("All actions"), _answers(record.actions)),
    )


def _answers(found: list[Action], **parameters: str) -> tuple[Value, Value]:
    answered = sum(action.answered for action in found)
    return (
        links.of_number(answered, links.actions(answered="yes", **parameters)),
        links.of_number(len(found) - answered, links.actions(answered="no", **parameters)),
    )


def _in_year(found: list[Action], year: int, **parameters: str) -> Value:
    """Certainly to possibly. `answered` narrows to those with a recorded answer."""
    wanted = [action for action in found if action.answered or not parameters]
    certain = [action for action in wanted if _is_within(action, year)]
    possible = [action for action in wanted if _may_be_within(action, year)]
    years = {"year_from": year, "year_to": year}
    return Value(
        len(certain),
        len(possible),
        links.actions(**parameters, **years),
        links.actions(**parameters, **years, dates="certainly"),
    )


def _is_within(action: Action, year: int) -> bool:
    return bool(action.earliest and action.latest and action.earliest.year == action.latest.year == year)


def _may_be_within(action: Action, year: int) -> bool:
    return bool(action.earliest or action.latest) and (
        (action.earliest is None or action.earliest.year <= year)
        and (action.latest is None or action.latest.year >= year)
    )
