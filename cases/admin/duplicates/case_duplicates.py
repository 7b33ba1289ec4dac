"""Cases that may have been entered twice: the same time, and place, count, title or names that agree."""

from django import forms

from cases import duplicates
from cases.admin.duplicates.pages import DuplicatePages, Hint, edtf
from cases.models import Case, Person, Place

#: Whose names may be compared for a user: who may open people and their parts in cases.
NAMES = ("cases.view_person", "cases.view_involvement")


class CaseHint(Hint):
    title_en = forms.CharField(required=False, max_length=200)
    date_edtf = forms.CharField(required=False, max_length=100)
    place = forms.CharField(required=False, max_length=80)
    affected_low = forms.IntegerField(required=False, min_value=1, max_value=10**9)
    affected_high = forms.IntegerField(required=False, min_value=1, max_value=10**9)

    def record(self, request):
        typed = self.cleaned_data
        return Case(
            title_en=typed.get("title_en", ""),
            date_edtf=edtf(typed.get("date_edtf", "")),
            place=chosen_place(request, self.data),
            affected_low=typed.get("affected_low"),
            affected_high=typed.get("affected_high"),
        )


def chosen_place(request, data) -> Place | None:
    """The place chosen in the form, or typed by its reference."""
    if not request.user.has_perm("cases.view_place"):
        return None
    typed = (data.get("place_reference") or "").strip().lower()
    key = data.get("place") or ""
    if typed:
        return Place.objects.filter(reference=typed).first()
    return (
        Place.objects.filter(pk=key).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    )


class CaseDuplicatePages(DuplicatePages):
    hint_form = CaseHint

    def candidates(self, request, record):
        return duplicates.like_case(record, self.get_queryset(request), people_readable_by(request.user))


def people_readable_by(user):
    """The people whose names may be compared for this user, None for those who may not read names."""
    return Person.objects.all() if user.has_perms(NAMES) else None
