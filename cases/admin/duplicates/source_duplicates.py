"""Sources that may have been entered twice: the same address, the same or a similar title."""

from django import forms

from cases import duplicates
from cases.admin.duplicates.pages import DuplicatePages, Hint, edtf
from cases.models import Source


class SourceHint(Hint):
    url = forms.CharField(required=False, max_length=2000)
    archived_url = forms.CharField(required=False, max_length=2000)
    title = forms.CharField(required=False, max_length=500)
    published_edtf = forms.CharField(required=False, max_length=100)

    def record(self, request):
        typed = self.cleaned_data
        return Source(
            url=typed.get("url", ""),
            archived_url=typed.get("archived_url", ""),
            title=typed.get("title", ""),
            published_edtf=edtf(typed.get("published_edtf", "")),
        )


class SourceDuplicatePages(DuplicatePages):
    hint_form = SourceHint

    def candidates(self, request, record):
        return duplicates.like_source(record, self.get_queryset(request))
