"""Which cases does a source report? Found by name, place, date and writing, or begun here."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import dates, duplicates, record_search
from cases.admin import visibility
from cases.admin.duplicates.case_duplicates import people_readable_by
from cases.admin.linking.case_stub import CaseStubForm
from cases.admin.linking.pages import LinkingPages
from cases.models import Case, Citation, Involvement, Place

MOST_LISTED = 20


class SourceCases(LinkingPages):
    """The page of a source on which it is cited for cases."""

    linked = Case
    linking_name = "cases"
    linking_title = _("Which cases does it report?")

    def pair(self, record, other):
        return record, other

    def found_linked(self, request, words, edtf, among):
        wanted = Q()
        if words:
            wanted &= Q(pk__in=record_search.found(Case, words)) | Q(reference=words.strip().lower())
            people = people_readable_by(request.user)
            if people is not None:
                named = duplicates.people_named(words, people)
                wanted |= Q(pk__in=Involvement.objects.filter(person__in=named).values("case"))
        if edtf:
            wanted &= overlapping("date", edtf)
        return among.filter(wanted).order_by("-date_earliest", "reference")

    def new_linked(self, request, data, prefix):
        among = self.linked_admin.get_queryset(request)
        people = people_readable_by(request.user)
        return CaseStubForm(
            data,
            prefix=prefix,
            look=lambda case: duplicates.like_case(case, among, people),
            places=admin.site.get_model_admin(Place).get_queryset(request),
            empty_permitted=True,
            use_required_attribute=False,
        )

    def beside_form(self, request, record):
        context = super().beside_form(request, record)
        if record is None or not self.may_link(request):
            return context
        return context | {
            "ways_title": self.linking_title,
            "reported": self.reported(request, record),
            "ways": [{"label": _("Cite it for cases"), "url": self.linking_url(record)}],
        }

    def reported(self, request, source) -> list[dict]:
        """The cases that rest on a source, the newest first, by rows the user may know of. One query."""
        cited = Citation.objects.filter(visibility.visible_to(request.user, Citation), source=source)
        if not request.user.has_perm("cases.view_involvement"):
            cited = cited.filter(involvement__isnull=True)
        rests = Q(figures__source=source)
        for path in ("", "events__", "figures__", "involvements__"):
            rests |= Q(**{f"{path}citations__in": cited})
        keys = Case.objects.filter(rests).values("pk")
        rows = self.linked_admin.get_queryset(request).filter(pk__in=keys)
        return [
            {
                "label": self.linked_admin.choice_label(case),
                "url": reverse("admin:cases_case_change", args=[case.pk]),
            }
            for case in rows.order_by("-date_earliest", "reference")[:MOST_LISTED]
        ]


def overlapping(column: str, edtf: str) -> Q:
    """The condition that a dating may fall into this date, which may be open at one end."""
    earliest, latest = dates.bounds(edtf)
    condition = Q()
    if latest:
        condition &= Q(**{f"{column}_earliest__lte": latest})
    if earliest:
        condition &= Q(**{f"{column}_latest__gte": earliest})
    return condition
