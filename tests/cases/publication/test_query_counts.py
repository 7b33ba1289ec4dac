"""Publishing many subjects costs as many queries as publishing few, but for batches of hundreds."""

import pytest

from cases import workflow
from cases.publication.publish import publish
from cases.published.models import PublishedCase
from tests.builders import (
    make_case,
    make_citation,
    make_event,
    make_figure,
    make_involvement,
    make_place,
    make_relation,
    make_risk_review,
    make_source,
    make_statement,
    make_working_count,
    written_by,
)

pytestmark = pytest.mark.django_db


def whole_case():
    """A case with two of everything, and two sources."""
    case = make_case(place=make_place(), affected_low=15, affected_high=15)
    make_risk_review(case=case)
    source = make_source(derived_from=make_source())
    for _ in range(2):
        event = make_event(case=case, place=make_place())
        figure = make_figure(case=case, event=event, place=make_place(), source=source)
        involvement = make_involvement(case=case, shown=True)
        for thing in ({"event": event}, {"figure": figure}, {"involvement": involvement}):
            make_citation(source=source, **thing)
        make_relation(from_case=case, to_figure=figure)
    make_citation(case=case, source=source)
    make_working_count(case=case, figure=figure)
    return case


def questions(queries) -> int:
    """Queries but for INSERTs, which SQLite takes in portions of a few dozen rows."""
    return sum(not query["sql"].startswith("INSERT") for query in queries.captured_queries)


def test_publishing_and_correcting(contributor, editor, publisher, django_assert_max_num_queries):
    def cost(number) -> list[int]:
        subjects = [whole_case() for _ in range(number)]
        subjects += [make_figure() for _ in range(number)] + [make_statement() for _ in range(number)]
        written_by(contributor)
        workflow.submit(subjects, by=contributor)
        workflow.approve(subjects, by=editor)
        with django_assert_max_num_queries(400) as first:
            publish(subjects, by=publisher)
        for case in subjects[:number]:
            type(case).objects.filter(pk=case.pk).update(title_en="Another artificial title")
        with django_assert_max_num_queries(400) as second:
            publish(subjects, by=publisher)
        return [questions(first), questions(second)]

    cost(1)  # the rights of the publisher are looked up once
    assert cost(12) == cost(2)
    assert PublishedCase.objects.count() == 15
