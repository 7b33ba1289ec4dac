"""Deleted records of a noun: the list of them, and the way to put one back with what went with it.

For those who may change that noun; to put back they may change every noun that comes back. What does not exist
for the user is on neither page, also where it comes back along with what does.
"""

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases import record_history, restoring
from cases.admin import visibility
from cases.admin.forms import kept_answers
from cases.admin.past.history import may_view, visible_versions
from cases.admin.past.restore import ReasonForm, RestorePages
from cases.admin.past.version_words import changes, reason_of, row_name
from cases.record_history import Version

PAGE_LENGTH = 50


class DeletedPages(RestorePages):
    """The deleted rows of one noun."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("deleted/", self.admin_site.admin_view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "deleted/<int:version_id>/",
                self.admin_site.admin_view(self.undelete_view),
                name=f"{name}_undelete",
            ),
        ]
        return own + super().get_urls()

    def has_undelete_permission(self, request) -> bool:
        return self.has_view_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        """The list, with the address of the deleted ones for those who may put one back."""
        context = extra_context or {}
        if self.has_undelete_permission(request):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_deleted"
            context |= {"deleted_url": reverse(name, current_app=self.admin_site.name)}
        return super().changelist_view(request, context)

    def undelete_url(self, request, row) -> str:
        """The page that puts back what the history row says was deleted last; "" for those who may not."""
        newest = self.visible_deletions(request).filter(id=row.id).first()
        if newest is None or not self.has_undelete_permission(request):
            return ""
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_undelete", args=[newest.history_id]
        )

    def visible_deletions(self, request):
        return restoring.deleted(self.model).filter(visible_versions(request.user, self.model))

    def deleted_view(self, request):
        """Deleted rows, newest first. No count: it would read the whole history."""
        if not self.has_undelete_permission(request):
            raise PermissionDenied
        page = max(int(number) if (number := request.GET.get("p", "1")).isdecimal() else 1, 1)
        start = (min(page, 10_000) - 1) * PAGE_LENGTH
        found = self.visible_deletions(request).select_related("history_user")
        rows = list(found[start : start + PAGE_LENGTH + 1])
        records = [row.instance for row in rows]
        record_history.fetch_pointed_to(self.model, records)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "rows": [
                {"version": row, "name": row_name(record)}
                for row, record in zip(rows[:PAGE_LENGTH], records, strict=False)
            ],
            "previous": page - 1,
            "next": page + 1 if len(rows) > PAGE_LENGTH else 0,
        }
        return TemplateResponse(request, "admin/record_deleted.html", context)

    def undelete_view(self, request, version_id: int):
        """What would come back, or what is in the way; by POST it comes back."""
        if not self.has_undelete_permission(request):
            raise PermissionDenied
        row = self.visible_deletions(request).filter(history_id=version_id).first()
        if row is None:
            return self.put_back_already(request, version_id)
        given = request.POST if request.method == "POST" else None
        form = ReasonForm(given, initial=kept_answers.typed_before(request))
        in_the_way, parents, coming = [], [], []
        try:
            coming = restoring.rehearse(row, by=request.user, look=lambda rows: self.look(request, rows))
            lacking = self.lacking(request, row)
            if lacking:
                in_the_way.append(
                    _("This would also put back what your role may not change: %s.") % ", ".join(lacking)
                )
            elif request.method == "POST" and form.is_valid():
                restoring.undelete(row, by=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, _("Put back. Read the record before you submit it for review."))
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.id)
        except restoring.CannotRestore as refusal:
            in_the_way, parents = self.seen_faults(request, refusal.faults)
        version = Version(self.model, row, row.instance)
        record_history.fetch_pointed_to(self.model, [version.record])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put back: %s") % row_name(version.record),
            "opts": self.opts,
            "version": row,
            "reason": reason_of(version),
            "values": changes(version, self.shown_fields(request, version.record), False),
            "along": coming,
            "in_the_way": in_the_way,
            "parents": parents,
            "form": form,
        }
        return TemplateResponse(request, "admin/record_undelete.html", context)

    def put_back_already(self, request, version_id: int):
        """To the record that somebody else put back while the page was open. 404 where there is none."""
        version = self.model.history.filter(visible_versions(request.user, self.model), history_id=version_id)
        pk = version.values_list("id", flat=True).first()
        if pk is None or self.get_object(request, str(pk)) is None:
            raise Http404
        messages.warning(request, _("Somebody has put it back already."))
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", pk)

    # --- what may be told ---

    def look(self, request, rows: list) -> list[str]:
        """The rows that come back along with the first, in words: those the user may know of."""
        return [
            row_name(row)
            for row in rows[1:]
            if may_view(request, type(row)) and not visibility.hidden_among(request.user, [row])
        ]

    def seen_faults(self, request, faults: list[restoring.Fault]) -> tuple[list[str], list[dict]]:
        """What is in the way, and the pages of what must be put back before; nothing of what is hidden."""
        told, parents = [], []
        for fault in faults:
            model = type(fault.record)
            known = model.history.filter(visible_versions(request.user, model), id=fault.record.pk)
            if not (may_view(request, model) and known.exists()):
                told.append(_("Other records depend on this one. Ask a source keeper."))
                continue
            told.append(fault.message)
            for parent in fault.parents:
                parent_admin = self.admin_site.get_model_admin(parent.instance_type)
                url = parent_admin.undelete_url(request, parent)
                if url:
                    parents.append({"url": url, "name": row_name(parent.instance)})
        return list(dict.fromkeys(told)), parents

    def lacking(self, request, row) -> list[str]:
        """The nouns that would come back and that the user may not change."""
        nouns = {version.instance_type for version in restoring.went_with(row)}
        return sorted(
            str(model._meta.verbose_name_plural)
            for model in nouns
            if not request.user.has_perm(
                f"{model._meta.app_label}.{get_permission_codename('change', model._meta)}"
            )
        )
