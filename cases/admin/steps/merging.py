"""Merging a duplicate in the admin: choose the other record, decide what differs, see what moves, do it.

Which of the two stays is chosen by whose page it is opened on and can be turned round. Rows that the user may not know
of move silently, as the record's own rules decide (cases/merging.py): no count here tells of them.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases import merging
from cases.admin.forms import kept_answers
from cases.admin.steps.merge_form import MergeForm, Pair
from cases.admin.steps.pages import REFUSALS
from cases.choices import PublicationState
from cases.models.record import Subject


class OtherForm(forms.Form):
    """Which other record it is."""

    other = forms.CharField(max_length=80)

    def __init__(self, *args, model_admin, request, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.model_admin, self.request, self.record = model_admin, request, record
        self.fields["other"].label = _("Reference of the other record")
        self.fields["other"].help_text = _(
            "The record that tells of the same, for example return-2023-10-09. Find it in the list and copy its reference."
        )

    def clean_other(self) -> Subject:
        typed = self.cleaned_data["other"].strip().lower()
        found = self.model_admin.get_queryset(self.request).filter(reference=typed).first()
        if found is None:
            raise ValidationError(_("There is no record with the reference “%s”.") % typed)
        if found.pk == self.record.pk:
            raise ValidationError(_("This is the record itself: write the reference of the other one."))
        return found


class MergePages(admin.ModelAdmin):
    """The page `…_merge` of a case or source. `?with=` names the other record; `?keep=this` turns the two round."""

    def get_urls(self):
        own = path(
            "<path:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_merge",
        )
        return [own, *super().get_urls()]

    def may_merge(self, request) -> bool:
        return request.user.has_perms(merging.rights_to_merge(self.model))

    def merge_context(self, request, record) -> dict:
        if not self.may_merge(request):
            return {}
        return {
            "merge_url": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[record.pk]
            )
        }

    def merge_view(self, request, object_id):
        """Ask for the other record, then for the decisions, then merge."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.may_merge(request):
            raise PermissionDenied
        named = request.GET.get("with", "")
        if named.isdigit():
            # From a list of possible duplicates, which knows keys.
            named = (
                self.get_queryset(request).filter(pk=int(named)).values_list("reference", flat=True).first()
                or named
            )
        given = {"other": named} if named else None
        chosen = OtherForm(given, model_admin=self, request=request, record=record)
        if not chosen.is_valid():
            return self.merge_page(request, record, chosen=chosen)
        other = self.get_object(request, str(chosen.cleaned_data["other"].pk))
        keeps_this = request.GET.get("keep") == "this"
        pair = Pair(self, request, *((other, record) if keeps_this else (record, other)))
        given = request.POST if "confirmed" in request.POST else None
        form = MergeForm(given, pair=pair, initial=kept_answers.typed_before(request))
        if form.is_valid() and self.merge(request, pair, form):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", pair.kept.pk)
        return self.merge_page(request, record, pair=pair, form=form, keeps_this=keeps_this)

    def merge(self, request, pair: Pair, form: MergeForm) -> bool:
        """Merge as decided; False, with the errors in the form, where it is refused."""
        if request.POST.get("seen") != pair.seen():
            form.add_error(None, _("Somebody has changed one of the two meanwhile. Look at both again."))
            return False
        try:
            merging.merge(
                pair.duplicate,
                pair.kept,
                by=request.user,
                reason=form.cleaned_data["reason"],
                public_note=form.cleaned_data.get("public_note", ""),
                takes=form.takes(),
                twins=form.twins(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal).splitlines())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request,
                _("%(duplicate)s is merged into this record. Its reference leads here from now on.")
                % {"duplicate": pair.duplicate.reference},
            )
            return True
        return False

    def merge_page(self, request, record, *, chosen=None, pair=None, form=None, keeps_this=False):
        turned = "other" if keeps_this else "this"
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge a duplicate: %s") % record,
            "opts": self.opts,
            "original": record,
            "chosen": chosen,
            "pair": pair,
            "form": form,
            "turned": f"?with={pair.kept.reference if not keeps_this else pair.duplicate.reference}&keep={turned}"
            if pair
            else "",
            "seen": pair.seen() if pair else "",
            "moving": pair.moving() if pair else [],
            "goes_down": bool(pair) and pair.duplicate.publication_state == PublicationState.PUBLISHED,
        }
        return TemplateResponse(request, "admin/merge.html", context)
