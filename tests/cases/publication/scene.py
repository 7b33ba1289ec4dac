"""Names and days of the fixtures beside, and the short questions the tests ask."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from cases.choices import Naming, NamingGrounds
from cases.publication.subjects import why_not
from tests.builders import (
    make_case,
    make_citation,
    make_consent,
    make_event,
    make_figure,
    make_involvement,
    make_person,
    make_relation,
    make_risk_review,
    make_source,
)

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NAMES = {
    "legal_name": "Zzyzx Example-Han",
    "native_name": "한예시",
    "aliases": "韩示例\nZed Sample",
    "public_name": "",
}


def codes(subject) -> list[str]:
    fresh = type(subject).objects.get(pk=subject.pk)
    return [obstacle.code for obstacle in why_not(fresh)]


def change(row, **values):
    """Write columns past every check, as a row of an older release might have them."""
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()


def make_full_case():
    """A case with a row of everything, that could be published."""
    case = make_case(reference="example-case-alpha", affected_low=15, affected_high=15)
    source = make_source(reference="example-source-alpha", title="Example headline alpha")
    event = make_event(case=case, reference="example-event-alpha")
    make_citation(event=event, source=source)
    make_citation(case=case, source=source)
    make_figure(case=case, source=source, reference="example-figure-alpha")
    make_relation(from_case=case, to_case=make_case())
    return case


def name_somebody_in(case):
    """The involvement of somebody who is named in that case with consent."""
    make_risk_review(case=case)
    person = make_person(public_name="Publica Example")
    make_consent(person=person)
    return make_involvement(
        case=case, person=person, shown=True, naming=Naming.NAMED, naming_grounds=NamingGrounds.CONSENT
    )


def everything_public() -> dict[str, list]:
    """All rows of the published app."""
    models = apps.get_app_config("published").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
