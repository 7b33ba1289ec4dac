"""Who may be named in public, and whose names must therefore stay in the office."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import ConsentPurpose, Naming, NamingGrounds
from cases.models import Citation, Consent, Figure, Involvement, Source
from cases.publication.obstacle import Obstacle

CHILD_BELOW = 18


def may_be_named(involvement: Involvement) -> bool:
    """Whether the person is named in this case today, on grounds that hold."""
    is_named = involvement.shown and involvement.naming == Naming.NAMED
    return is_named and not naming_obstacles(involvement)


def naming_obstacles(involvement: Involvement) -> list[Obstacle]:
    """Naming needs consent or recorded public-campaign grounds, and for a child a second approval."""
    if involvement.naming != Naming.NAMED or not involvement.shown:
        return []
    obstacles = []
    who = involvement.reference
    if not involvement.person.public_name:
        obstacles.append(
            Obstacle("no_public_name", _("%s is to be named but has no public name.") % who, "people")
        )
    if involvement.naming_grounds == NamingGrounds.CONSENT and not has_consent(
        involvement, ConsentPurpose.PUBLICATION
    ):
        obstacles.append(
            Obstacle(
                "no_consent",
                _("%s is to be named but no valid consent for publication is recorded.") % who,
                "people",
            )
        )
    if involvement.naming_grounds == NamingGrounds.PUBLIC_CAMPAIGN and not involvement.naming_reason.strip():
        obstacles.append(
            Obstacle("no_grounds", _("Write where the public campaign for %s can be seen.") % who, "people")
        )
    age = involvement.age_at_event
    if (age is None or age < CHILD_BELOW) and not involvement.child_naming_approved_by_id:
        obstacles.append(
            Obstacle(
                "child",
                _("%s is a child, or the age is not recorded: naming needs a second approval.") % who,
                "people",
            )
        )
    return obstacles


def has_consent(involvement: Involvement, purpose: str) -> bool:
    """Whether the person's consent for `purpose` is in force today."""
    today = timezone.localdate()
    return any(
        in_force(consent, today)
        for consent in involvement.person.consents.all()
        if consent.purpose == purpose
    )


def in_force(consent: Consent, today) -> bool:
    ended = consent.withdrawn_on is not None or (
        consent.expires_on is not None and consent.expires_on < today
    )
    return consent.given_on <= today and not ended


# --- the people of the cases that cite a source ---------------------------------------------------


def people_of_source(source: Source) -> list[Involvement]:
    """The people of all cases that cite the source. No query after `fetch_people_of_sources`."""
    if not hasattr(source, "people_of_citing_cases"):
        fetch_people_of_sources([source])
    return source.people_of_citing_cases


def fetch_people_of_sources(sources: Iterable[Source]) -> None:
    """Fetch `people_of_source` of many sources in a fixed number of queries."""
    sources = list(sources)
    pks = [source.pk for source in sources]
    cases_of = defaultdict(set)
    for thing in ("case", "event__case", "figure__case", "involvement__case"):
        citations = Citation.objects.filter(source__in=pks, **{f"{thing}__involvements__isnull": False})
        for source, case in citations.values_list("source_id", f"{thing}__id"):
            cases_of[source].add(case)
    figures = Figure.objects.filter(source__in=pks, case__involvements__isnull=False)
    for source, case in figures.values_list("source_id", "case_id"):
        cases_of[source].add(case)
    people = Involvement.objects.filter(case__in=set().union(*cases_of.values()))
    people_of = defaultdict(list)
    for person in people.select_related("person").prefetch_related("person__consents"):
        people_of[person.case_id].append(person)
    for source in sources:
        source.people_of_citing_cases = [
            person for case in sorted(cases_of[source.pk]) for person in people_of[case]
        ]
