"""One case, many sources: found by title, publisher, address or date, or begun here."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import duplicates, record_search
from cases.admin.linking.pages import LinkingPages
from cases.admin.linking.source_cases import overlapping
from cases.admin.linking.source_stub import SourceStubForm
from cases.models import Source
from cases.source_keys import address_key

#: What an address begins with, as opposed to words.
ADDRESSES = ("http://", "https://", "www.")


class CaseSources(LinkingPages):
    """The page of a case on which sources are cited for it."""

    linked = Source
    linking_name = "sources"
    linking_title = _("Who reports this case?")

    def pair(self, record, other):
        return other, record

    def found_linked(self, request, words, edtf, among):
        wanted = Q()
        if words.strip().startswith(ADDRESSES):
            wanted &= Q(address_key=address_key(words))
        elif words:
            wanted &= Q(pk__in=record_search.found(Source, words)) | Q(reference=words.strip().lower())
        if edtf:
            wanted &= overlapping("published", edtf)
        return among.filter(wanted).order_by("-published_earliest", "reference")

    def new_linked(self, request, data, prefix):
        among = self.linked_admin.get_queryset(request)
        return SourceStubForm(
            data,
            prefix=prefix,
            look=lambda source: duplicates.like_source(source, among),
            empty_permitted=True,
            use_required_attribute=False,
        )

    def beside_form(self, request, record):
        context = super().beside_form(request, record)
        if record is None or not self.may_link(request):
            return context
        return context | {
            "ways_title": self.linking_title,
            "ways": [{"label": _("Add sources"), "url": self.linking_url(record)}],
        }
