"""The people of the cases by country, province, outcome, sex and age, wait, origins, verification.

A row is the list of cases that its link shows: its numbers are the totals of that list.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries as country_names

from cases.choices import Outcome, SexOrAge, Verification, Wait
from cases.counts import Count
from cases.published import places
from cases.published.charts import Chart, Measure, Row
from cases.published.models import PublishedFacet
from cases.published.statistics import links
from cases.published.statistics.record import Record

NONE = PublishedFacet.NONE


def countries(record: Record) -> Chart:
    found = record.facets[PublishedFacet.COUNTRY]
    names = {code: (str(country_names.name(code)) or code, "") for code in found if code != NONE}
    return Chart(
        slug="countries",
        title=_("Affected people, by country of detention or return"),
        description=_(
            "How many people published cases report affected in each country that held or returned them."
        ),
        caution=_("A case in two countries is in both rows: the rows add up to more than the total."),
        measures=_people_and_cases(),
        rows=_by_facet(record, "country", found, names),
        rows_are=_("Country"),
        total=_all(record),
    )


def provinces(record: Record) -> Chart:
    found = record.facets[PublishedFacet.PROVINCE]
    return Chart(
        slug="provinces",
        title=_("Affected people, by province"),
        description=_(
            "How many people are affected in the cases that name a place in each province, wherever in the course of "
            "events it stands."
        ),
        caution=_(
            "A case whose people were taken through two provinces is in both rows: the rows add up to more than the "
            "total."
        ),
        measures=_people_and_cases(),
        rows=_by_facet(record, "province", found, places.names_of_provinces(set(found) - {NONE})),
        rows_are=_("Province"),
        total=_all(record),
    )


def outcomes(record: Record) -> Chart:
    return Chart(
        slug="outcomes",
        title=_("Affected people, by last reported outcome"),
        description=_("What was last reported of most of the people of each case."),
        caution=_(
            "It says nothing of what happened later, and people of one case can have different fates: the cases of one "
            "outcome may hold forcibly returned people too."
        ),
        measures=_people_and_cases(),
        rows=_by_code(record, record.refugees, "outcome", Outcome, "refugees"),
        rows_are=_("Last reported outcome"),
        total=_all(record),
    )


def verification(record: Record) -> Chart:
    return Chart(
        slug="verification",
        title=_("Affected people, by how well the case is established"),
        description=_("How well the editors judge the incident of each case to be established."),
        caution=_("It does not say that a number within the case is established as well as the case."),
        measures=_people_and_cases(),
        rows=_by_code(record, record.refugees, "verification", Verification, "refugees"),
        rows_are=_("Verification"),
        total=_all(record),
    )


def helpers(record: Record) -> Chart:
    link = links.cases(group="helpers")
    total = record.affected(record.helpers)
    return Chart(
        slug="helpers",
        title=_("Helpers of refugees, by last reported outcome"),
        description=_(
            "Activists, aid workers, journalists and others held for helping refugees, by what was last reported of "
            "them."
        ),
        caution=_("They are in no other chart of people on this page."),
        measures=(Measure("people", _("Helpers")), Measure("cases", _("Cases"), is_people=False)),
        rows=_by_code(record, record.helpers, "outcome", Outcome, "helpers"),
        rows_are=_("Last reported outcome"),
        total=Row(
            "all",
            _("All cases of helpers"),
            (links.of_total(total, link), links.of_number(len(record.helpers), link)),
        ),
    )


def origins(record: Record) -> Chart:
    bands = (
        ("1", _("One origin"), {"origins_min": 1, "origins_max": 1}, range(1, 2)),
        ("2", _("Two independent origins"), {"origins_min": 2, "origins_max": 2}, range(2, 3)),
        ("3", _("Three or more independent origins"), {"origins_min": 3}, range(3, 1_000_000)),
        (NONE, _("Not stated"), {"origins_max": 0}, range(1)),
    )
    rows = []
    for key, label, parameters, numbers in bands:
        cases = {reference for reference in record.refugees if record.cases[reference].origins in numbers}
        link = links.cases(group="refugees", **parameters)
        rows.append(_row_of_cases(record, key, label, cases, link))
    return Chart(
        slug="origins",
        title=_("Cases, by the number of independent origins"),
        description=_(
            "How many origins the sources have that are cited for each case, its counts and steps included. Reprints "
            "and several articles of one agency count once; sources that only dispute are not counted."
        ),
        caution=_("Two origins may still rest on one and the same witness."),
        measures=_cases_and_people(),
        rows=tuple(rows) if record.refugees else (),
        rows_are=_("Independent origins"),
        total=_all_cases(record),
    )


def waits(record: Record) -> Chart:
    reporting = {case for case in record.refugees if record.cases[case].reports_return}
    found = record.facets[PublishedFacet.WAIT]
    rows = [
        _row_of_cases(
            record,
            wait.value,
            str(wait.label),
            found.get(wait, set()) & reporting,
            links.cases(wait=wait.value, group="refugees"),
            wait == Wait.NOT_STATED,
        )
        for wait in Wait
    ]
    return Chart(
        slug="time-to-return",
        title=_("Cases with a forced return, by the time from detention to return"),
        description=_(
            "How long after the first reported apprehension or detention of a case its first forced return is reported."
        ),
        caution=_(
            "It speaks of cases, not of single people: those returned first may not be those apprehended first."
        ),
        measures=(
            Measure("cases", _("Cases"), is_people=False),
            Measure("returned", _("Forcibly returned")),
        ),
        rows=tuple(
            Row(row.key, row.label, (row.values[0], row.values[2]), is_apart=row.is_apart) for row in rows
        )
        if reporting
        else (),
        rows_are=_("From detention to return"),
        total=Row(
            "all",
            _("All cases with a forced return"),
            (
                links.of_number(len(reporting)),
                links.of_total(record.returned(reporting), links.cases(group="refugees")),
            ),
        ),
    )


def sex_and_age(record: Record) -> Chart:
    """People as reported apart; the last row is the people of the cases that report nobody apart."""
    found = record.facets[PublishedFacet.WITH]
    rows = []
    for part in SexOrAge:
        cases = sorted(found.get(part, set()) & record.refugees)
        stated = {case: record.breakdowns[case][part] for case in cases}
        people = record.total({case: Count(number, number) for case, number in stated.items()})
        link = links.cases(**{"with": part.value, "group": "refugees"})
        rows.append(
            Row(part.value, str(part.label), (links.of_total(people), links.of_number(len(cases), link)))
        )
    unstated = found.get(NONE, set()) & record.refugees
    link = links.cases(**{"with": NONE, "group": "refugees"})
    values = (links.of_total(record.affected(unstated), link), links.of_number(len(unstated), link))
    rows.append(Row(NONE, _("Not stated"), values, is_apart=True))
    return Chart(
        slug="sex-and-age",
        title=_("Women, men, children and older people, where reported"),
        description=_(
            "How many women, men, children, infants and older people sources report among those affected."
        ),
        caution=_(
            "Most reports name only some of these. Children may be counted among women or men too, and infants among "
            "children: the rows do not add up. In the last row are all people of the cases that name none of them."
        ),
        measures=(
            Measure("people", pgettext("how many", "People")),
            Measure("cases", _("Cases"), is_people=False),
        ),
        rows=tuple(rows) if record.refugees else (),
        rows_are=_("Sex or age"),
        total=_all(record, returned=False),
    )


def _people_and_cases() -> tuple[Measure, ...]:
    return (
        Measure("affected", pgettext("how many", "Affected people")),
        Measure("returned", _("Forcibly returned")),
        Measure("cases", _("Cases"), is_people=False),
    )


def _cases_and_people() -> tuple[Measure, ...]:
    affected, returned, cases = _people_and_cases()
    return cases, affected, returned


def _by_facet(
    record: Record, parameter: str, found: dict[str, set[str]], names: dict[str, tuple[str, str]]
) -> tuple[Row, ...]:
    """A row for each value that a case of refugees has, most people first, and the cases that state none. `names`
    holds the words of each value, with their language where that is not the active one."""
    rows = [
        replace(
            _row(record, value, name, found[value] & record.refugees, _link(parameter, value)),
            language=language,
        )
        for value, (name, language) in sorted(names.items())
        if found[value] & record.refugees
    ]
    rows.sort(key=lambda row: (-(row.low or 0), row.label))
    if record.refugees:
        cases = found.get(NONE, set()) & record.refugees
        rows.append(_row(record, NONE, _("Not stated"), cases, _link(parameter, NONE), is_apart=True))
    return tuple(rows)


def _by_code(record: Record, within: Iterable[str], field: str, vocabulary, group: str) -> tuple[Row, ...]:
    """A row for each code that a case has, in the order of the vocabulary, and the cases without one."""
    by_code: dict[str, set[str]] = {}
    for reference in within:
        by_code.setdefault(getattr(record.cases[reference], field), set()).add(reference)
    rows = [
        _row(
            record,
            code.value,
            str(code.label),
            by_code[code.value],
            links.cases(**{field: code.value, "group": group}),
        )
        for code in vocabulary
        if code.value in by_code
    ]
    if "" in by_code or (by_code and "unknown" not in vocabulary.values):
        unstated = by_code.get("", set())
        rows.append(_row(record, NONE, _("Not stated"), unstated, "", is_apart=True))
    if group == "helpers":
        rows = [Row(row.key, row.label, (row.values[0], row.values[2])) for row in rows]
    return tuple(rows)


def _link(parameter: str, value: str) -> str:
    return links.cases(**{parameter: value, "group": "refugees"})


def _row(record: Record, key: str, label: str, cases: set[str], link: str, is_apart: bool = False) -> Row:
    values = (
        links.of_total(record.affected(cases), link),
        links.of_total(record.returned(cases), link),
        links.of_number(len(cases), link),
    )
    return Row(key, label, values, is_apart=is_apart)


def _row_of_cases(
    record: Record, key: str, label: str, cases: set[str], link: str, is_apart: bool = False
) -> Row:
    row = _row(record, key, label, cases, link, is_apart or key == NONE)
    affected, returned, number = row.values
    return Row(key, label, (number, affected, returned), is_apart=row.is_apart)


def _all(record: Record, returned: bool = True) -> Row:
    row = _row(record, "all", _("All cases of refugees"), record.refugees, links.cases(group="refugees"))
    return row if returned else Row(row.key, row.label, (row.values[0], row.values[2]))


def _all_cases(record: Record) -> Row:
    row = _all(record)
    return Row(row.key, row.label, (row.values[2], row.values[0], row.values[1]))
