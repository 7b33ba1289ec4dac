"""The history of a record: who changed what, when and why, as far as this user may see the record and its rows.

One timeline of the record and of all that hangs or hung on it: an event added, a citation removed. Only the
columns that the user's form shows appear; what does not exist for the user has no history either, deleted or
not. A past version has a page (cases/admin/past/restore.py).
"""

from dataclasses import dataclass

from django import forms
from django.contrib.admin.utils import flatten_fieldsets, label_for_field, unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from cases import record_history, restoring
from cases.admin import visibility
from cases.admin.past.version_words import Change, changes, kind_of, reason_of, row_name
from cases.models.record import Record
from cases.record_history import Version

PAGE_LENGTH = 50
#: More values than this of a row that was added or removed are shown on request.
FEW_VALUES = 6


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `kind`: added, changed, deleted, restored or step (of the workflow)."""

    version: Version
    kind: str
    #: The row, where it is not the record itself.
    row: str
    reason: str
    changes: tuple[Change, ...]
    url: str
    undelete_url: str

    @property
    def is_long(self) -> bool:
        return self.kind in ("added", "deleted", "restored") and len(self.changes) > FEW_VALUES


class HistoryFilter(forms.Form):
    """What the timeline is narrowed to. Choices hold nothing that the timeline would not show."""

    who = forms.ChoiceField(label=gettext_lazy("By"), required=False)
    noun = forms.ChoiceField(label=gettext_lazy("Of"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field"), required=False)

    def __init__(self, *args, users, nouns, columns, **kwargs):
        super().__init__(*args, **kwargs)
        anybody = [("", _("everybody"))]
        self.fields["who"].choices = anybody + [(str(user.pk), str(user)) for user in users]
        self.fields["noun"].choices = [("", _("everything")), *nouns]
        self.fields["field"].choices = [("", _("all fields")), *columns]


class HistoryPages(SimpleHistoryAdmin):
    """The history of one record with its rows."""

    def history_view(self, request, object_id, extra_context=None):
        """The timeline. A fixed number of queries for each noun on the page, however many versions there are."""
        pk = key_of(object_id)
        newest = self.visible_history(request, pk).first()
        if newest is None:
            raise Http404
        current = self.get_object(request, str(pk))
        record = current or newest.instance
        if not self.has_view_history_or_change_history_permission(request, record):
            raise PermissionDenied
        conditions = self.visible_conditions(request, pk)
        columns = self.shown_fields(request, record)
        form = self.filter_form(request, conditions, columns)
        page = Paginator(record_history.timeline(self.narrowed(form, conditions)), PAGE_LENGTH).get_page(
            request.GET.get("p")
        )
        query = request.GET.copy()
        query.pop("p", None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % record,
            "opts": self.opts,
            "object": record,
            "current": current,
            "form": form,
            "is_narrowed": form.is_valid() and any(form.cleaned_data.values()),
            "page_obj": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "query": query.urlencode(),
            "entries": self.entries(request, page.object_list, columns),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    # --- what may be seen ---

    def visible_history(self, request, pk: int):
        """The versions of one record the user may know of, newest first; none where the newest is hidden."""
        rows = self.model.history.filter(visible_versions(request.user, self.model), id=pk)
        return rows.select_related("history_user").order_by("-history_id")

    def visible_conditions(self, request, pk: int) -> dict[type[Record], Q]:
        """The history rows of the record and its parts that the user may see, by noun."""
        return {
            model: condition & visible_versions(request.user, model)
            for model, condition in record_history.whole(self.model, pk).items()
            if model is self.model or may_view(request, model)
        }

    def columns_of(self, request, model: type[Record]) -> list[str]:
        """The columns of a row that the user sees on its own page, or in the list on another's."""
        if self.admin_site.is_registered(model):
            return self.admin_site.get_model_admin(model).shown_fields(request, None)
        for inline in self.inlines:
            if inline.model is model:
                fieldsets = inline(self.model, self.admin_site).get_fieldsets(request, None)
                return columns_among(model, flatten_fieldsets(fieldsets))
        return []

    # --- narrowing ---

    def filter_form(self, request, conditions: dict[type[Record], Q], columns: list[str]) -> HistoryFilter:
        branches = [
            model.history.filter(condition).order_by().values("history_user")
            for model, condition in conditions.items()
        ]
        users = [row["history_user"] for row in branches[0].union(*branches[1:])]
        return HistoryFilter(
            request.GET,
            users=get_user_model()
            ._base_manager.filter(pk__in=[pk for pk in users if pk])
            .order_by("username"),
            nouns=[(model._meta.label_lower, model._meta.verbose_name) for model in conditions],
            columns=[(name, label_for_field(name, self.model, self)) for name in columns],
        )

    def narrowed(self, form: HistoryFilter, conditions: dict[type[Record], Q]) -> dict[type[Record], Q]:
        """The conditions as far as the form asks; a choice that does not exist narrows nothing, and is said."""
        form.is_valid()
        chosen = form.cleaned_data
        if chosen.get("field"):
            changed = versions_that_changed(self.model, conditions[self.model], chosen["field"])
            conditions = {self.model: conditions[self.model] & Q(history_id__in=changed)}
        if chosen.get("noun"):
            conditions = {
                model: condition if model._meta.label_lower == chosen["noun"] else condition & Q(pk__in=[])
                for model, condition in conditions.items()
            }
        if chosen.get("who"):
            by = Q(history_user=int(chosen["who"]))
            conditions = {model: condition & by for model, condition in conditions.items()}
        return conditions

    # --- entries ---

    def entries(self, request, rows: list[dict], own_columns: list[str]) -> list[Entry]:
        """The lines of one page of the timeline."""
        rows = list(rows)
        models_by_noun = {model._meta.label_lower: model for model in record_history.nouns_of(self.model)}
        made = {}
        for noun, history_ids in record_history.by_noun(rows).items():
            model = models_by_noun[noun]
            columns = own_columns
            if model is not self.model:
                # That a row hangs on the record whose page this is goes without saying.
                holders = {column for part, column in record_history.parts_of(self.model) if part is model}
                columns = [
                    name
                    for name in self.columns_of(request, model)
                    if len(holders) > 1 or model._meta.get_field(name).attname not in holders
                ]
            made |= {
                (noun, history_id): entry
                for history_id, entry in self.entries_of(request, model, history_ids, columns).items()
            }
        return [made[row["noun"], row["history_id"]] for row in rows]

    def entries_of(self, request, model, history_ids: list[int], columns: list[str]) -> dict[int, Entry]:
        found = record_history.versions(model, history_ids)
        earlier = [version.before.pk for version in found.values() if version.before]
        seen = set(
            model.history.filter(visible_versions(request.user, model), history_id__in=earlier)
            .order_by()
            .values_list("history_id", flat=True)
        )
        deletions = [version.pk for version in found.values() if version.is_deletion]
        gone = set()
        if deletions and may_change(request, model):
            gone = set(
                restoring.deleted(model).filter(history_id__in=deletions).values_list("history_id", flat=True)
            )
        registered = self.admin_site.is_registered(model)
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        return {
            pk: Entry(
                version,
                kind_of(version),
                "" if model is self.model else row_name(version.record),
                reason_of(version),
                tuple(changes(version, columns, version.before is not None and version.before.pk in seen)),
                reverse(f"{name}_simple_history", args=[version.row.id, pk]) if registered else "",
                reverse(f"{name}_undelete", args=[pk]) if registered and pk in gone else "",
            )
            for pk, version in found.items()
        }


# --- who may see what -----------------------------------------------------------------------------


def visible_versions(user, model: type[Record]) -> Q:
    """The condition on history rows of `model` that `user` may know of: nothing of a row whose newest is hidden."""
    visible = visibility.visible_to(user, model)
    if not visible:
        return visible
    later = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    newest = model.history.filter(visible, ~Exists(later), id=OuterRef("id"))
    return visible & Q(Exists(newest))


def may_view(request, model: type[Record]) -> bool:
    return request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def may_change(request, model: type[Record]) -> bool:
    return request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def key_of(object_id: str) -> int:
    """The primary key in an address. Raises Http404 for what is none."""
    try:
        return int(unquote(str(object_id)))
    except ValueError:
        raise Http404 from None


# --- columns ---------------------------------------------------------------------------------------


def columns_among(model: type[Record], names) -> list[str]:
    """Those of the names that are columns of `model`."""
    columns = {field.name for field in model._meta.concrete_fields}
    return [name for name in names if name in columns]


def versions_that_changed(model: type[Record], condition: Q, name: str) -> list[int]:
    """The history ids of the versions of one record in which a column became another. One query."""
    rows = model.history.filter(condition).order_by("history_id")
    found, before = [], None
    for history_id, value in rows.values_list("history_id", model._meta.get_field(name).attname):
        if before is None or before[0] != value:
            found.append(history_id)
        before = (value,)
    return found
