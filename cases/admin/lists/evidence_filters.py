"""Filters of lists that ask what a record rests on: sources, counts, consent, risk.

Each condition is worked out in the database: with EXISTS over indexed columns or, where several rows judge a case
together, by reading these rows once. What a user may not know of does not count for that user: without the right to
see them, confidential sources support nothing, and who may not see people is not offered filters that speak of them.
"""

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.admin import visibility
from cases.admin.lists.filters import Chosen
from cases.choices import ConsentPurpose, Naming, Stance, Unit
from cases.models import Citation, Consent, Figure, Involvement, RiskReview

#: How a citation leads to the case it goes into.
CITED = ("case", "event__case", "figure__case", "involvement__case")


class SourcesFilter(Chosen):
    """Cases without a source, or with the reporting of one origin alone: reprints and a second article of one agency
    add nothing (cases/record_search/origins.py). A source that only disputes supports nothing."""

    title = _("sources")
    parameter_name = "sources"

    def choices_for(self, request):
        citations, figures = supporting(request.user)
        unsupported = ~Exists(figures.filter(case=OuterRef("pk")))
        for path in CITED:
            unsupported &= ~Exists(citations.filter(**{path: OuterRef("pk")}))
        return {
            "none": (_("no source"), Q(unsupported)),
            "one": (_("one origin alone"), Q(pk__in=cases_of_one_origin(citations, figures))),
        }


def supporting(user) -> tuple[QuerySet[Citation], QuerySet[Figure]]:
    """The rows by which sources that the user may know of support cases."""
    citations = Citation.objects.filter(visibility.visible_to(user, Citation)).exclude(stance=Stance.DISPUTES)
    return citations.order_by(), Figure.objects.filter(visibility.visible_to(user, Figure)).order_by()


def cases_of_one_origin(citations: QuerySet[Citation], figures: QuerySet[Figure]) -> RawSQL:
    """The keys of the cases that these rows support with one origin. Reads each of the rows once: asking case by case
    whether another origin supports it reads most of them several times."""
    cited = citations.values_list(Coalesce(*CITED), "source__origin_name__origin")
    printed = figures.values_list("case", "source__origin_name__origin")
    rows, params = cited.union(printed, all=True).query.sql_with_params()
    one = "SELECT subject FROM rested GROUP BY subject HAVING MIN(origin) = MAX(origin)"
    # Nothing that somebody typed is in the text of the query: what Django made has its values in `params`.
    return RawSQL(f"WITH rested (subject, origin) AS ({rows}) {one}", params)  # noqa: S611


class CountsFilter(Chosen):
    """Cases whose figures of one measure disagree: whole-case counts of people, as they enter the working count."""

    title = _("counts")
    parameter_name = "counts"

    def choices_for(self, request):
        return {"disagree": (_("sources disagree"), Q(pk__in=cases_that_disagree(request.user)))}


def cases_that_disagree(user) -> QuerySet:
    """The keys of the cases for which figures of one measure give different numbers. Reads each figure once."""
    whole = Figure.objects.filter(
        visibility.visible_to(user, Figure),
        case__isnull=False,
        event__isnull=True,
        place__isnull=True,
        unit=Unit.PEOPLE,
        subgroup_en="",
        label_en="",
    )
    # Numbers are never negative: −1 stands for none.
    low, high = Coalesce("count_low", -1), Coalesce("count_high", -1)
    ranges = (
        whole.order_by()
        .values("case", "measure")
        .annotate(lowest_low=Min(low), highest_low=Max(low), lowest_high=Min(high), highest_high=Max(high))
    )
    differ = Q(lowest_low__lt=F("highest_low")) | Q(lowest_high__lt=F("highest_high"))
    return ranges.filter(differ).values("case")


class ConsentFilter(Chosen):
    """Cases that show or name somebody whose consent to publication is not in force today.

    Showing “Person A” needs no consent by our rules, and a public campaign is another ground for a name: the list
    says where to look, not what is wrong.
    """

    title = _("consent")
    parameter_name = "consent"
    needs = ("cases.view_involvement", "cases.view_consent")

    def choices_for(self, request):
        return {"missing": (_("shown without consent"), self.condition())}

    def condition(self) -> Q:
        return Q(Exists(shown_without_consent().filter(case=OuterRef("pk"))))


class ConsentOfPersonFilter(ConsentFilter):
    """The same for one person's part in a case."""

    def condition(self) -> Q:
        return Q(pk__in=shown_without_consent().values("pk"))


def shown_without_consent() -> QuerySet:
    """The rule of what is in force is that of cases/publication/naming.py."""
    today = timezone.localdate()
    in_force = Consent.objects.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=today),
        person=OuterRef("person"),
        purpose=ConsentPurpose.PUBLICATION,
        given_on__lte=today,
        withdrawn_on__isnull=True,
    )
    seen = Involvement.objects.filter(Q(shown=True) | Q(naming=Naming.NAMED))
    return seen.filter(~Exists(in_force)).order_by()


class RiskFilter(Chosen):
    """Cases with people whose risk review is overdue or was never made: either blocks the next edition."""

    title = _("risk review")
    parameter_name = "risk"
    needs = ("cases.view_involvement", "cases.view_riskreview")

    def choices_for(self, request):
        reviews = RiskReview.objects.filter(case=OuterRef("pk"))
        # The newest one counts.
        again = Subquery(reviews.order_by("-reviewed_on", "-pk").values("review_again_on")[:1])
        people = Involvement.objects.filter(case=OuterRef("pk"))
        return {
            "overdue": (_("overdue"), Q(LessThan(again, timezone.localdate()))),
            "missing": (_("never made"), Q(Exists(people)) & ~Q(Exists(reviews))),
        }
